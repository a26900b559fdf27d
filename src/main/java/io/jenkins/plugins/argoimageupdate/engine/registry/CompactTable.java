package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * A map from short byte strings to short byte strings that costs little more memory than the bytes: all of them lie in one
 * array, found by a hash table of offsets. Not thread-safe.
 */
final class CompactTable {

    private static final int MOST_LENGTH_BYTES = 10;
    private static final int FIRST_BYTES = 1 << 10;
    private static final int FIRST_SLOTS = 1 << 8;
    private static final int FREE = 0;
    private static final int REMOVED = -1;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int end;
    private int garbage;

    /** Offsets of records, plus one. */
    private int[] slots = new int[FIRST_SLOTS];

    private int used;
    private int size;

    /** Null if there is none. */
    byte[] get(byte[] key) {
        int slot = find(key);
        return slot < 0 ? null : valueAt(slots[slot] - 1);
    }

    boolean contains(byte[] key) {
        return find(key) >= 0;
    }

    void put(byte[] key, byte[] value) {
        int slot = find(key);
        if (slot < 0) {
            growSlots();
            slots[freeSlot(key)] = append(key, value) + 1;
            size++;
            return;
        }
        int record = slots[slot] - 1;
        int lengthAt = endOfText(bytes, record);
        if (textLength(bytes, lengthAt) == value.length) {
            System.arraycopy(value, 0, bytes, textStart(bytes, lengthAt), value.length);
            return;
        }
        garbage += recordLength(bytes, record);
        slots[slot] = append(key, value) + 1;
        dropGarbage();
    }

    void remove(byte[] key) {
        int slot = find(key);
        if (slot >= 0) {
            garbage += recordLength(bytes, slots[slot] - 1);
            slots[slot] = REMOVED;
            size--;
            dropGarbage();
        }
    }

    int size() {
        return size;
    }

    /** Bytes of all keys and values, with their lengths. */
    int liveBytes() {
        return end - garbage;
    }

    /** Passes each key with its value. The table must not be changed meanwhile. */
    void forEach(BiConsumer<byte[], byte[]> action) {
        for (int slot : slots) {
            if (slot > FREE) {
                action.accept(keyAt(slot - 1), valueAt(slot - 1));
            }
        }
    }

    private int find(byte[] key) {
        int mask = slots.length - 1;
        for (int i = hash(key) & mask; slots[i] != FREE; i = i + 1 & mask) {
            if (slots[i] > FREE && isKeyAt(slots[i] - 1, key)) {
                return i;
            }
        }
        return -1;
    }

    private int freeSlot(byte[] key) {
        int mask = slots.length - 1;
        int i = hash(key) & mask;
        while (slots[i] != FREE) {
            i = i + 1 & mask;
        }
        used++;
        return i;
    }

    private void growSlots() {
        if (used < slots.length / 4 * 3) {
            return;
        }
        int[] old = slots;
        slots = new int[size < old.length / 2 ? old.length : old.length * 2];
        used = 0;
        for (int slot : old) {
            if (slot > FREE) {
                slots[freeSlot(keyAt(slot - 1))] = slot;
            }
        }
    }

    private void dropGarbage() {
        if (garbage < FIRST_BYTES || garbage < end / 2) {
            return;
        }
        byte[] old = bytes;
        bytes = new byte[end - garbage + FIRST_BYTES];
        end = 0;
        garbage = 0;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] > FREE) {
                int record = slots[i] - 1;
                int length = recordLength(old, record);
                System.arraycopy(old, record, bytes, end, length);
                slots[i] = end + 1;
                end += length;
            }
        }
    }

    private int append(byte[] key, byte[] value) {
        int needed = end + key.length + value.length + MOST_LENGTH_BYTES;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + bytes.length / 4));
        }
        int record = end;
        write(key);
        write(value);
        return record;
    }

    private void write(byte[] text) {
        int length = text.length;
        while (length > 0x7f) {
            bytes[end++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        bytes[end++] = (byte) length;
        System.arraycopy(text, 0, bytes, end, text.length);
        end += text.length;
    }

    private byte[] keyAt(int record) {
        return textAt(record);
    }

    private byte[] valueAt(int record) {
        return textAt(endOfText(bytes, record));
    }

    private byte[] textAt(int lengthAt) {
        return Arrays.copyOfRange(bytes, textStart(bytes, lengthAt), endOfText(bytes, lengthAt));
    }

    private boolean isKeyAt(int record, byte[] key) {
        return Arrays.equals(bytes, textStart(bytes, record), endOfText(bytes, record), key, 0, key.length);
    }

    private static int recordLength(byte[] bytes, int record) {
        return endOfText(bytes, endOfText(bytes, record)) - record;
    }

    private static int endOfText(byte[] bytes, int lengthAt) {
        return textStart(bytes, lengthAt) + textLength(bytes, lengthAt);
    }

    private static int textLength(byte[] bytes, int lengthAt) {
        int length = 0;
        int shift = 0;
        int at = lengthAt;
        while (bytes[at] < 0) {
            length |= (bytes[at++] & 0x7f) << shift;
            shift += 7;
        }
        return length | bytes[at] << shift;
    }

    private static int textStart(byte[] bytes, int lengthAt) {
        int at = lengthAt;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    private static int hash(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }
}

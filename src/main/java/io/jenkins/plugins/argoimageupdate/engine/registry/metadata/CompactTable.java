package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from short byte strings to short byte strings that costs little more memory than the bytes: they lie one after the other in a
 * few long arrays, found by a hash table of their places. Not thread-safe.
 */
final class CompactTable {

    private static final int MOST_LENGTH_BYTES = 10;
    private static final int FIRST_BYTES = 1 << 10;
    private static final int FIRST_SLOTS = 1 << 8;
    private static final int FREE = 0;
    private static final int REMOVED = -1;

    /** Small enough that collectors of garbage need not treat an array of this length as something special. */
    private static final int CHUNK_BITS = 18;

    private static final int CHUNK_BYTES = 1 << CHUNK_BITS;

    /** Each as long as a chunk, but the last one may be shorter, and one for a longer record longer. */
    private byte[][] chunks = {new byte[FIRST_BYTES]};

    private int last;

    /** In the last chunk. */
    private int end;

    private int live;
    private int garbage;

    /** Where records are: number of chunk and place in it, plus one. */
    private int[] slots = new int[FIRST_SLOTS];

    /** Of the keys of these records, so that records need not be looked at for them. */
    private int[] hashes = new int[FIRST_SLOTS];

    private int used;
    private int size;

    /** Null if there is none. */
    byte @Nullable [] get(byte[] key) {
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
            take(hash(key), append(key, value) + 1);
            size++;
            return;
        }
        int record = slots[slot] - 1;
        byte[] chunk = chunk(record);
        int lengthAt = endOfText(chunk, place(record));
        if (textLength(chunk, lengthAt) == value.length) {
            System.arraycopy(value, 0, chunk, textStart(chunk, lengthAt), value.length);
            return;
        }
        drop(record);
        slots[slot] = append(key, value) + 1;
        dropGarbage();
    }

    void remove(byte[] key) {
        int slot = find(key);
        if (slot >= 0) {
            drop(slots[slot] - 1);
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
        return live;
    }

    /** Passes each key with its value. The table must not be changed meanwhile. */
    void forEach(BiConsumer<byte[], byte[]> action) {
        for (int slot : slots) {
            if (slot > FREE) {
                action.accept(keyAt(slot - 1), valueAt(slot - 1));
            }
        }
    }

    private byte[] chunk(int record) {
        return chunks[record >>> CHUNK_BITS];
    }

    private static int place(int record) {
        return record & CHUNK_BYTES - 1;
    }

    private int find(byte[] key) {
        int hash = hash(key);
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != FREE; i = i + 1 & mask) {
            if (hashes[i] == hash && slots[i] > FREE && isKeyAt(slots[i] - 1, key)) {
                return i;
            }
        }
        return -1;
    }

    private void take(int hash, int slot) {
        int mask = slots.length - 1;
        int i = hash & mask;
        while (slots[i] != FREE) {
            i = i + 1 & mask;
        }
        slots[i] = slot;
        hashes[i] = hash;
        used++;
    }

    private void growSlots() {
        if (used < slots.length / 4 * 3) {
            return;
        }
        int[] old = slots;
        int[] oldHashes = hashes;
        slots = new int[size < old.length / 2 ? old.length : old.length * 2];
        hashes = new int[slots.length];
        used = 0;
        for (int i = 0; i < old.length; i++) {
            if (old[i] > FREE) {
                take(oldHashes[i], old[i]);
            }
        }
    }

    private void drop(int record) {
        int length = recordLength(record);
        garbage += length;
        live -= length;
    }

    private void dropGarbage() {
        if (garbage < FIRST_BYTES || garbage < live) {
            return;
        }
        CompactTable fresh = new CompactTable();
        forEach(fresh::put);
        chunks = fresh.chunks;
        last = fresh.last;
        end = fresh.end;
        garbage = 0;
        slots = fresh.slots;
        hashes = fresh.hashes;
        used = fresh.used;
    }

    private int append(byte[] key, byte[] value) {
        makeRoom(key.length + value.length + MOST_LENGTH_BYTES);
        int start = end;
        write(key);
        write(value);
        live += end - start;
        return last << CHUNK_BITS | start;
    }

    /** The first chunk grows, as many tables stay small; then there are more of them. */
    private void makeRoom(int bytes) {
        int needed = end + bytes;
        if (needed <= chunks[last].length) {
            return;
        }
        if (last == 0 && needed <= CHUNK_BYTES || end == 0) {
            int more = Math.min(CHUNK_BYTES, chunks[last].length + chunks[last].length / 4);
            chunks[last] = Arrays.copyOf(chunks[last], Math.max(needed, more));
            return;
        }
        last++;
        end = 0;
        chunks = last < chunks.length ? chunks : Arrays.copyOf(chunks, last + 1 + last / 4);
        chunks[last] = new byte[Math.max(CHUNK_BYTES, bytes)];
    }

    private void write(byte[] text) {
        byte[] chunk = chunks[last];
        int length = text.length;
        while (length > 0x7f) {
            chunk[end++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        chunk[end++] = (byte) length;
        System.arraycopy(text, 0, chunk, end, text.length);
        end += text.length;
    }

    private byte[] keyAt(int record) {
        return textAt(chunk(record), place(record));
    }

    private byte[] valueAt(int record) {
        byte[] chunk = chunk(record);
        return textAt(chunk, endOfText(chunk, place(record)));
    }

    private static byte[] textAt(byte[] chunk, int lengthAt) {
        return Arrays.copyOfRange(chunk, textStart(chunk, lengthAt), endOfText(chunk, lengthAt));
    }

    private boolean isKeyAt(int record, byte[] key) {
        byte[] chunk = chunk(record);
        int lengthAt = place(record);
        return Arrays.equals(chunk, textStart(chunk, lengthAt), endOfText(chunk, lengthAt), key, 0, key.length);
    }

    private int recordLength(int record) {
        byte[] chunk = chunk(record);
        int lengthAt = place(record);
        return endOfText(chunk, endOfText(chunk, lengthAt)) - lengthAt;
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

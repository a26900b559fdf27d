package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Keys with their values as one string of bytes: lengths of both, then both. */
final class MetadataRecords {

    private static final int REMOVED = -1;

    private MetadataRecords() {}

    /** @param value null to say that there is none any more */
    static byte[] record(byte[] key, byte @Nullable [] value) {
        ByteBuffer record = ByteBuffer.allocate(2 * Integer.BYTES + key.length + (value == null ? 0 : value.length));
        record.putInt(key.length).putInt(value == null ? REMOVED : value.length).put(key);
        return value == null ? record.array() : record.put(value).array();
    }

    /**
     * Passes on each record, with null for a value that was removed.
     *
     * @throws BufferUnderflowException if the bytes are no records
     */
    static void read(byte[] records, BiConsumer<byte[], byte[]> action) {
        ByteBuffer in = ByteBuffer.wrap(records);
        while (in.hasRemaining()) {
            byte[] key = new byte[checked(in.getInt(), in)];
            int length = in.getInt();
            in.get(key);
            byte[] value = length == REMOVED ? null : new byte[checked(length, in)];
            if (value != null) {
                in.get(value);
            }
            action.accept(key, value);
        }
    }

    private static int checked(int length, ByteBuffer in) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}

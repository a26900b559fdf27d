package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.storage.ProcessLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;

/**
 * A file of {@link MetadataRecords} that only grows, until {@link #replace} writes a smaller one in its place. Several
 * processes may write to it: each takes the {@link ProcessLock}, reads what the others have added, and adds its own.
 *
 * <p>The file starts with its format and a name of its own, by which a replacement is noticed. Then come frames: length,
 * CRC-32, records. A frame that is cut off at the end of the file is a write that was stopped; the next writer cuts it away.
 * Anything else that does not read well is damage: the file is set aside, with one warning.
 *
 * <p>Not thread-safe.
 */
final class MetadataLog {

    /** Names the file and starts it. Another format is another file: programs of different age can share a directory. */
    static final String FORMAT = "tag-metadata-1";

    private static final Logger LOGGER = Logger.getLogger(MetadataLog.class.getName());
    private static final int NAME_LENGTH = 36;
    private static final int HEADER_LENGTH = FORMAT.length() + 1 + NAME_LENGTH + 1;
    private static final int FRAME_HEADER = 8;
    private static final int USUAL_FRAME_BYTES = 64 << 10;
    private static final int MOST_FRAME_BYTES = 64 << 20;

    private final Path file;
    private final Path fresh;
    private final ProcessLock lock;
    private final Consumer<byte[]> sink;
    private String name = "";
    private long position;
    private boolean damaged;

    /** @param sink takes the records of each frame that was not written here */
    MetadataLog(Path directory, Consumer<byte[]> sink) {
        this.file = directory.resolve(FORMAT);
        this.fresh = directory.resolve(FORMAT + ".new");
        this.lock = new ProcessLock(directory.resolve("lock"));
        this.sink = sink;
    }

    /** Makes the contents that replace a file. */
    interface Contents {
        /** @param frames takes records, in pieces of any size */
        void write(Consumer<byte[]> frames);
    }

    /** Reads what was added since the last time. A replacement that was not finished goes: whoever made it has died. */
    void read() throws IOException {
        if (!Files.exists(file) && !Files.exists(fresh)) {
            return;
        }
        lock.run(() -> {
            CacheFiles.delete(fresh);
            catchUp();
            return null;
        });
    }

    /**
     * Adds records, after reading what others have added.
     *
     * @return the size of the file
     */
    long append(byte[] records) throws IOException {
        return lock.run(() -> {
            catchUp();
            if (name.isEmpty()) {
                begin(file);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(position);
                position = write(channel, position, records);
            }
            return position;
        });
    }

    /**
     * Puts a new file in place of this one, after reading what others have added.
     *
     * @return the size of the new file
     */
    long replace(Contents contents) throws IOException {
        return lock.run(() -> {
            catchUp();
            CacheFiles.delete(fresh);
            begin(fresh);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                contents.write(records -> {
                    if (frame.size() > USUAL_FRAME_BYTES) {
                        flush(channel, frame);
                    }
                    frame.writeBytes(records);
                });
                flush(channel, frame);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return position;
        });
    }

    /** Whether a file was set aside since this was asked the last time: what is known then has to be written again. */
    boolean wasDamaged() {
        boolean was = damaged;
        damaged = false;
        return was;
    }

    private void flush(FileChannel channel, ByteArrayOutputStream frame) {
        try {
            position = write(channel, position, frame.toByteArray());
            frame.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Path path) throws IOException {
        name = UUID.randomUUID().toString();
        String header = FORMAT + " " + name + "\n";
        Files.writeString(path, header, StandardCharsets.US_ASCII);
        position = HEADER_LENGTH;
    }

    private static long write(FileChannel channel, long at, byte[] records) throws IOException {
        if (records.length == 0) {
            return at;
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + records.length);
        frame.putInt(records.length).putInt(checksum(records)).put(records).flip();
        long position = at;
        while (frame.hasRemaining()) {
            position += channel.write(frame, position);
        }
        return position;
    }

    private void catchUp() throws IOException {
        if (Files.exists(file) && !CacheFiles.isUsable(file)) {
            setAside("it is no file that can be read and written");
            return;
        }
        Optional<String> problem;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            problem = readOn(channel);
        } catch (NoSuchFileException e) {
            name = "";
            return;
        }
        if (problem.isPresent()) {
            setAside(problem.get()); // not before it is closed: Windows moves no open file
        }
    }

    /** What is wrong with the file; empty if nothing is. */
    private Optional<String> readOn(FileChannel channel) throws IOException {
        long size = channel.size();
        if (!isSame(channel, size)) {
            return Optional.of("it does not start as a file of this kind");
        }
        while (position < size) {
            ByteBuffer header = bytes(channel, position, FRAME_HEADER);
            int length = header.remaining() < FRAME_HEADER ? 0 : header.getInt();
            if (header.remaining() == Integer.BYTES && (length <= 0 || length > MOST_FRAME_BYTES)) {
                return Optional.of("an entry has an impossible length");
            }
            if (header.remaining() < Integer.BYTES || position + FRAME_HEADER + length > size) {
                LOGGER.log(Level.FINE, "{0}: the last write was not finished", file);
                return Optional.empty();
            }
            byte[] records = bytes(channel, position + FRAME_HEADER, length).array();
            if (checksum(records) != header.getInt()) {
                return Optional.of("the checksum of an entry is wrong");
            }
            if (!isTaken(records)) {
                return Optional.of("an entry is of no known kind");
            }
            position += FRAME_HEADER + length;
        }
        return Optional.empty();
    }

    /** False if what the checksum says is whole cannot be read all the same. */
    private boolean isTaken(byte[] records) {
        try {
            sink.accept(records);
            return true;
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "Entries of " + file);
            return false;
        }
    }

    /** Looks whether the file is the one that was read so far, and starts from its beginning if not; false for no such file. */
    private boolean isSame(FileChannel channel, long size) throws IOException {
        ByteBuffer bytes = bytes(channel, 0, HEADER_LENGTH);
        String header = StandardCharsets.US_ASCII.decode(bytes).toString();
        if (size < HEADER_LENGTH || !header.startsWith(FORMAT + " ") || !header.endsWith("\n")) {
            return false;
        }
        String found = header.substring(FORMAT.length() + 1, HEADER_LENGTH - 1);
        if (!found.equals(name) || position > size) {
            name = found;
            position = HEADER_LENGTH;
        }
        return true;
    }

    private void setAside(String problem) throws IOException {
        Path aside = file.resolveSibling(FORMAT + ".damaged");
        CacheFiles.delete(aside);
        Files.move(file, aside);
        LOGGER.log(
                Level.WARNING,
                "The cache of tag metadata {0} is damaged ({1}). It was set aside as {2}; what could not be read of it is "
                        + "fetched again.",
                new Object[] {file, problem, aside.getFileName()});
        name = "";
        damaged = true;
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
            // goes on until the buffer is full or the file ends
        }
        return buffer.flip();
    }

    private static int checksum(byte[] records) {
        CRC32 crc = new CRC32();
        crc.update(records);
        return (int) crc.getValue();
    }
}

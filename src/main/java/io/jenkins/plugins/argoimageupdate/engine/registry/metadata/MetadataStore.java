package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CompactTable} that several threads share and, where there is a directory, a {@link MetadataLog} that follows it
 * closely: what is put here is on disk after a moment, in batches while much comes at once. Without a writable directory it
 * goes on in memory, with one warning. Thread-safe.
 */
public final class MetadataStore {

    private static final Logger LOGGER = Logger.getLogger(MetadataStore.class.getName());

    private static final int BYTES_PER_TAG = 256;
    private static final int FEWEST_TAGS = 1_000;

    private static final int MOST_PENDING_BYTES = 64 << 10;
    private static final long MOST_PENDING_NANOS = Duration.ofMillis(50).toNanos();
    private static final int SMALL_FILE = 1 << 20;

    private final TimeSource time;
    private final int mostBytes;
    private final @Nullable Path directory;

    /** Held while the file is read or written; {@code this} is the lock for the fields below. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean read;
    private @Nullable MetadataLog log;
    private CompactTable table = new CompactTable();
    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long written = System.nanoTime();
    private long tagChanges;

    MetadataStore(@Nullable Path directory, TimeSource time, int mostBytes) {
        this.directory = directory;
        this.time = time;
        this.mostBytes = mostBytes;
        this.log = directory == null ? null : new MetadataLog(directory, this::takeOver);
    }

    static MetadataStore inMemory(TimeSource time, int tags) {
        return new MetadataStore(null, time, bytes(tags));
    }

    /** @param tags that there is room for in memory if they have few labels; on disk there is room for twice as many */
    static MetadataStore in(Path directory, TimeSource time, int tags) {
        return new MetadataStore(directory, time, bytes(tags));
    }

    private static int bytes(int tags) {
        return (int) Math.min(1L << 29, (long) Math.max(tags, FEWEST_TAGS) * BYTES_PER_TAG);
    }

    /** Seconds since the epoch. */
    long now() {
        return time.now().getEpochSecond();
    }

    byte @Nullable [] get(byte[] key) {
        readOnce();
        synchronized (this) {
            return table.get(key);
        }
    }

    boolean contains(byte[] key) {
        readOnce();
        synchronized (this) {
            return table.contains(key);
        }
    }

    void put(byte[] key, byte[] value) {
        readOnce();
        add(key, value);
        writeIfDue();
    }

    void remove(byte[] key) {
        add(key, null);
        writeIfDue();
    }

    synchronized int liveBytes() {
        return table.liveBytes();
    }

    /**
     * A number that grows whenever a tag that was known comes to name something else or is forgotten, whichever repository it is
     * of. What is known of tags for the first time does not count.
     */
    synchronized long tagChanges() {
        return tagChanges;
    }

    /** Reads what others have written. */
    void refresh() {
        writing.lock();
        try {
            if (log != null) {
                log.read();
                if (log.wasDamaged()) {
                    log.replace(this::writeAll);
                }
            }
        } catch (IOException e) {
            goOnWithoutFile(e);
        } finally {
            read = true;
            writing.unlock();
        }
    }

    void flush() {
        writing.lock();
        try {
            writePending();
        } finally {
            writing.unlock();
        }
    }

    private void readOnce() {
        if (read) {
            return;
        }
        writing.lock();
        try {
            if (!read) {
                refresh();
            }
        } finally {
            writing.unlock();
        }
    }

    private synchronized void add(byte[] key, byte @Nullable [] value) {
        apply(key, value);
        if (log != null) {
            pending.writeBytes(MetadataRecords.record(key, value));
        }
        trim();
    }

    /** Also needed after reading what a store with more room has written. */
    private void trim() {
        if (table.liveBytes() > mostBytes) {
            keepNewest(mostBytes / 4 * 3);
        }
    }

    private void keepNewest(int bytes) {
        table = MetadataCompaction.newest(table, bytes);
        tagChanges++;
    }

    private void apply(byte[] key, byte @Nullable [] value) {
        if (MetadataCodec.isTagKey(key) && namesAnother(table.get(key), value)) {
            tagChanges++;
        }
        if (value == null) {
            table.remove(key);
        } else {
            table.put(key, value);
        }
    }

    private static boolean namesAnother(byte @Nullable [] before, byte @Nullable [] now) {
        return before != null
                && (now == null
                        || !MetadataCodec.tagState(before)
                                .digest()
                                .equals(MetadataCodec.tagState(now).digest()));
    }

    private synchronized void takeOver(byte[] records) {
        MetadataRecords.read(records, this::apply);
        trim();
    }

    private void writeIfDue() {
        synchronized (this) {
            boolean due = pending.size() > MOST_PENDING_BYTES || System.nanoTime() - written > MOST_PENDING_NANOS;
            if (log == null || !due) {
                return;
            }
        }
        if (writing.tryLock()) {
            try {
                writePending();
            } finally {
                writing.unlock();
            }
        }
    }

    private void writePending() {
        byte[] records = takePending();
        if (records.length == 0) {
            return;
        }
        try {
            long size = log.append(records);
            if (log.wasDamaged() || size > SMALL_FILE && size > 2L * liveBytes()) {
                log.replace(this::writeAll);
            }
        } catch (IOException e) {
            goOnWithoutFile(e);
        }
    }

    private synchronized byte[] takePending() {
        byte[] records = pending.toByteArray();
        pending = new ByteArrayOutputStream();
        written = System.nanoTime();
        return records;
    }

    private synchronized void writeAll(Consumer<byte[]> frames) {
        keepNewest(mostBytes);
        table.forEach((key, value) -> frames.accept(MetadataRecords.record(key, value)));
    }

    private synchronized void goOnWithoutFile(IOException failure) {
        LOGGER.log(
                Level.WARNING,
                "The cache of tag metadata in {0} cannot be used ({1}). Until the next start, what registries say is kept in "
                        + "memory alone.",
                new Object[] {directory, failure});
        log = null;
        pending = new ByteArrayOutputStream();
    }
}

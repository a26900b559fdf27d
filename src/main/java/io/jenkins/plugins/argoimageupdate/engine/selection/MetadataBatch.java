package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadata;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the metadata of many tags at once, of all of them or none: with only some of it, an older tag might look like the newest.
 */
final class MetadataBatch {

    private static final int MAX_FAILURES = 10;
    private static final int MAX_NAMES = 5;

    /** After one of these, asking on is useless or rude. */
    private static final Set<Reason> HOPELESS = EnumSet.of(
            Reason.UNREACHABLE,
            Reason.UNTRUSTED_CERTIFICATE,
            Reason.TIMEOUT,
            Reason.UNAUTHORIZED,
            Reason.FORBIDDEN,
            Reason.RATE_LIMITED);

    private static final Logger LOGGER = Logger.getLogger(MetadataBatch.class.getName());

    private final ExecutorService workers;
    private final TimeSource time;
    private final FetchProgress progress;
    private final AtomicInteger failures = new AtomicInteger();

    /** @param progress hears of it when reading takes long */
    MetadataBatch(ExecutorService workers, TimeSource time, FetchProgress progress) {
        this.workers = workers;
        this.time = time;
        this.progress = progress;
    }

    /** Reads something of one tag. */
    interface Read<T> {
        T of(String tag) throws InterruptedException;
    }

    /**
     * The metadata by tag, in the order given.
     *
     * @param repository in words
     * @throws RegistryException with {@link Reason#INCOMPLETE_METADATA}, naming the tags, if any could not be read
     */
    Map<String, TagMetadata> read(List<String> tags, String repository, Read<TagMetadata> read)
            throws InterruptedException {
        List<String> failed = new ArrayList<>();
        UpdateException[] first = new UpdateException[1];
        Map<String, TagMetadata> metadata = readAll(tags, read, (tag, failure) -> {
            failed.add(tag);
            first[0] = first[0] == null ? failure : first[0];
        });
        if (first[0] != null) {
            throw incomplete(repository, failed, tags.size(), tags.size() - metadata.size(), first[0]);
        }
        return metadata;
    }

    /** The results for those tags of which something could be read. */
    <T> Map<String, T> readSome(List<String> tags, Read<T> read) throws InterruptedException {
        return readAll(
                tags,
                read,
                (tag, failure) -> LOGGER.log(Level.FINE, "tag {0}: {1}", new Object[] {tag, failure.getMessage()}));
    }

    private <T> Map<String, T> readAll(List<String> tags, Read<T> read, BiConsumer<String, UpdateException> failed)
            throws InterruptedException {
        Map<String, Future<T>> pending = new LinkedHashMap<>();
        BatchProgress completed = new BatchProgress(tags.size(), time, progress);
        try {
            for (String tag : tags) {
                pending.put(tag, workers.submit(() -> {
                    try {
                        return readUnlessHopeless(tag, read);
                    } finally {
                        completed.oneMore();
                    }
                }));
            }
            completed.awaitAll();
            return collect(pending, failed);
        } finally {
            pending.values().forEach(future -> future.cancel(true));
        }
    }

    private <T> T readUnlessHopeless(String tag, Read<T> read) throws InterruptedException {
        if (failures.get() >= MAX_FAILURES) {
            return null;
        }
        try {
            return read.of(tag);
        } catch (UpdateException e) {
            failures.addAndGet(HOPELESS.contains(e.reason()) ? MAX_FAILURES : 1);
            throw e;
        }
    }

    private <T> Map<String, T> collect(Map<String, Future<T>> pending, BiConsumer<String, UpdateException> failed)
            throws InterruptedException {
        Map<String, T> results = new LinkedHashMap<>();
        for (Map.Entry<String, Future<T>> entry : pending.entrySet()) {
            try {
                T found = entry.getValue().get();
                if (found != null) {
                    results.put(entry.getKey(), found);
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UpdateException failure)) {
                    throw new IllegalStateException("cannot read tag " + entry.getKey(), e.getCause());
                }
                failed.accept(entry.getKey(), failure);
            }
        }
        return results;
    }

    private static RegistryException incomplete(
            String repository, List<String> failed, int all, int missing, UpdateException first) {
        String names = String.join(", ", failed.subList(0, Math.min(MAX_NAMES, failed.size())))
                + (missing > MAX_NAMES || missing > failed.size() ? ", …" : "");
        return new RegistryException(
                Reason.INCOMPLETE_METADATA,
                "read the dates of the tags of " + repository,
                missing + " of " + all + " could not be read, so that no choice is safe (" + names + "): "
                        + first.answer(),
                first.advice(),
                first);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
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

/**
 * Reads the metadata of many tags at once. Either it has the facts of all of them, or it fails: with a part of them, an
 * older tag might look like the newest.
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

    private final ExecutorService workers;
    private final AtomicInteger failures = new AtomicInteger();

    MetadataBatch(ExecutorService workers) {
        this.workers = workers;
    }

    /** Reads one tag. */
    interface Read {
        TagFacts facts(String tag) throws InterruptedException;
    }

    /**
     * The facts by tag, in the order given.
     *
     * @param repository in words
     * @throws RegistryException with {@link Reason#INCOMPLETE_METADATA}, naming the tags, if any could not be read
     */
    Map<String, TagFacts> read(List<String> tags, String repository, Read read) throws InterruptedException {
        Map<String, Future<TagFacts>> pending = new LinkedHashMap<>();
        try {
            for (String tag : tags) {
                pending.put(tag, workers.submit(() -> readUnlessHopeless(tag, read)));
            }
            return collect(pending, repository);
        } finally {
            pending.values().forEach(future -> future.cancel(true));
        }
    }

    private TagFacts readUnlessHopeless(String tag, Read read) throws InterruptedException {
        if (failures.get() >= MAX_FAILURES) {
            return null;
        }
        try {
            return read.facts(tag);
        } catch (UpdateException e) {
            failures.addAndGet(HOPELESS.contains(e.reason()) ? MAX_FAILURES : 1);
            throw e;
        }
    }

    private static Map<String, TagFacts> collect(Map<String, Future<TagFacts>> pending, String repository)
            throws InterruptedException {
        Map<String, TagFacts> facts = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        UpdateException first = null;
        for (Map.Entry<String, Future<TagFacts>> entry : pending.entrySet()) {
            try {
                TagFacts found = entry.getValue().get();
                if (found != null) {
                    facts.put(entry.getKey(), found);
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UpdateException failure)) {
                    throw new IllegalStateException("cannot read tag " + entry.getKey(), e.getCause());
                }
                failed.add(entry.getKey());
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw incomplete(repository, failed, pending.size(), pending.size() - facts.size(), first);
        }
        return facts;
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

package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A poll that is over.
 *
 * @param millis how long it took
 * @param origin who asked for it, in words
 * @param decision one sentence
 * @param log what was asked and what came back, line by line
 * @param errors what could not be done, each once; none in what was kept before this was known
 * @param detail what the decision is about, such as the changes, to say it in another language; null where there is no more than the
 *     sentence, and in what was kept before this was known
 */
public record PollRecord(
        Instant started,
        long millis,
        String origin,
        Outcome outcome,
        String decision,
        String log,
        List<String> errors,
        @CheckForNull String detail) {

    public PollRecord {
        errors = errors == null ? List.of() : List.copyOf(errors);
        Objects.requireNonNull(started);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(decision);
        Objects.requireNonNull(log);
    }

    /** What came of a poll. */
    public enum Outcome {
        /** All images are current. */
        CURRENT,
        /** No image is to be updated now, though there are newer versions. */
        WAITING,
        /** No image is to be updated, and what runs is not healthy. */
        UNHEALTHY,
        /** A build was started. */
        STARTED,
        /** A build was started for these changes earlier. */
        STARTED_EARLIER,
        /** It is not known what to watch. */
        NOTHING_WATCHED,
        /** The job cannot be built now, whether there are changes or not. */
        NOT_BUILDABLE,
        /** Nothing is known to have changed, and something could not be read. */
        FAILED
    }
}

package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides when tags that are known already are looked at again, because a tag can be pushed a second time. Looking at all of
 * them each time would cost a request for each; so it is spread:
 *
 * <ul>
 *   <li>The chosen tag is looked at each time something is going to be done with the choice. A poll, which only asks whether
 *       there is something new, takes it as it was if this process has looked at it within {@link #INTERVAL}.
 *   <li>Every {@link #INTERVAL} a check of a repository becomes a round: it looks at {@link #BUDGET} tags, the chosen one and
 *       those that were looked at the longest time ago, whoever did that. The first check of a process is a round.
 *   <li>A check that has to read new tags is no round, so that a new image is found fast; unless the last one is an hour ago.
 * </ul>
 *
 * <p>So a poll costs the list alone, except for one in ten minutes, and a repository of 1,000 tags is gone through in nine
 * hours. Thread-safe; one for the whole process.
 */
final class Revalidation {

    static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    /** Requests of a round. */
    static final int BUDGET = 20;

    private final TimeSource time;
    private final Map<String, Long> rounds = new HashMap<>();
    private final Map<String, Long> confirmed = new HashMap<>();

    Revalidation(TimeSource time) {
        this.time = time;
    }

    /** Whether this process knows from within the interval that a tag is as remembered. */
    synchronized boolean isConfirmed(String repository, String tag) {
        return isWithin(INTERVAL, confirmed.get(repository + ":" + tag));
    }

    /** Notes that a chosen tag was looked at. */
    synchronized void confirm(String repository, String tag) {
        confirmed.values().removeIf(when -> !isWithin(INTERVAL, when));
        confirmed.put(repository + ":" + tag, time.nanos());
    }

    /** Whether the next check of this repository that has no new tags to read is a round. */
    synchronized boolean isDue(String repository) {
        return !isWithin(INTERVAL, rounds.get(repository));
    }

    /**
     * Whether the check of this repository that is under way has to be a round. If so it is noted as one.
     *
     * @param quiet whether it had no new tags to read
     */
    synchronized boolean beginRound(String repository, boolean quiet) {
        Long last = rounds.get(repository);
        boolean due = quiet ? isDue(repository) : last != null && !isWithin(LONGEST_INTERVAL, last);
        if (due || last == null) {
            noteRound(repository);
        }
        return due;
    }

    /** Notes that everything is known from just now. */
    synchronized void noteRound(String repository) {
        rounds.put(repository, time.nanos());
    }

    private boolean isWithin(Duration interval, @Nullable Long nanos) {
        return nanos != null && time.nanos() - nanos < interval.toNanos();
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.FoundWaits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Polls the jobs that have something to write as soon as it need not wait any longer, whatever their schedules are. What it knows comes
 * from the last polls, which are kept, and from builds. Thread-safe.
 */
@Extension
public final class WaitingJobs extends PeriodicWork {

    private final Map<ImageUpdateTrigger, Instant> foundByPolls = new IdentityHashMap<>();
    private final Map<ImageUpdateTrigger, Instant> foundByBuilds = new IdentityHashMap<>();

    /** The one of this controller. */
    static WaitingJobs get() {
        return ExtensionList.lookupSingleton(WaitingJobs.class);
    }

    /** What the last poll found. @param end of the first wait; null for none that ends by itself */
    synchronized void put(ImageUpdateTrigger trigger, @CheckForNull Instant end) {
        put(foundByPolls, trigger, end);
    }

    /** What the last build found, which may know of guards that polls do not. @param end likewise */
    private synchronized void putOfBuild(ImageUpdateTrigger trigger, @CheckForNull Instant end) {
        put(foundByBuilds, trigger, end);
    }

    private static void put(
            Map<ImageUpdateTrigger, Instant> ends, ImageUpdateTrigger trigger, @CheckForNull Instant end) {
        if (end == null) {
            ends.remove(trigger);
        } else {
            ends.put(trigger, end);
        }
    }

    /** When a job is polled because a wait is over; empty if nothing waits for a time. */
    synchronized Optional<Instant> nextPoll(ImageUpdateTrigger trigger, Instant now) {
        Instant nextMinute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        return Stream.of(foundByPolls, foundByBuilds)
                .map(ends -> ends.get(trigger))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(end -> end.isAfter(now) ? end : nextMinute);
    }

    private synchronized List<ImageUpdateTrigger> over(Instant now) {
        List<ImageUpdateTrigger> current = WatchIndex.get().triggers();
        Set<ImageUpdateTrigger> over = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Map<ImageUpdateTrigger, Instant> ends : List.of(foundByPolls, foundByBuilds)) {
            ends.keySet().retainAll(current);
            ends.forEach((trigger, end) -> {
                if (!now.isBefore(end)) {
                    over.add(trigger);
                }
            });
            ends.values().removeIf(end -> !now.isBefore(end));
        }
        return List.copyOf(over);
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected void doRun() {
        Instant now = Instant.now();
        over(now).forEach(trigger -> trigger.pollFor("the end of a wait", now));
    }

    /** Takes note of what a build has found to wait. */
    @Extension
    public static final class Listener extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            ImageUpdateTrigger trigger = ImageUpdateTrigger.of(run.getParent());
            if (trigger != null && run.getAction(UpdateRunAction.class) != null) {
                get().putOfBuild(trigger, FoundWaits.of(run).end().orElse(null));
            }
        }
    }
}

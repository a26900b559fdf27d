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
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Polls the jobs that have something to write as soon as it need not wait any longer, whatever their schedules are. What it knows comes
 * from the last polls, which are kept, and from builds. Thread-safe.
 */
@Extension
public final class WaitingJobs extends PeriodicWork {

    private final Map<ImageUpdateTrigger, Instant> ends = new IdentityHashMap<>();

    /** The one of this controller. */
    static WaitingJobs get() {
        return ExtensionList.lookupSingleton(WaitingJobs.class);
    }

    /** @param end of the first wait; null for none that ends by itself */
    synchronized void put(ImageUpdateTrigger trigger, @CheckForNull Instant end) {
        if (end == null) {
            ends.remove(trigger);
        } else {
            ends.put(trigger, end);
        }
    }

    private synchronized List<ImageUpdateTrigger> over(Instant now) {
        List<ImageUpdateTrigger> over = new ArrayList<>();
        ends.forEach((trigger, end) -> {
            if (!now.isBefore(end)) {
                over.add(trigger);
            }
        });
        over.forEach(ends::remove);
        ends.keySet().retainAll(WatchIndex.get().triggers());
        over.retainAll(WatchIndex.get().triggers());
        return over;
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
                FoundWaits.of(run).end().ifPresent(end -> get().put(trigger, end));
            }
        }
    }
}

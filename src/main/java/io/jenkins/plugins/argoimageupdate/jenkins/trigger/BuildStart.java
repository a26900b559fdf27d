package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.Queue;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PlannedChange;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.ParameterizedJobMixIn;

/** A build for what a poll has found. */
final class BuildStart {

    /** Builds that are looked at, the last ones. */
    private static final int MOST_BUILDS = 20;

    private final Job<?, ?> job;
    private final List<PlannedChange> changes;

    BuildStart(Job<?, ?> job, List<PlannedChange> changes) {
        this.job = job;
        this.changes = changes;
    }

    /** Whether it is in the queue now, on its own or as part of one that was there. */
    boolean schedule(BuildPollLog log) {
        return ParameterizedJobMixIn.scheduleBuild2(job, -1, new CauseAction(new ImageUpdateCause(changes)), log)
                != null;
    }

    /** Whether a build for these changes is in the queue, or among the last ones. */
    boolean isThereFor(Collection<PlannedChange> some) {
        Stream<Cause> queued = job instanceof Queue.Task task
                ? Queue.getInstance().getItems(task).stream().flatMap(item -> item.getCauses().stream())
                : Stream.empty();
        Stream<Cause> built = StreamSupport.stream(job.getBuilds().spliterator(), false)
                .limit(MOST_BUILDS)
                .flatMap(build -> build.getCauses().stream());
        return Stream.concat(queued, built)
                .anyMatch(cause -> cause instanceof ImageUpdateCause update
                        && update.getChanges().containsAll(some));
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;

/**
 * Tells a build to go back: its steps that update images, or roll back, write what is asked for instead. Everything else of the build
 * is as usual, which {@code ARGO_IMAGE_UPDATE_ROLLBACK} lets a Pipeline change.
 */
public final class RollbackOrder extends InvisibleAction implements Queue.QueueAction, EnvironmentContributingAction {

    private final RollbackArguments rollback;

    private RollbackOrder(RollbackArguments rollback) {
        this.rollback = rollback;
    }

    /**
     * Puts a build that goes back into the queue, in the name of who is logged in.
     *
     * @param to see {@link RollbackArguments}
     * @return whether it is in the queue; false if the job cannot be built now
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if it cannot be read, or the build that it names has
     *     updated nothing
     */
    public static boolean schedule(Job<?, ?> job, String to, String reason, boolean hold, String until) {
        return schedule(job, to, "", reason, hold, until);
    }

    /** The same. @param application the only one that is meant; empty for all */
    public static boolean schedule(
            Job<?, ?> job, String to, String application, String reason, boolean hold, String until) {
        RollbackArguments rollback = new RollbackArguments(to, who(), reason, hold, until).of(application);
        rollback.check();
        rollback.toBuild().ifPresent(number -> EarlierVersions.of(job, number));
        CauseAction causes = new CauseAction(new RollbackCause(rollback), new Cause.UserIdCause());
        return ParameterizedJobMixIn.scheduleBuild2(job, 0, causes, new RollbackOrder(rollback)) != null;
    }

    /** The visible name of who is logged in. */
    public static String who() {
        User user = User.current();
        return user == null ? Jenkins.getAuthentication2().getName() : user.getDisplayName();
    }

    /** Begins what a step does in a build: an update, or what the build was told to go back to. */
    public static int begin(Run<?, ?> run, UpdateArguments arguments, String node) {
        RollbackOrder order = run.getAction(RollbackOrder.class);
        return UpdateRunAction.of(run).begin(arguments, order == null ? null : order.rollback, node);
    }

    /** The same of a step that goes back by itself, unless the build was told to go back to something else. @param own what the step says */
    public static int begin(Run<?, ?> run, UpdateArguments named, RollbackArguments own, String node) {
        RollbackOrder order = run.getAction(RollbackOrder.class);
        return RollbackPlan.begin(run, named, order == null ? own : order.rollback, node);
    }

    /** Not together with a build that updates, nor with one that goes back to something else. */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return actions.stream()
                .noneMatch(action -> action instanceof RollbackOrder other && other.rollback.asksForSame(rollback));
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars variables) {
        variables.put("ARGO_IMAGE_UPDATE_ROLLBACK", rollback.describe());
    }

    /** Says so if a build that was told to go back did not. */
    @Extension
    public static final class Listener extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            RollbackOrder order = run.getAction(RollbackOrder.class);
            UpdateRunAction action = run.getAction(UpdateRunAction.class);
            if (order == null) {
                return;
            }
            String done = order.rollback.isLive() ? "written to Git" : "rolled back";
            if (action == null || action.getRecords().isEmpty()) {
                say(listener, done, "no step of this build updates images");
            } else if (isOfOthers(action)) {
                say(listener, done, "no step of this build updates any of that");
            }
        }

        private static boolean isOfOthers(UpdateRunAction action) {
            return action.getRecords().stream().noneMatch(record -> record.getState() == UpdateRecord.State.FAILED)
                    && action.getReports().stream()
                            .allMatch(report -> report.applications().isEmpty()
                                    && report.failures().isEmpty());
        }

        private static void say(TaskListener listener, String done, String why) {
            listener.getLogger().println("[argo-image-update] Nothing was " + done + ": " + why);
        }
    }
}

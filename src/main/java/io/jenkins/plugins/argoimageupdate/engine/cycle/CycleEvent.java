package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.time.Duration;

/** What happens in a run. Events come from several threads, but never two at once. */
public sealed interface CycleEvent {

    /** It is known what to watch. */
    record Discovered(WatchTarget target) implements CycleEvent {}

    /** Something in the configuration that may be meant otherwise; once a run for all that it concerns. */
    record Warned(Warning warning) implements CycleEvent {}

    /**
     * Reading the metadata of an image's tags takes long.
     *
     * @param image without tag
     * @param done tags read so far
     * @param all tags to read
     * @param left how long the rest will take at the rate so far
     */
    record Fetching(String image, int done, int all, Duration left) implements CycleEvent {}

    /** The decision on an image. Why an image failed comes as {@link Failed}, once for all that have the same cause. */
    record Selected(WatchTarget target, ImageReport image) implements CycleEvent {}

    /** An image is held from now on. */
    record Held(WatchTarget target, String image, Hold hold) implements CycleEvent {}

    /** From here on something may be written; what is, {@link WrittenBack} tells once all is. */
    record BeforeWriteBack() implements CycleEvent {}

    /** The changes of an Application are committed or set, or would be. */
    record WrittenBack(WatchTarget target, WriteBackReport writeBack) implements CycleEvent {}

    /** An interrupt ended the write-back: the report has what was written by then. The run ends, and has to be begun anew. */
    record WriteBackInterrupted(CycleReport soFar) implements CycleEvent {}

    /** What was decided and written is safe; a run that ends from here on can be taken up again with this report. */
    record BeforeRollout(CycleReport soFar) implements CycleEvent {}

    /**
     * Argo CD is about to be told of the commit.
     *
     * @param application with more that a rollout has to know to be taken up again
     */
    record Announced(ApplicationReport application) implements CycleEvent {}

    /** The wait for an Application begins. */
    record RolloutBegan(ApplicationReport application) implements CycleEvent {}

    /** Something of an Application is not as before. */
    record RolloutChanged(ApplicationReport application, RolloutChange change) implements CycleEvent {}

    /** An Application and its resources as they are now. */
    record RolloutObserved(ApplicationReport application, Observation observation) implements CycleEvent {}

    /**
     * Argo CD has applied the revision.
     *
     * @param after how long after the rollout began
     */
    record Synced(ApplicationReport application, Observation observation, Duration after) implements CycleEvent {}

    /** The wait for an Application is over. */
    record RolledOut(ApplicationReport application, RolloutReport rollout) implements CycleEvent {}

    /**
     * A failure before the rollout; once for all that have the same cause, with the first one's message.
     *
     * @param subject the images and Applications; empty where the message names them
     */
    record Failed(String subject, FailureReport failure) implements CycleEvent {}
}

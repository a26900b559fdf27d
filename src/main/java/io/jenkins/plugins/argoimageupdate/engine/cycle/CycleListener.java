package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Warning;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import java.time.Duration;

/** Hears how a run goes on, possibly from several threads, never two calls at once. */
public interface CycleListener {

    /** For callers that only want the report. */
    CycleListener SILENT = new CycleListener() {};

    default void discovered(WatchTarget target) {}

    /** Something in the configuration that may be meant otherwise; once a run for all that it concerns. */
    default void warned(Warning warning) {}

    /**
     * Reading the metadata of an image's tags takes long.
     *
     * @param image without tag
     * @param done tags read so far
     * @param all tags to read
     * @param left how long the rest will take at the rate so far
     */
    default void fetching(String image, int done, int all, Duration left) {}

    /** Of an image that failed the reason is told by {@link #failed}, once for all that have the same. */
    default void selected(WatchTarget target, ImageReport image) {}

    default void writtenBack(WatchTarget target, WriteBackReport writeBack) {}

    /** What was decided and written is safe; a run that ends from here on can be taken up again with this report. */
    default void beforeRollout(CycleReport soFar) {}

    /**
     * Argo CD is about to be told of the commit.
     *
     * @param application with more that a rollout has to know to be taken up again
     */
    default void announced(ApplicationReport application) {}

    default void rolloutBegins(ApplicationReport application) {}

    default void rolloutChanged(ApplicationReport application, RolloutChange change) {}

    default void rolloutObserved(ApplicationReport application, Observation observation) {}

    /** @param after how long after the rollout began */
    default void synced(ApplicationReport application, Observation observation, Duration after) {}

    default void rolledOut(ApplicationReport application, RolloutReport rollout) {}

    /**
     * A failure before the rollout; once for all that have the same cause, with the first one's message.
     *
     * @param subject the images and Applications; empty where the message names them
     */
    default void failed(String subject, FailureReport failure) {}
}

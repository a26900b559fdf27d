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

/** Keeps the promise that a listener hears one thing at a time. */
final class SerialListener implements CycleListener {

    private final CycleListener listener;

    SerialListener(CycleListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void discovered(WatchTarget target) {
        listener.discovered(target);
    }

    @Override
    public synchronized void warned(Warning warning) {
        listener.warned(warning);
    }

    @Override
    public synchronized void fetching(String image, int done, int all, Duration left) {
        listener.fetching(image, done, all, left);
    }

    @Override
    public synchronized void selected(WatchTarget target, ImageReport image) {
        listener.selected(target, image);
    }

    @Override
    public synchronized void writtenBack(WatchTarget target, WriteBackReport writeBack) {
        listener.writtenBack(target, writeBack);
    }

    @Override
    public synchronized void beforeRollout(CycleReport soFar) {
        listener.beforeRollout(soFar);
    }

    @Override
    public synchronized void announced(ApplicationReport application) {
        listener.announced(application);
    }

    @Override
    public synchronized void rolloutBegins(ApplicationReport application) {
        listener.rolloutBegins(application);
    }

    @Override
    public synchronized void rolloutChanged(ApplicationReport application, RolloutChange change) {
        listener.rolloutChanged(application, change);
    }

    @Override
    public synchronized void rolloutObserved(ApplicationReport application, Observation observation) {
        listener.rolloutObserved(application, observation);
    }

    @Override
    public synchronized void synced(ApplicationReport application, Observation observation, Duration after) {
        listener.synced(application, observation, after);
    }

    @Override
    public synchronized void rolledOut(ApplicationReport application, RolloutReport rollout) {
        listener.rolledOut(application, rollout);
    }

    @Override
    public synchronized void failed(String subject, FailureReport failure) {
        listener.failed(subject, failure);
    }
}

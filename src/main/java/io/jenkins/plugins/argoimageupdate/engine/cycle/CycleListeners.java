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
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one; each hears everything, in the order in which they are given. */
public final class CycleListeners implements CycleListener {

    private final List<CycleListener> listeners;

    public CycleListeners(CycleListener... listeners) {
        this.listeners = List.of(listeners);
    }

    @Override
    public void discovered(WatchTarget target) {
        tell(listener -> listener.discovered(target));
    }

    @Override
    public void warned(Warning warning) {
        tell(listener -> listener.warned(warning));
    }

    @Override
    public void fetching(String image, int done, int all, Duration left) {
        tell(listener -> listener.fetching(image, done, all, left));
    }

    @Override
    public void selected(WatchTarget target, ImageReport image) {
        tell(listener -> listener.selected(target, image));
    }

    @Override
    public void writtenBack(WatchTarget target, WriteBackReport writeBack) {
        tell(listener -> listener.writtenBack(target, writeBack));
    }

    @Override
    public void beforeRollout(CycleReport soFar) {
        tell(listener -> listener.beforeRollout(soFar));
    }

    @Override
    public void announced(ApplicationReport application) {
        tell(listener -> listener.announced(application));
    }

    @Override
    public void rolloutBegins(ApplicationReport application) {
        tell(listener -> listener.rolloutBegins(application));
    }

    @Override
    public void rolloutChanged(ApplicationReport application, RolloutChange change) {
        tell(listener -> listener.rolloutChanged(application, change));
    }

    @Override
    public void rolloutObserved(ApplicationReport application, Observation observation) {
        tell(listener -> listener.rolloutObserved(application, observation));
    }

    @Override
    public void synced(ApplicationReport application, Observation observation, Duration after) {
        tell(listener -> listener.synced(application, observation, after));
    }

    @Override
    public void rolledOut(ApplicationReport application, RolloutReport rollout) {
        tell(listener -> listener.rolledOut(application, rollout));
    }

    @Override
    public void failed(String subject, FailureReport failure) {
        tell(listener -> listener.failed(subject, failure));
    }

    private void tell(Consumer<CycleListener> event) {
        listeners.forEach(event);
    }
}

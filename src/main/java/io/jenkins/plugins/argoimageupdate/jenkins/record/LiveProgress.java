package io.jenkins.plugins.argoimageupdate.jenkins.record;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** How an update goes, for pages that are open meanwhile. Not kept: after a restart it begins anew. Thread-safe. */
public final class LiveProgress implements Consumer<CycleEvent> {

    /** What is being done. */
    public enum Stage {
        DISCOVER("looking for Applications"),
        SELECT("asking registries"),
        WRITE_BACK("writing back"),
        ROLL_OUT("waiting for the rollout");

        private final String describe;

        Stage(String describe) {
            this.describe = describe;
        }
    }

    private final List<ImageReport> images = new ArrayList<>();
    private final Map<String, LiveRollout> rollouts = new LinkedHashMap<>();
    private Consumer<String> log = line -> {};
    private Stage stage = Stage.DISCOVER;
    private Instant since = Instant.now();

    /** What is said from now on goes to this log. */
    public synchronized void logTo(Consumer<String> lines) {
        log = lines;
    }

    synchronized void say(String line) {
        log.accept(line);
    }

    public synchronized Stage getStage() {
        return stage;
    }

    /** When the stage began. */
    public synchronized Instant getSince() {
        return since;
    }

    /** What is decided so far; empty after a restart, when the report has it. */
    public synchronized List<ImageReport> getImages() {
        return List.copyOf(images);
    }

    /** The rollouts that are followed or have been. */
    public synchronized Collection<LiveRollout> getRollouts() {
        return List.copyOf(rollouts.values());
    }

    /** Such as {@code waiting for the rollout of example for 42 s}. */
    public synchronized String describe() {
        String waiting = rollouts.values().stream()
                .filter(rollout -> !rollout.isOver())
                .map(LiveRollout::getApplication)
                .collect(Collectors.joining(", "));
        return stage.describe + (waiting.isEmpty() ? "" : " of " + waiting) + " for "
                + Duration.between(since, Instant.now()).toSeconds() + " s";
    }

    /** The report of an update that goes on, with the rollouts as far as they came. */
    public synchronized CycleReport goingOn(CycleReport soFar) {
        return complete(soFar, LiveRollout::goingOn);
    }

    /** The report of an update that is cut short, with the rollouts as far as they came. */
    synchronized CycleReport cutShort(CycleReport soFar) {
        return complete(soFar, LiveRollout::cutShort);
    }

    private CycleReport complete(
            CycleReport soFar, BiFunction<LiveRollout, ApplicationReport, ApplicationReport> asSeen) {
        List<ApplicationReport> applications = soFar.applications().stream()
                .map(application -> rollouts.containsKey(key(application)) && application.rollout() == null
                        ? asSeen.apply(rollouts.get(key(application)), application)
                        : application)
                .toList();
        return new CycleReport(
                soFar.dryRun(),
                soFar.started(),
                Instant.now(),
                applications,
                soFar.failures(),
                soFar.requests(),
                soFar.warnings());
    }

    @Override
    public synchronized void accept(CycleEvent event) {
        if (event instanceof CycleEvent.Discovered e) {
            discovered(e.target());
        } else if (event instanceof CycleEvent.Selected e) {
            selected(e.target(), e.image());
        } else if (event instanceof CycleEvent.BeforeWriteBack) {
            enter(Stage.WRITE_BACK);
        } else if (event instanceof CycleEvent.BeforeRollout e) {
            beforeRollout(e.soFar());
        } else if (event instanceof CycleEvent.RolloutBegan e) {
            rolloutBegins(e.application());
        } else if (event instanceof CycleEvent.RolloutChanged e) {
            rolloutChanged(e.application(), e.change());
        } else if (event instanceof CycleEvent.RolloutObserved e) {
            rolloutObserved(e.application(), e.observation());
        } else if (event instanceof CycleEvent.RolledOut e) {
            rolledOut(e.application(), e.rollout());
        }
    }

    private void discovered(WatchTarget target) {
        enter(Stage.SELECT);
    }

    private void selected(WatchTarget target, ImageReport image) {
        enter(Stage.WRITE_BACK);
        images.add(image);
    }

    private void beforeRollout(CycleReport soFar) {
        enter(Stage.ROLL_OUT);
    }

    private void rolloutBegins(ApplicationReport application) {
        enter(Stage.ROLL_OUT);
        rollouts.put(
                key(application),
                new LiveRollout(
                        application.name(),
                        application.writeBack() == null
                                ? ""
                                : application.writeBack().revision().orElse("")));
    }

    private void rolloutChanged(ApplicationReport application, RolloutChange change) {
        rollouts.get(key(application)).changed(change);
    }

    private void rolloutObserved(ApplicationReport application, Observation observation) {
        rollouts.get(key(application)).observed(observation);
    }

    private void rolledOut(ApplicationReport application, RolloutReport rollout) {
        rollouts.get(key(application)).ended(application);
    }

    private void enter(Stage next) {
        if (stage != next) {
            stage = next;
            since = Instant.now();
        }
    }

    private static String key(ApplicationReport application) {
        return String.join(
                "/", application.about().argocd(), application.about().namespace(), application.name());
    }
}

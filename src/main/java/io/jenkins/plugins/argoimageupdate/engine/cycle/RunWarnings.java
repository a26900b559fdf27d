package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WriteBackStage.Written;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What a run has warned of: each is told at once, and is in the report. */
final class RunWarnings {

    private final Consumer<CycleEvent> events;
    private final List<String> sentences = new ArrayList<>();

    RunWarnings(Consumer<CycleEvent> events) {
        this.events = events;
    }

    /** Those of a run that was interrupted, which were told. */
    void goOnFrom(List<String> earlier) {
        sentences.addAll(earlier);
    }

    List<String> all() {
        return List.copyOf(sentences);
    }

    void of(Discovery discovery, CommitSettings commit) {
        Warnings all = new Warnings();
        discovery.warnings().forEach(warning -> all.add("", warning));
        for (WatchTarget target : discovery.targets()) {
            target.warnings()
                    .forEach(warning -> all.add(target.spec().application().name(), warning));
        }
        boolean commits =
                discovery.targets().stream().anyMatch(target -> target.spec().writeBack() instanceof WriteBack.Git);
        commit.message()
                .problem()
                .filter(problem -> commits)
                .ifPresent(problem -> all.add(
                        "",
                        new Warning(
                                "",
                                problem.getMessage()
                                        + ". Until then messages are 'build: update of application <name>'")));
        tell(all);
    }

    /** @param policy of Applications that have none of their own */
    void ofDrifts(List<PlannedApplication> plans, DriftPolicy policy) {
        Warnings all = new Warnings();
        for (PlannedApplication planned : plans) {
            String name = planned.spec().application().name();
            DriftStage.warnings(planned.drifts(), DriftStage.policy(planned, policy))
                    .forEach(warning -> all.add(name, warning));
        }
        tell(all);
    }

    /** The same plans, which say of which of their guards nothing comes. */
    List<PlannedApplication> ofGuards(List<PlannedApplication> plans) {
        Warnings all = new Warnings();
        List<PlannedApplication> warned = new ArrayList<>();
        for (PlannedApplication planned : plans) {
            List<Warning> useless = GuardsWithoutEffect.of(planned);
            useless.forEach(warning -> all.add(planned.spec().application().name(), warning));
            warned.add(planned.warning(useless));
        }
        tell(all);
        return warned;
    }

    void ofWritten(Collection<Written> written) {
        Warnings all = new Warnings();
        for (Written result : written) {
            String name = result.planned().spec().application().name();
            result.warnings().forEach(sentence -> all.add(name, new Warning("", sentence)));
        }
        tell(all);
    }

    private void tell(Warnings more) {
        more.all().forEach(warning -> {
            events.accept(new CycleEvent.Warned(warning));
            sentences.add(warning.sentence());
        });
    }
}

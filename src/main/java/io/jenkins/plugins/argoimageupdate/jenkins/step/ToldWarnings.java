package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a build has warned of so far, and the last update of its job before: there it can be read, and is not told again. */
final class ToldWarnings {

    private ToldWarnings() {}

    /** As {@link CycleReport#warnings} has them. */
    static Set<String> before(Run<?, ?> run) {
        Set<String> told = new LinkedHashSet<>(UpdateHistory.of(run.getParent()).warnings());
        UpdateRunAction action = run.getAction(UpdateRunAction.class);
        if (action != null) {
            action.getReports().forEach(report -> told.addAll(report.warnings()));
        }
        return told;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateRunAction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a build has warned of so far, and the last one before it that updated anything: there it can be read, and is not told again. */
final class ToldWarnings {

    private static final int MOST_BUILDS = 20;

    private ToldWarnings() {}

    /** As {@link CycleReport#warnings} has them. */
    static Set<String> before(Run<?, ?> run) {
        Stream<CycleReport> last = Stream.<Run<?, ?>>iterate(
                        run.getPreviousBuild(), previous -> previous != null, Run::getPreviousBuild)
                .limit(MOST_BUILDS)
                .map(ToldWarnings::reports)
                .filter(reports -> !reports.isEmpty())
                .findFirst()
                .stream()
                .flatMap(List::stream);
        return Stream.concat(reports(run).stream(), last)
                .map(CycleReport::warnings)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    private static List<CycleReport> reports(Run<?, ?> run) {
        UpdateRunAction action = run.getAction(UpdateRunAction.class);
        return action == null ? List.of() : action.getReports();
    }
}

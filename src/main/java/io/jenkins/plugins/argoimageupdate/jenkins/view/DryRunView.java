package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.util.List;

/** What would be done, for the form that asks. */
public final class DryRunView {

    @CheckForNull
    private final CycleReport report;

    private final Headline headline;

    private DryRunView(@CheckForNull CycleReport report, Headline headline) {
        this.report = report;
        this.headline = headline;
    }

    /** @param report of a dry run */
    public static DryRunView of(CycleReport report) {
        return new DryRunView(report, Headline.of(report));
    }

    /** @param why it could not be found out */
    public static DryRunView failed(String why) {
        return new DryRunView(null, Headline.failed(why));
    }

    public Headline getHeadline() {
        return headline;
    }

    /** What in the configuration is not used as it may be meant. */
    public List<String> getWarnings() {
        return report == null ? List.of() : report.warnings();
    }

    /** Those about which something is known, as far as there is room. */
    public ShownApplications getShown() {
        return ShownApplications.of(
                report == null
                        ? List.of()
                        : report.applications().stream()
                                .map(application -> new ApplicationView(application, report.started()))
                                .toList());
    }
}

package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;

/**
 * What {@code test} found.
 *
 * @param chosen null if no tag qualifies
 */
record TestReport(
        String image,
        String registry,
        String strategy,
        String filter,
        ImageVersion chosen,
        SelectionReport selection,
        RequestMetrics.Snapshot requests) {

    static TestReport of(
            ImageReference image, SelectionRule rule, Selection selection, RequestMetrics.Snapshot requests) {
        return new TestReport(
                image.withoutTag(),
                image.registry().isEmpty() ? "the default registry" : image.registry(),
                rule.strategy().id(),
                SelectionReport.filter(rule),
                selection.chosen().map(ImageVersion::of).orElse(null),
                SelectionReport.of(rule, selection),
                requests);
    }

    ImageReport asImage() {
        ImageVersion version = chosen == null ? ImageVersion.UNKNOWN : chosen;
        return new ImageReport(
                "", image, strategy, filter, ImageReport.Outcome.CURRENT, version, version, "", selection, null);
    }
}

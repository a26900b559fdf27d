package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code test} found.
 *
 * @param chosen null if no tag qualifies
 * @param keptBack where a watch file keeps it back; empty without one
 */
record TestReport(
        String image,
        String registry,
        String strategy,
        String filter,
        @Nullable ImageVersion chosen,
        SelectionReport selection,
        List<KeptBack.Version> keptBack,
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
                List.of(),
                requests);
    }

    TestReport with(List<KeptBack.Version> found) {
        return new TestReport(image, registry, strategy, filter, chosen, selection, found, requests);
    }

    ImageReport asImage() {
        ImageVersion version = chosen == null ? ImageVersion.UNKNOWN : chosen;
        return new ImageReport(
                new ImageSubject("", image, strategy, filter, ""), new ImageResult.Current(version), selection);
    }
}

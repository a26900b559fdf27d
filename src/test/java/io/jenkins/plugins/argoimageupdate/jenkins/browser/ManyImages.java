package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reports with other images than the samples have. */
final class ManyImages {

    static final String REGISTRY = "registry-1.docker.io";

    private ManyImages() {}

    /** The same for the first images only. */
    static CycleReport first(int count, CycleReport report) {
        return with(report, images(report).subList(0, count));
    }

    /** As the first image is, this many times, named after an area such as {@code payments}. */
    static CycleReport copies(int count, String area, CycleReport report) {
        ImageReport sample = images(report).get(0);
        return with(
                report,
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> named(sample, area + "-" + number))
                        .toList());
    }

    /** As a poll reports it, which tells how registries were asked. */
    static CycleReport asPolled(CycleReport report) {
        return with(
                report,
                images(report).stream()
                        .map(image -> asPolled(image, report.finished()))
                        .toList());
    }

    private static ImageReport asPolled(ImageReport image, Instant checked) {
        RequestMetrics.Snapshot requests =
                new RequestMetrics.Snapshot(Map.of(RequestKind.TAGS, 1L), 1, 1, 998, 12_000, "87", 0L);
        return new ImageReport(
                image.about(),
                image.result(),
                image.selection(),
                new RegistryReport(REGISTRY, image.about().image(), checked, Duration.ofMillis(340), requests),
                image.state());
    }

    private static ImageReport named(ImageReport sample, String name) {
        ImageSubject about = new ImageSubject(
                name,
                "example/" + name,
                sample.about().strategy(),
                sample.about().filter(),
                "the value " + name + ".tag");
        return new ImageReport(about, sample.result(), sample.selection(), sample.registry(), sample.state());
    }

    private static List<ImageReport> images(CycleReport report) {
        return report.applications().get(0).images();
    }

    private static CycleReport with(CycleReport report, List<ImageReport> images) {
        ApplicationReport one = report.applications().get(0);
        ApplicationReport other = new ApplicationReport(
                one.about(),
                images,
                one.writeBack(),
                one.rollout(),
                one.failure(),
                one.health(),
                one.rollsOut(),
                one.warnings());
        return new CycleReport(
                report.dryRun(),
                report.started(),
                report.finished(),
                List.of(other),
                report.failures(),
                report.requests(),
                report.warnings());
    }
}

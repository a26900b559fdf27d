package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How a registry was asked for an image.
 *
 * @param registry its host, with port if any
 * @param repository as the registry calls it, such as {@code library/nginx}
 * @param asked when that began
 * @param took until the tag was chosen or that failed
 * @param requests sent, and not sent, for it
 */
public record RegistryReport(
        String registry, String repository, Instant asked, Duration took, RequestMetrics.Snapshot requests) {

    public RegistryReport {
        registry = CleanText.line(registry);
        repository = CleanText.line(repository);
        Objects.requireNonNull(asked);
        Objects.requireNonNull(took);
        Objects.requireNonNull(requests);
    }
}

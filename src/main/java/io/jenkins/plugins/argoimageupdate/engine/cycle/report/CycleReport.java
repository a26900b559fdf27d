package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one run did.
 *
 * @param failures that belong to no Application, such as a server that does not list any
 * @param requests of this run, by server: a registry's host, a Git repository, the name of an Argo CD server
 * @param warnings sentences about configuration, each once with all images and Applications it concerns
 */
public record CycleReport(
        boolean dryRun,
        Instant started,
        Instant finished,
        List<ApplicationReport> applications,
        List<FailureReport> failures,
        Map<String, RequestMetrics.Snapshot> requests,
        List<String> warnings) {

    public CycleReport {
        Objects.requireNonNull(started);
        Objects.requireNonNull(finished);
        applications = List.copyOf(applications);
        failures = List.copyOf(failures);
        requests.values().forEach(Objects::requireNonNull);
        requests = CleanText.keys(requests);
        warnings = CleanText.lines(warnings);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** The same with another report of an Application. */
    public CycleReport with(ApplicationReport application) {
        List<ApplicationReport> replaced = applications.stream()
                .map(each -> each.isOfSame(application) ? application : each)
                .toList();
        return new CycleReport(dryRun, started, finished, replaced, failures, requests, warnings);
    }

    /** Without warnings. */
    public CycleReport(
            boolean dryRun,
            Instant started,
            Instant finished,
            List<ApplicationReport> applications,
            List<FailureReport> failures,
            Map<String, RequestMetrics.Snapshot> requests) {
        this(dryRun, started, finished, applications, failures, requests, List.of());
    }

    /** The images whose tag changes, of all Applications. */
    public List<ImageReport> changes() {
        return applications.stream().flatMap(app -> app.changes().stream()).toList();
    }

    /** Every failure of the run. */
    public List<FailureReport> allFailures() {
        List<FailureReport> all = new ArrayList<>(failures);
        applications.forEach(app -> all.addAll(app.failures()));
        return all;
    }
}

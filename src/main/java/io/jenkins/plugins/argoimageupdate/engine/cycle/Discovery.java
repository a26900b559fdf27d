package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import java.util.List;
import java.util.Map;

/**
 * What was found to watch.
 *
 * @param failures of what could not be found or read; the rest is watched nevertheless
 * @param requests that finding it took, by server
 */
public record Discovery(
        List<WatchTarget> targets, List<FailureReport> failures, Map<String, RequestMetrics.Snapshot> requests) {}

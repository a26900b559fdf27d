package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import java.util.List;

/**
 * What was found to watch.
 *
 * @param failures of what could not be found or read; the rest is watched nevertheless
 */
public record Discovery(List<WatchTarget> targets, List<FailureReport> failures) {}

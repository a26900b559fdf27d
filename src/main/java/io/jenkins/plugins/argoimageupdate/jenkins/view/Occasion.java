package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.PollFinding;
import java.time.Instant;
import java.util.List;

/**
 * What brought an update about, and how far it was to go.
 *
 * @param looked when it began to look for versions
 * @param queued when its build was asked for; null when not known
 * @param findings of the polls that asked for it; none for a build that people or other jobs asked for
 * @param dryRun whether it was to write nothing
 * @param waitFor how far the rollout was to be followed
 */
record Occasion(
        Instant looked, @CheckForNull Instant queued, List<PollFinding> findings, boolean dryRun, WaitFor waitFor) {

    /** Of which no more is known than when it looked. */
    static Occasion at(Instant looked) {
        return new Occasion(looked, null, List.of(), false, WaitFor.HEALTHY);
    }

    /** @param run null when not known */
    static Occasion of(@CheckForNull Run<?, ?> run, UpdateArguments arguments, Instant looked) {
        WaitFor waitFor = List.of(WaitFor.values()).stream()
                .filter(known -> known.id().equals(arguments.getWaitFor()))
                .findFirst()
                .orElse(WaitFor.HEALTHY);
        if (run == null) {
            return new Occasion(looked, null, List.of(), arguments.isDryRun(), waitFor);
        }
        List<PollFinding> findings = run.getCauses().stream()
                .filter(PollFinding.class::isInstance)
                .map(PollFinding.class::cast)
                .toList();
        return new Occasion(
                looked, Instant.ofEpochMilli(run.getTimeInMillis()), findings, arguments.isDryRun(), waitFor);
    }

    /** When a poll found what an Application changes to; null if none did, or something newer has come since. */
    @CheckForNull
    Instant polled(ApplicationReport application) {
        return queued != null && application.changes().stream().allMatch(image -> isFound(application, image))
                ? queued
                : null;
    }

    private boolean isFound(ApplicationReport application, ImageReport image) {
        return findings.stream()
                .anyMatch(finding ->
                        finding.has(application.name(), image.name(), image.to().shown()));
    }
}

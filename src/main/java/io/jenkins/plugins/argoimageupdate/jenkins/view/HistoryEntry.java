package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An image that a build changed.
 *
 * @param build its number
 * @param at when it was written
 * @param repository without user info; empty when the Argo CD API was used
 * @param commit full ID; empty when the Argo CD API was used
 * @param leadMillis from the image's build until it was healthy; null when it was not, or its build is not known
 * @param deleted whether the build is gone
 */
public record HistoryEntry(
        int build,
        Instant at,
        String application,
        String name,
        String image,
        String from,
        String to,
        String digest,
        String repository,
        String commit,
        Outcome outcome,
        @CheckForNull Long leadMillis,
        boolean deleted) {

    /** How the change ended. */
    public enum Outcome {
        HEALTHY,
        /** Written, and not seen to be live. */
        WRITTEN,
        /** The image cannot start, or is not what runs. */
        FAILED,
        /** Another image kept it from becoming live. */
        BLOCKED,
        ABORTED
    }

    /** What an update wrote; a dry run writes nothing. */
    static List<HistoryEntry> of(int build, CycleReport report, boolean aborted) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (ApplicationReport application : report.applications()) {
            WriteBackReport written = application.writeBack();
            if (written != null && written.isWritten()) {
                application.changes().forEach(image -> entries.add(of(build, application, image, aborted)));
            }
        }
        return entries;
    }

    private static HistoryEntry of(int build, ApplicationReport application, ImageReport image, boolean aborted) {
        WriteBackReport written = application.writeBack();
        Outcome outcome = aborted ? Outcome.ABORTED : outcome(application, image);
        return new HistoryEntry(
                build,
                written.at(),
                application.name(),
                image.name(),
                image.image(),
                image.from().shown(),
                image.to().shown(),
                image.to().digest(),
                written.repository(),
                written.commit(),
                outcome,
                outcome == Outcome.HEALTHY ? lead(application, image) : null,
                false);
    }

    private static Outcome outcome(ApplicationReport application, ImageReport image) {
        if (image.state() != null && application.rollout() != null) {
            return outcome(image.state().verdict(), application.rollout().failure() != null);
        }
        if (application.rollout() == null) {
            return application.failure() == null ? Outcome.WRITTEN : Outcome.FAILED;
        }
        if (application.rollout().failure() != null) {
            return Outcome.FAILED;
        }
        return application.rollout().health().equals("Healthy") ? Outcome.HEALTHY : Outcome.WRITTEN;
    }

    private static Outcome outcome(ImageState.Verdict verdict, boolean failed) {
        return switch (verdict) {
            case LIVE -> Outcome.HEALTHY;
            case CANNOT_START, DRIFTED -> Outcome.FAILED;
            case BLOCKED -> Outcome.BLOCKED;
            case ROLLING_OUT, WOULD_UPDATE, UNKNOWN -> failed ? Outcome.FAILED : Outcome.WRITTEN;
        };
    }

    @CheckForNull
    private static Long lead(ApplicationReport application, ImageReport image) {
        Instant built = image.to().created();
        Instant live = application.rollout().finished();
        return built == null || live == null || live.isBefore(built)
                ? null
                : Duration.between(built, live).toMillis();
    }

    HistoryEntry withoutBuild() {
        return new HistoryEntry(
                build, at, application, name, image, from, to, digest, repository, commit, outcome, leadMillis, true);
    }
}

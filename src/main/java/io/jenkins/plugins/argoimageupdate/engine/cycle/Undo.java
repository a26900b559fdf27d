package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a run is to be undone because its rollout failed.
 *
 * @param versions to go back to; empty for nothing to undo
 * @param commits that were written, of which one has to be the tip still
 * @param why the first failure
 * @param not what is not undone, and why, as clauses
 */
public record Undo(List<Version> versions, Set<String> commits, String why, List<String> not) {

    /** What says that a version does not work. That Argo CD cannot be reached says nothing of it. */
    private static final Set<Reason> BAD =
            EnumSet.of(Reason.DEGRADED, Reason.NOT_LIVE, Reason.TIMEOUT, Reason.HOOK_FAILED, Reason.OPERATION_FAILED);

    /**
     * Decides it.
     *
     * @param undoneLast whether the last change of an image before this run was such an undoing
     */
    public static Undo of(CycleReport report, Predicate<GuardedImage> undoneLast) {
        List<Version> versions = new ArrayList<>();
        Set<String> commits = new LinkedHashSet<>();
        List<String> not = new ArrayList<>();
        String why = "";
        for (ApplicationReport application : report.applications()) {
            FailureReport failure =
                    application.rollout() == null ? null : application.rollout().failure();
            WriteBackReport written = application.writeBack();
            if (report.dryRun()
                    || failure == null
                    || !BAD.contains(failure.reason())
                    || written == null
                    || !written.isWritten()
                    || !application.rollsOut()) {
                continue;
            }
            if (written.revision().isEmpty()) {
                not.add(application.name()
                        + ": its parameters in Argo CD do not tell whether somebody else has changed them since");
                continue;
            }
            why = why.isEmpty() ? failure.message() : why;
            for (ImageReport image : application.changes()) {
                if (undoneLast.test(application.guarded(image))) {
                    not.add(image.name() + ": its last update was undone too, so that more than this version is wrong");
                } else if (image.adopted() != null) {
                    not.add(image.name() + ": somebody set it by hand, and Git only follows");
                } else if (image.from().shown().isEmpty()) {
                    not.add(image.name() + ": it had no version before");
                } else {
                    versions.add(version(application, image));
                    commits.add(written.revision().get());
                }
            }
        }
        return new Undo(List.copyOf(versions), Set.copyOf(commits), why, List.copyOf(not));
    }

    private static Version version(ApplicationReport application, ImageReport image) {
        return new Version(
                application.name(),
                application.about().namespace(),
                image.name(),
                tag(image, image.from()),
                tag(image, image.to()).toString());
    }

    /** A version as it is written: with its digest only where digests are, or nothing else is known. */
    public static ImageTag tag(ImageReport image, ImageVersion version) {
        boolean byDigest = version.tag().isEmpty()
                || UpdateStrategy.ofId(image.about().strategy())
                        .filter(UpdateStrategy::comparesDigests)
                        .isPresent();
        return new ImageTag(version.tag(), byDigest ? version.digest() : "");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What of a run is to be undone because its rollout failed.
 *
 * @param versions to go back to; empty for nothing to undo
 * @param onlyOn what was written, of which each has to be there still, see {@link Rollback}
 * @param why the first failure
 * @param not what is not undone, and why, as clauses
 */
public record Undo(List<Version> versions, Set<String> onlyOn, String why, List<String> not) {

    /** What says that a version does not work. That Argo CD cannot be reached says nothing of it. */
    private static final Set<Reason> BAD =
            EnumSet.of(Reason.DEGRADED, Reason.NOT_LIVE, Reason.TIMEOUT, Reason.HOOK_FAILED, Reason.OPERATION_FAILED);

    /**
     * Decides it.
     *
     * @param undoneLast whether the last change of an image before this run was such an undoing
     */
    public static Undo of(CycleReport report, Predicate<GuardedImage> undoneLast) {
        return of(report, (guarded, image) -> undoneLast.test(guarded));
    }

    /**
     * Decides it by what is held: undoing keeps a version out, and an image that still was at the version it was taken back to has not
     * been updated in between. Of a tag that is followed that cannot be known as long as the hold is there, and counts as such. A hold
     * that keeps out what is to be undone is of an undoing that did not come to its end, which is taken up.
     */
    public static Undo of(CycleReport report, Holds holds) {
        return of(
                report,
                (guarded, image) -> holds.of(guarded)
                        .filter(hold -> !hold.notAgain().isEmpty()
                                && !hold.notAgain()
                                        .equals(tag(image, image.to()).toString()))
                        .filter(hold -> hold.version().equals(image.from().tag())
                                || hold.version()
                                        .equals(tag(image, image.from()).toString()))
                        .isPresent());
    }

    /**
     * Going back, and keeping out what failed.
     *
     * @param by who does, see {@link Rollback}
     */
    public Rollback rollback(String by) {
        return new Rollback(
                new Rollback.Source.Versions(versions, false),
                "what was before",
                by,
                why,
                new Rollback.HoldOrder(null),
                onlyOn);
    }

    private static Undo of(CycleReport report, BiPredicate<GuardedImage, ImageReport> undoneLast) {
        List<Version> versions = new ArrayList<>();
        Set<String> on = new LinkedHashSet<>();
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
            if (written.undoableOn().isEmpty()) {
                not.add(application.name() + ": it is not known whether somebody else has changed it since");
                continue;
            }
            why = why.isEmpty() ? failure.message() : why;
            for (ImageReport image : application.changes()) {
                if (undoneLast.test(application.guarded(image), image)) {
                    not.add(image.name() + ": its last update was undone too, so that more than this version is wrong");
                } else if (image.adopted() != null) {
                    not.add(image.name() + ": somebody set it by hand, and Git only follows");
                } else if (image.from().shown().isEmpty()) {
                    not.add(image.name() + ": it had no version before");
                } else {
                    versions.add(version(application, image));
                    on.add(written.undoableOn().get());
                }
            }
        }
        return new Undo(List.copyOf(versions), Set.copyOf(on), why, List.copyOf(not));
    }

    private static Version version(ApplicationReport application, ImageReport image) {
        return new Version(
                application.about().argocd(),
                application.about().namespace(),
                application.name(),
                image.name(),
                tag(image, image.from()),
                tag(image, image.to()).toString());
    }

    /** A version as it is written: with its digest only where digests are, or it was promoted, or nothing else is known. */
    public static ImageTag tag(ImageReport image, ImageVersion version) {
        String strategy = image.about().strategy();
        boolean byDigest = version.tag().isEmpty()
                || strategy.equals(ImageSubject.PROMOTED)
                || UpdateStrategy.ofId(strategy)
                        .filter(UpdateStrategy::comparesDigests)
                        .isPresent();
        return new ImageTag(version.tag(), byDigest ? version.digest() : "");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.FailedImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.SkippedImage;
import java.util.ArrayList;
import java.util.List;

/** Words and numbers for what a plan says of each image. */
final class ImageReports {

    private final Selections selections;

    ImageReports(Selections selections) {
        this.selections = selections;
    }

    /** In the order configured. */
    List<ImageReport> of(ApplicationPlan plan) {
        List<ImageReport> reports = new ArrayList<>();
        for (WatchedImage watched : plan.spec().images()) {
            reports.add(of(plan, watched));
        }
        return reports;
    }

    private ImageReport of(ApplicationPlan plan, WatchedImage watched) {
        for (FailedImage failed : plan.failed()) {
            if (failed.watched().equals(watched)) {
                return report(
                        plan, watched, Outcome.FAILED, unknown(), unknown(), "", FailureReport.of(failed.failure()));
            }
        }
        for (ImageChange change : plan.images()) {
            if (change.watched().equals(watched) && change.changed()) {
                return report(plan, watched, Outcome.UPDATED, version(change.oldTag()), chosen(watched), "", null);
            }
        }
        for (SkippedImage skipped : plan.skipped()) {
            if (skipped.watched().equals(watched)) {
                return report(plan, watched, Outcome.SKIPPED, unknown(), unknown(), skipped.explanation(), null);
            }
        }
        return report(plan, watched, Outcome.CURRENT, chosen(watched), chosen(watched), "", null);
    }

    private ImageReport report(
            ApplicationPlan plan,
            WatchedImage watched,
            Outcome outcome,
            ImageVersion from,
            ImageVersion to,
            String detail,
            FailureReport failure) {
        return new ImageReport(
                watched.image().alias(),
                watched.image().withoutTag(),
                watched.rule().strategy().id(),
                SelectionReports.filter(watched.rule()),
                outcome,
                from,
                to,
                detail,
                selection(watched),
                failure,
                selections.asked().get(watched),
                parameter(plan, watched),
                null);
    }

    /** What carries the version in Git, to go before "has no effect". */
    private static String parameter(ApplicationPlan plan, WatchedImage watched) {
        return switch (plan.spec().type()) {
            case HELM -> {
                ManifestTarget.Helm names = ManifestTarget.Helm.of(watched.target());
                yield "the value " + (names.spec().isEmpty() ? names.tag() : names.spec());
            }
            case KUSTOMIZE -> {
                boolean named = watched.target() instanceof ManifestTarget.Kustomize kustomize
                        && !kustomize.name().isEmpty();
                yield "the entry for "
                        + (named
                                ? ((ManifestTarget.Kustomize) watched.target()).name()
                                : watched.image().withoutTag());
            }
            default -> "";
        };
    }

    private SelectionReport selection(WatchedImage watched) {
        return selections.outcomes().get(watched) instanceof ImageOutcome.Selected selected
                ? SelectionReports.of(watched.rule(), selected.selection())
                : null;
    }

    private ImageVersion chosen(WatchedImage watched) {
        if (!(selections.outcomes().get(watched) instanceof ImageOutcome.Selected selected)) {
            return unknown();
        }
        return selected.selection().chosen().map(SelectionReports::version).orElse(unknown());
    }

    private static ImageVersion version(ImageTag tag) {
        return tag == null ? unknown() : new ImageVersion(tag.name(), tag.digest(), null, "");
    }

    private static ImageVersion unknown() {
        return ImageVersion.UNKNOWN;
    }
}

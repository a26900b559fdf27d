package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.FailedImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.plan.SkippedImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.WaitingImage;
import io.jenkins.plugins.argoimageupdate.engine.promotion.ApprovedPlan;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What registries said of images, or what is promoted.
 *
 * @param asked how; none for an image whose registry could not be asked at all
 * @param held versions that wait while an older one is taken
 * @param origin where versions are promoted from; empty for registries
 */
record Selections(
        Map<WatchedImage, ImageOutcome> outcomes,
        Map<WatchedImage, RegistryReport> asked,
        Map<WatchedImage, GuardedChoice.Held> held,
        String origin) {

    Selections(Map<WatchedImage, ImageOutcome> outcomes, Map<WatchedImage, RegistryReport> asked) {
        this(outcomes, asked, "");
    }

    Selections(Map<WatchedImage, ImageOutcome> outcomes, Map<WatchedImage, RegistryReport> asked, String origin) {
        this(outcomes, asked, Map.of(), origin);
    }

    /** What was chosen for an image in its registry; empty where none was asked. */
    Optional<Selection> selected(WatchedImage watched) {
        return outcomes.get(watched) instanceof ImageOutcome.Selected selected
                ? Optional.of(selected.selection())
                : Optional.empty();
    }

    /** The same, and what is promoted, which is the only one there is; empty where neither is. */
    Optional<Selection> offered(WatchedImage watched) {
        return outcomes.get(watched) instanceof ImageOutcome.Given given
                ? Optional.of(new Selection(Optional.of(given.version()), List.of(), List.of(), List.of()))
                : selected(watched);
    }

    /** What somebody approves of a change, see {@link ApprovedPlan#line}. */
    String approval(ApplicationPlan plan, ImageChange change) {
        return ApprovedPlan.line(
                plan.spec().application().name(),
                change.watched().image().label(),
                ImageVersion.of(change.oldTag()).full(),
                chosen(change.watched()).full());
    }

    /** The same with the version of an image that may be written, if it is not the one chosen. */
    Selections taking(WatchedImage watched, Selection selection, GuardedChoice.Write write) {
        GuardedChoice.Held newer = write.held();
        if (newer == null) {
            return this;
        }
        Map<WatchedImage, ImageOutcome> others = new LinkedHashMap<>(outcomes);
        Map<WatchedImage, GuardedChoice.Held> waiting = new LinkedHashMap<>(held);
        Selection instead = selection.instead(write.tag(), newer.reason().explanation());
        others.put(watched, new ImageOutcome.Selected(instead));
        waiting.put(watched, newer);
        return new Selections(others, asked, waiting, origin);
    }

    /** What a plan says of each image, in the order configured. */
    List<ImageReport> reports(ApplicationPlan plan) {
        List<ImageReport> reports = new ArrayList<>();
        for (WatchedImage watched : plan.spec().images()) {
            reports.add(report(plan, watched));
        }
        return reports;
    }

    private ImageReport report(ApplicationPlan plan, WatchedImage watched) {
        ImageSubject about = new ImageSubject(
                watched.image().alias(),
                watched.image().withoutTag(),
                origin.isEmpty() ? watched.rule().strategy().id() : ImageSubject.PROMOTED,
                origin.isEmpty() ? SelectionReport.filter(watched.rule()) : "from " + origin,
                parameter(plan, watched));
        return new ImageReport(about, result(plan, watched), selection(watched), asked.get(watched), null);
    }

    private ImageResult result(ApplicationPlan plan, WatchedImage watched) {
        for (FailedImage failed : plan.failed()) {
            if (failed.watched().equals(watched)) {
                return new ImageResult.Failed(FailureReport.of(failed.failure()));
            }
        }
        for (ImageChange change : plan.images()) {
            if (change.watched().equals(watched) && change.changed()) {
                return new ImageResult.Updated(ImageVersion.of(change.oldTag()), chosen(watched), beyond(change), null);
            }
        }
        for (WaitingImage waiting : plan.waiting()) {
            if (waiting.change().watched().equals(watched)) {
                return new ImageResult.Waiting(
                        ImageVersion.of(waiting.change().oldTag()), chosen(watched), waiting.reason());
            }
        }
        for (SkippedImage skipped : plan.skipped()) {
            if (skipped.watched().equals(watched)) {
                return new ImageResult.Skipped(skipped.explanation());
            }
        }
        return new ImageResult.Current(
                outcomes.get(watched) instanceof ImageOutcome.Kept
                        ? Planner.live(plan.spec(), watched)
                                .map(ImageVersion::of)
                                .orElse(ImageVersion.UNKNOWN)
                        : chosen(watched));
    }

    private ImageResult.@Nullable Waiting beyond(ImageChange change) {
        GuardedChoice.Held newer = held.get(change.watched());
        return newer == null
                ? null
                : new ImageResult.Waiting(
                        ImageVersion.of(change.oldTag()), ImageVersion.of(newer.tag()), newer.reason());
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

    private @Nullable SelectionReport selection(WatchedImage watched) {
        return outcomes.get(watched) instanceof ImageOutcome.Selected selected
                ? SelectionReport.of(watched.rule(), selected.selection())
                : null;
    }

    private ImageVersion chosen(WatchedImage watched) {
        ImageOutcome outcome = outcomes.get(watched);
        if (outcome instanceof ImageOutcome.Fixed fixed) {
            return ImageVersion.of(fixed.version());
        }
        if (outcome instanceof ImageOutcome.Given given) {
            return ImageVersion.of(given.version());
        }
        if (!(outcome instanceof ImageOutcome.Selected selected)) {
            return ImageVersion.UNKNOWN;
        }
        return selected.selection().chosen().map(ImageVersion::of).orElse(ImageVersion.UNKNOWN);
    }
}

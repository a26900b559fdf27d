package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.SkippedImage.Cause;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which images of an Application change (Image Updater: {@code update.go}, {@code UpdateApplication}). */
public final class Planner {

    private static final ImageTag UNKNOWN = new ImageTag("", "");

    private static final String LATE =
            "Argo CD had not reported it when the registries were queried; the next run checks it";

    private final WatchSpec spec;
    private final LiveImages live;
    private final Map<WritePlace, SourceParameters> parameters = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<ImageChange> images = new ArrayList<>();
    private final List<SkippedImage> skipped = new ArrayList<>();
    private final List<FailedImage> failed = new ArrayList<>();
    private final Map<ImageChange, Wait> waiting = new LinkedHashMap<>();

    private Planner(WatchSpec spec) {
        this.spec = spec;
        this.live = LiveImages.of(spec);
    }

    /** The images for which a tag has to be chosen: those that are live or forced. */
    public static List<WatchedImage> toSelect(WatchSpec spec) {
        LiveImages live = LiveImages.of(spec);
        return spec.images().stream()
                .filter(image -> live.find(image).isPresent())
                .toList();
    }

    /** What an image runs in; empty where it is not live, or its version is not known. */
    public static Optional<ImageTag> live(WatchSpec spec, WatchedImage image) {
        return LiveImages.of(spec).find(image).map(ImageReference::tag);
    }

    /**
     * Plans one Application.
     *
     * @param outcomes for each image of {@link #toSelect}; what has become live since is left alone
     */
    public static ApplicationPlan plan(WatchSpec spec, Map<WatchedImage, ImageOutcome> outcomes) {
        Planner planner = new Planner(spec);
        for (WatchedImage watched : spec.images()) {
            try {
                planner.consider(watched, outcomes.get(watched));
            } catch (UpdateException failure) {
                planner.failed.add(new FailedImage(watched, failure));
            }
        }
        boolean changes = planner.images.stream().anyMatch(ImageChange::changed);
        ApplicationPlan plan = new ApplicationPlan(
                spec,
                changes ? List.copyOf(planner.images) : List.of(),
                List.copyOf(planner.skipped),
                List.copyOf(planner.failed),
                List.of(),
                List.copyOf(planner.claims));
        return planner.holdBack(plan.withoutConflicts());
    }

    /** What may not be written yet waits, unless it cannot be written at all. */
    private ApplicationPlan holdBack(ApplicationPlan plan) {
        ApplicationPlan left = plan;
        for (Map.Entry<ImageChange, Wait> entry : waiting.entrySet()) {
            if (left.images().contains(entry.getKey())) {
                left = left.waiting(entry.getKey(), entry.getValue());
            }
        }
        return left;
    }

    private void consider(WatchedImage watched, @Nullable ImageOutcome outcome) {
        ImageReference running = live.find(watched).orElse(null);
        if (running == null) {
            skipped.add(new SkippedImage(watched, Cause.NOT_LIVE, live.instead(watched)));
            return;
        }
        if (outcome == null) {
            skipped.add(new SkippedImage(watched, Cause.NOT_LIVE, LATE));
            return;
        }
        List<WritePlace> places = spec.places(watched);
        if (outcome instanceof ImageOutcome.Failed failure) {
            claim(places, watched, running.tag());
            failed.add(new FailedImage(watched, failure.failure()));
            return;
        }
        if (outcome instanceof ImageOutcome.Kept) {
            claim(places, watched, running.tag());
            return;
        }
        if (outcome instanceof ImageOutcome.Fixed fixed) {
            ImageTag current = running.tag() == null ? UNKNOWN : running.tag();
            add(places, new ImageChange(watched, current, fixed.version(), true, Map.of()));
            return;
        }
        if (outcome instanceof ImageOutcome.Nothing nothing) {
            claim(places, watched, running.tag());
            skipped.add(new SkippedImage(watched, Cause.NO_CANDIDATE, nothing.explanation()));
            return;
        }
        if (outcome instanceof ImageOutcome.Given given) {
            add(places, given(watched, running, given));
            return;
        }
        Selection selection = ((ImageOutcome.Selected) outcome).selection();
        RegistryTag chosen = selection.chosen().orElse(null);
        if (chosen == null) {
            claim(places, watched, running.tag());
            skipped.add(new SkippedImage(watched, Cause.NO_CANDIDATE, NoCandidate.explain(watched.rule(), selection)));
            return;
        }
        UpdateStrategy strategy = watched.rule().strategy();
        ImageTag latest = strategy.tagFor(chosen);
        List<WatchedImage> others = others(watched);
        ImageReference compared = strategy.comparesDigests()
                ? live.findForDigest(watched, chosen.digest()).orElse(running)
                : others.isEmpty() ? outdated(watched, running, latest) : live.find(watched, latest, others);
        add(places, decide(watched, compared, latest, chosen));
    }

    private void add(List<WritePlace> places, ImageChange change) {
        claim(places, change.watched(), change.newTag());
        if (places.size() == 1) {
            parameters(places.get(0)).set(change);
        }
        images.add(change);
    }

    private ImageChange given(WatchedImage watched, ImageReference running, ImageOutcome.Given given) {
        RegistryTag chosen = given.version();
        ImageTag version = new ImageTag(chosen.name(), chosen.digest());
        List<WatchedImage> others = others(watched);
        ImageReference compared =
                others.isEmpty() ? outdated(watched, running, version) : live.find(watched, version, others);
        ImageTag current = compared.tag() == null ? UNKNOWN : compared.tag();
        if (current.matches(version) && !LiveImages.isReplaced(watched, compared)) {
            return new ImageChange(watched, current, current, false, Map.of());
        }
        ImageChange change = new ImageChange(watched, current, version, true, chosen.labels());
        if (given.reason() != null) {
            waiting.put(change, given.reason());
        }
        return change;
    }

    private ImageReference outdated(WatchedImage watched, ImageReference running, ImageTag latest) {
        return LiveImages.isReplaced(watched, running)
                ? running
                : live.findOther(watched, latest).orElse(running);
    }

    /** The other watched images of the same name. */
    private List<WatchedImage> others(WatchedImage watched) {
        return spec.images().stream()
                .filter(other -> !other.equals(watched) && LiveImages.sameName(other.image(), watched.image()))
                .toList();
    }

    /**
     * What is not live changes, also where the Application's parameters name it already (the Image Updater leaves it alone
     * then): a file that overrules them would keep the old image for ever, and what Git says already is not written again.
     */
    private static ImageChange decide(
            WatchedImage watched, ImageReference running, ImageTag latest, RegistryTag chosen) {
        ImageTag current = running.tag() == null ? UNKNOWN : running.tag();
        if (!needsUpdate(watched, running, current, latest)) {
            ImageTag kept = keptTag(watched, current);
            return new ImageChange(watched, kept, kept, false, Map.of());
        }
        return new ImageChange(watched, current, latest, true, chosen.labels());
    }

    private SourceParameters parameters(WritePlace place) {
        return parameters.computeIfAbsent(place, missing -> new SourceParameters(spec, place));
    }

    /** What has to stand where; nothing is known of an image that can be in several places, or has no version. */
    private void claim(List<WritePlace> places, WatchedImage watched, @Nullable ImageTag tag) {
        if (places.size() == 1) {
            claims.addAll(Claim.of(spec, places.get(0), watched, tag));
        }
    }

    private static boolean needsUpdate(
            WatchedImage watched, ImageReference running, ImageTag current, ImageTag latest) {
        return watched.rule().strategy().needsUpdate(current, latest) || LiveImages.isReplaced(watched, running);
    }

    /** After a sync Argo CD may know only the digest; the tag that is followed must not get lost then. */
    private static ImageTag keptTag(WatchedImage watched, ImageTag current) {
        boolean tagLost = watched.rule().followsTag()
                && current.name().isEmpty()
                && !watched.rule().constraint().isEmpty();
        return tagLost ? new ImageTag(watched.rule().constraint(), current.digest()) : current;
    }
}

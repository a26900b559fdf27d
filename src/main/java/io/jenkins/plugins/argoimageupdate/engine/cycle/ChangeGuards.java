package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Ask;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Held;
import io.jenkins.plugins.argoimageupdate.engine.plan.GuardedChoice.Write;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.plan.WaitingImage;
import io.jenkins.plugins.argoimageupdate.engine.promotion.ApprovedPlan;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans an Application, without what the guards of its images keep back for now. */
final class ChangeGuards {

    private final Selections selections;
    private final @Nullable HeldImages held;
    private final @Nullable Instant now;
    private final Map<WatchedImage, Map<String, Optional<RegistryTag>>> known = new ConcurrentHashMap<>();
    private final Map<WatchedImage, UpdateException> failed = new ConcurrentHashMap<>();

    private ChangeGuards(Selections selections, @Nullable HeldImages held, @Nullable Instant now) {
        this.selections = selections;
        this.held = held;
        this.now = now;
    }

    /** Those that keep nothing back. */
    static ChangeGuards none(Selections selections) {
        return new ChangeGuards(selections, null, null);
    }

    /** Those that keep back what somebody holds. */
    static ChangeGuards of(Selections selections, HeldImages held) {
        return new ChangeGuards(selections, held, null);
    }

    /** The same for other selections. */
    ChangeGuards with(Selections others) {
        return new ChangeGuards(others, held, now);
    }

    /** Whether they keep nothing back. */
    boolean areNone() {
        return held == null;
    }

    /** When a person released an image of an Application the last time; null for never. */
    @Nullable
    Instant releasedAt(WatchTarget target, WatchedImage image) {
        return held == null ? null : held.releasedAt(target, image.image());
    }

    /** The same, and those of the images as they are at a moment. */
    ChangeGuards at(Instant moment) {
        return new ChangeGuards(selections, held, moment);
    }

    /**
     * A plan of what they let through.
     *
     * @param chosen with the versions that are taken instead of those that wait
     * @param missing tags of which more has to be known; until then these images wait
     */
    record Guarded(Selections chosen, ApplicationPlan plan, Map<WatchedImage, RegistryTag> missing) {}

    /** Takes note of what was found out of a tag; empty if that is nothing. */
    void learn(WatchedImage image, String tag, Optional<RegistryTag> found) {
        known.computeIfAbsent(image, any -> new ConcurrentHashMap<>()).put(tag, found);
    }

    /** Takes note that nothing can be decided of an image. */
    void fail(WatchedImage image, UpdateException failure) {
        failed.put(image, failure);
    }

    private ApplicationPlan plan(WatchTarget target, Selections chosen) {
        return withoutHeld(target, Planner.plan(target.spec(), chosen.outcomes()));
    }

    /** What is left of a plan after what is held by now. */
    ApplicationPlan withoutHeld(WatchTarget target, ApplicationPlan plan) {
        return held == null ? plan : held.waiting(target, plan);
    }

    Guarded plan(WatchTarget target) {
        ApplicationPlan plan = plan(target, selections);
        if (now == null) {
            return new Guarded(selections, approved(target, plan, selections), Map.of());
        }
        Selections chosen = selections;
        Map<WatchedImage, Wait> waits = new LinkedHashMap<>();
        Map<WatchedImage, RegistryTag> missing = new LinkedHashMap<>();
        for (ImageChange change : plan.changes()) {
            WatchedImage image = change.watched();
            if (image.guards().isOpen() || failed.containsKey(image)) {
                continue;
            }
            Optional<Selection> selected = selections.offered(image);
            if (selected.isEmpty()) {
                image.guards().windows().closed(now).ifPresent(wait -> waits.put(image, wait));
                continue;
            }
            boolean agreed = isApproved(target, plan, change, selections);
            GuardedChoice.Result result = GuardedChoice.of(change, selected.get(), agreed, now, known(target, change));
            if (result instanceof Ask ask) {
                missing.put(image, ask.tag());
                waits.put(
                        image,
                        new Wait(
                                Wait.Cause.MINIMUM_AGE,
                                "not all is known of " + ask.tag().name()));
            } else if (result instanceof Held later) {
                waits.put(image, later.reason());
            } else if (result instanceof Write write) {
                chosen = chosen.taking(image, selected.get(), write);
                image.guards().windows().closed(now).ifPresent(wait -> waits.put(image, wait));
            }
        }
        ApplicationPlan guarded = chosen.equals(selections) ? plan : plan(target, chosen);
        for (ImageChange change : guarded.changes()) {
            WatchedImage image = change.watched();
            if (failed.containsKey(image)) {
                guarded = guarded.without(image, failed.get(image));
            } else if (waits.containsKey(image)) {
                guarded = guarded.waiting(change, waits.get(image));
            }
        }
        return new Guarded(chosen, approved(target, guarded, chosen), missing);
    }

    /** Where the repository says what is live, that is too late to ask a registry for it: then nothing more is known of it. */
    private Map<String, Optional<RegistryTag>> known(WatchTarget target, ImageChange change) {
        Map<String, Optional<RegistryTag>> tags = known.getOrDefault(change.watched(), Map.of());
        if (target.live()) {
            return tags;
        }
        Map<String, Optional<RegistryTag>> all = new HashMap<>(tags);
        all.putIfAbsent(change.oldTag().name(), Optional.empty());
        return all;
    }

    /** Whether somebody has agreed to a change already, who then need not be asked again. */
    private static boolean isApproved(
            WatchTarget target, ApplicationPlan plan, ImageChange change, Selections selections) {
        ApprovedPlan only = target.release().only();
        return only != null
                && only.check(List.of(selections.approval(plan, change))).isEmpty();
    }

    /** All changes of an Application wait if one of them was not approved, and those too that wait for nothing else. */
    private static ApplicationPlan approved(WatchTarget target, ApplicationPlan plan, Selections chosen) {
        ApprovedPlan only = target.release().only();
        if (only == null) {
            return plan;
        }
        Stream<ImageChange> unapproved = plan.waiting().stream()
                .filter(image -> image.reason().cause() == Wait.Cause.APPROVAL)
                .map(WaitingImage::change);
        List<String> lines = Stream.concat(plan.changes().stream(), unapproved)
                .map(change -> chosen.approval(plan, change))
                .toList();
        Optional<Wait> reason = only.check(lines);
        ApplicationPlan left = plan;
        if (reason.isPresent()) {
            for (ImageChange change : plan.changes()) {
                left = left.waiting(change, reason.get());
            }
        }
        return left;
    }
}

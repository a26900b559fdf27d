package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodFailure;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the images that were chosen run where the ones before them ran, once a commit is applied: Synced and Healthy is also an Application
 * in which nothing uses what was written. Where pods do not tell it, the manifests are asked for. Immutable.
 *
 * @param images that are to run
 * @param since when one of them was first seen not to, for a reason that does not pass with the rollout; null while none is
 */
record RunningCheck(List<DesiredImage> images, @Nullable Instant since) {

    private static final String WRONG_PLACE =
            "Look where the manifests take the image from, and correct what the update writes";
    private static final String SETS_ANOTHER =
            "Look at what sets another image there: an operator, an admission webhook or ignoreDifferences";

    static RunningCheck of(List<DesiredImage> images) {
        return new RunningCheck(images, null);
    }

    /** The check after one more look at an Application that has the commit applied. */
    RunningCheck next(Observation seen) {
        ImageStates states = states(seen);
        boolean broken = images.stream().anyMatch(image -> states.of(image).isBroken());
        return new RunningCheck(images, !broken ? null : since == null ? seen.at() : since);
    }

    /**
     * What is still to wait for, or has lasted for too long; the given verdict where all is as it should be.
     *
     * @param applied what it would be without this check
     * @param later whether a later commit than the one asked for is applied, which can have other versions
     */
    RolloutVerdict judge(RolloutVerdict applied, Observation seen, Duration grace, boolean later) {
        return judge(applied, seen, grace, missing(states(seen), later).findFirst());
    }

    /** The same where it ends before the pods of earlier versions are replaced. */
    RolloutVerdict judgeAtPause(RolloutVerdict applied, Observation seen, Duration grace, boolean later) {
        ImageStates states = states(seen);
        return judge(
                applied,
                seen,
                grace,
                missing(states, later)
                        .filter(image -> states.of(image).isBroken())
                        .findFirst());
    }

    private RolloutVerdict judge(
            RolloutVerdict applied, Observation seen, Duration grace, Optional<DesiredImage> missing) {
        ImageStates states = states(seen);
        if (missing.isEmpty()) {
            return applied;
        }
        ImageState state = states.of(missing.get());
        String what = missing.get().name() + " " + state.reason();
        if (state.isBroken() && (lasts(seen, grace) || isCertain(state, seen))) {
            Optional<ResourceNode> pod = state.podIn(seen.tree());
            return new Failed(Reason.NOT_LIVE, sentence(applied, what), advice(state, seen, pod), pod.orElse(null));
        }
        return applied instanceof Reached
                ? new Waiting(
                        RolloutPhase.PROGRESSING,
                        missing.get().name() + ", which " + state.reason(),
                        seen.manifests() == null ? Waiting.ADVICE : SETS_ANOTHER,
                        null)
                : applied;
    }

    /**
     * The same where the pods are not waited for: by the manifests alone.
     *
     * @param applied what it would be without this check
     */
    RolloutVerdict judgeManifests(RolloutVerdict applied, Observation seen, boolean later) {
        if (!(applied instanceof Reached) || seen.manifests() == null) {
            return applied;
        }
        ImageStates states = ImageStates.of(seen);
        return images.stream()
                .filter(image -> states.ofManifests(image).verdict() == Verdict.DRIFTED)
                .filter(image -> !later || states.hasBefore(image))
                .findFirst()
                .<RolloutVerdict>map(image -> new Failed(
                        Reason.NOT_LIVE,
                        sentence(
                                applied,
                                image.name() + " " + states.ofManifests(image).reason()),
                        WRONG_PLACE))
                .orElse(applied);
    }

    /** Whether the pods do not tell enough to end the wait. */
    boolean needsManifests(RolloutVerdict judged, Observation seen, boolean later) {
        if (images.isEmpty() || seen.manifests() != null) {
            return false;
        }
        ImageStates states = states(seen);
        return judged instanceof Reached
                ? images.stream().anyMatch(states::hasNoPod)
                : judged instanceof Failed failed
                        && failed.reason() == Reason.NOT_LIVE
                        && missing(states, later)
                                .findFirst()
                                .filter(image -> states.of(image).verdict() == Verdict.DRIFTED)
                                .isPresent();
    }

    private boolean lasts(Observation seen, Duration grace) {
        return since != null && !seen.at().isBefore(since.plus(grace));
    }

    /** What the manifests say does not change by waiting. */
    private static boolean isCertain(ImageState state, Observation seen) {
        return state.verdict() == Verdict.DRIFTED
                && seen.manifests() != null
                && seen.manifests().isKnown();
    }

    private static String sentence(RolloutVerdict applied, String what) {
        return applied instanceof Reached ? "Synced, but " + what : what;
    }

    private static String advice(ImageState state, Observation seen, Optional<ResourceNode> pod) {
        if (pod.isPresent()) {
            return PodFailure.advice(seen.tree(), pod.get());
        }
        if (state.verdict() != Verdict.DRIFTED) {
            return "Look at the Application in Argo CD";
        }
        boolean left = !state.running().isEmpty() && state.running().stream().noneMatch(ImageState.Running::newest);
        return left ? "Delete its pods to have them replaced" : WRONG_PLACE;
    }

    /** Without a pod there is nothing to compare; what a later commit says is that one's matter. */
    private Stream<DesiredImage> missing(ImageStates states, boolean later) {
        return images.stream().filter(image -> {
            Verdict verdict = states.of(image).verdict();
            return verdict != Verdict.LIVE
                    && verdict != Verdict.UNKNOWN
                    && (verdict != Verdict.DRIFTED || !later || states.hasBefore(image));
        });
    }

    private static ImageStates states(Observation seen) {
        return ImageStates.of(seen.application(), seen.tree(), seen.manifests());
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the images that were chosen run where the ones before them ran, once a commit is applied: Synced and Healthy is also an Application
 * in which nothing uses what was written. Immutable.
 *
 * @param images that are to run
 * @param since when one of them was first seen not to; null while all do
 */
record RunningCheck(List<DesiredImage> images, Instant since) {

    static RunningCheck of(List<DesiredImage> images) {
        return new RunningCheck(images, null);
    }

    /** The check after one more look at an Application that has the commit applied. */
    RunningCheck next(Observation seen) {
        return new RunningCheck(images, missing(seen).isEmpty() ? null : since == null ? seen.at() : since);
    }

    /** What is still to wait for, or has lasted for too long; the given verdict where all is as it should be. */
    RolloutVerdict judge(RolloutVerdict applied, Observation seen, Duration grace) {
        Optional<DesiredImage> missing = missing(seen);
        if (missing.isEmpty()) {
            return applied;
        }
        ImageState state = states(seen).of(missing.get());
        String what = missing.get().name() + " " + state.reason();
        if (state.isBroken() && since != null && !seen.at().isBefore(since.plus(grace))) {
            Optional<ResourceNode> pod = seen.tree().pod(state);
            return new Failed(Reason.NOT_LIVE, sentence(applied, what), advice(state, seen, pod), pod.orElse(null));
        }
        return applied instanceof Reached
                ? new Waiting(RolloutPhase.PROGRESSING, missing.get().name() + ", which " + state.reason())
                : applied;
    }

    private static String sentence(RolloutVerdict applied, String what) {
        return applied instanceof Reached ? "Synced, but " + what : what;
    }

    private static String advice(ImageState state, Observation seen, Optional<ResourceNode> pod) {
        if (pod.isPresent()) {
            return PodTrouble.advice(seen.tree(), pod.get());
        }
        return state.verdict() == ImageState.Verdict.DRIFTED
                ? "Look where the manifests take the image from, and correct what the update writes"
                : "Look at the Application in Argo CD";
    }

    /** Without a pod there is nothing to compare. */
    private Optional<DesiredImage> missing(Observation seen) {
        ImageStates states = states(seen);
        return images.stream()
                .filter(image -> {
                    ImageState.Verdict verdict = states.of(image).verdict();
                    return verdict != ImageState.Verdict.LIVE && verdict != ImageState.Verdict.UNKNOWN;
                })
                .findFirst();
    }

    private static ImageStates states(Observation seen) {
        return ImageStates.of(seen.application(), seen.tree());
    }
}

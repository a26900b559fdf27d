package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodFailure;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the images of an Application are that nothing is rolled out to: takes one observation after another and says what each means. A pod
 * that cannot start and a Degraded Application get a while to recover. Does no I/O and looks at no clock. Immutable.
 */
public final class HealthState {

    private static final String DEGRADED = "degraded";

    private final List<DesiredImage> images;
    private final RolloutLimits limits;
    private final boolean endsAtPause;
    private final Map<String, Instant> firstSeen;
    private final RolloutVerdict verdict;

    private HealthState(
            List<DesiredImage> images,
            RolloutLimits limits,
            boolean endsAtPause,
            Map<String, Instant> firstSeen,
            RolloutVerdict verdict) {
        this.images = images;
        this.limits = limits;
        this.endsAtPause = endsAtPause;
        this.firstSeen = firstSeen;
        this.verdict = verdict;
    }

    /**
     * Before the first look.
     *
     * @param images that are to run
     * @param endsAtPause whether a Rollout that waits for somebody to promote it is waited for no longer
     */
    public static HealthState begin(List<DesiredImage> images, RolloutLimits limits, boolean endsAtPause) {
        return new HealthState(
                images,
                limits,
                endsAtPause,
                Map.of(),
                new Waiting(RolloutPhase.PROGRESSING, "a first look at the pods"));
    }

    /** What the last look came to; waiting for the first one before that. */
    public RolloutVerdict verdict() {
        return verdict;
    }

    /** The state after one more look. */
    public HealthState next(Observation seen) {
        ImageStates states = ImageStates.of(seen.application(), seen.tree());
        Map<String, Instant> now = new HashMap<>();
        RolloutVerdict worst = new Reached("");
        for (DesiredImage image : images) {
            worst = worse(worst, judge(image, states.of(image), seen, now));
        }
        return new HealthState(images, limits, endsAtPause, Map.copyOf(now), worse(worst, judge(seen, now)));
    }

    private RolloutVerdict judge(DesiredImage image, ImageState state, Observation seen, Map<String, Instant> now) {
        Optional<ResourceNode> pod = state.podIn(seen.tree());
        String what = image.name() + " " + version(image, pod) + state.reason();
        if (state.verdict() == ImageState.Verdict.ROLLING_OUT) {
            return endsAtPause && Pauses.areReached(seen)
                    ? new Reached("")
                    : new Waiting(RolloutPhase.PROGRESSING, what);
        }
        if (!state.isBroken()) {
            return new Reached("");
        }
        Instant since = keep(now, image.name(), seen.at());
        boolean certain = PodFailure.of(pod.stream().toList()).stream().anyMatch(PodFailure::certain);
        return certain || !seen.at().isBefore(since.plus(limits.podGrace()))
                ? new Failed(Reason.DEGRADED, what, advice(seen, pod), pod.orElse(null))
                : new Waiting(RolloutPhase.PROGRESSING, what);
    }

    private RolloutVerdict judge(Observation seen, Map<String, Instant> now) {
        ApplicationStatus status = seen.application().status();
        if (status.health().status() != HealthStatus.DEGRADED) {
            return new Reached("");
        }
        Instant since = keep(now, DEGRADED, seen.at());
        List<String> resources = status.resources().stream()
                .filter(resource -> resource.health().status() == HealthStatus.DEGRADED)
                .map(resource -> resource.key() + " (" + resource.health() + ")")
                .toList();
        String why = resources.isEmpty() ? status.health().message() : ArgoCdMessages.some(resources);
        String what = "the Application is Degraded" + (why.isEmpty() ? ", and Argo CD does not say why" : ": " + why);
        return seen.at().isBefore(since.plus(limits.troubleGrace()))
                ? new Waiting(RolloutPhase.PROGRESSING, what)
                : new Failed(Reason.DEGRADED, what, "See its resources in Argo CD");
    }

    private Instant keep(Map<String, Instant> now, String key, Instant at) {
        Instant first = firstSeen.getOrDefault(key, at);
        now.put(key, first);
        return first;
    }

    private static RolloutVerdict worse(RolloutVerdict one, RolloutVerdict other) {
        if (one instanceof Failed || other instanceof Reached) {
            return one;
        }
        return other instanceof Failed || one instanceof Reached ? other : one;
    }

    /** What is there, and not what is only chosen. */
    private static String version(DesiredImage image, Optional<ResourceNode> pod) {
        Optional<ImageTag> runs = pod.stream()
                .flatMap(one -> one.images().stream())
                .map(ImageReference::parse)
                .filter(one -> one.isSameRepository(image.image()) && one.tag() != null)
                .map(ImageReference::tag)
                .findFirst();
        ImageTag tag = runs.orElse(image.before() == null ? image.desired() : image.before());
        return tag == null || tag.toString().isEmpty() ? "" : tag + " ";
    }

    private static String advice(Observation seen, Optional<ResourceNode> pod) {
        return pod.map(one -> PodFailure.advice(seen.tree(), one)).orElse("Look at the Application in Argo CD");
    }

    /** What to say when time is up. */
    public Failed timedOut(Duration waited) {
        String what = verdict instanceof Waiting waiting ? waiting.what() : "nothing";
        return new Failed(
                Reason.TIMEOUT,
                "after " + ArgoCdMessages.duration(waited) + " still not healthy: " + what,
                "Look at the Application in Argo CD, or allow more time");
    }
}

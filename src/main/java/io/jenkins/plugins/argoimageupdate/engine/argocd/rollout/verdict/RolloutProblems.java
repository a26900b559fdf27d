package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationCondition;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may make a rollout fail, and since when it has been so: pods that cannot start, a Degraded Application, manifests that
 * cannot be rendered. Each gets a while to go away by itself, and what was there before the commit does not count. Immutable.
 */
final class RolloutProblems {

    private static final String UNTOUCHED = "untouched";
    private static final String INCOMPARABLE = "incomparable";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    private final EarlierProblems earlier;
    private final Map<String, Instant> firstSeen;
    private final NewPods pods;
    private final List<ResourceStatus> degraded;
    private final List<ProgressiveRollout> givenUp;

    private RolloutProblems(
            EarlierProblems earlier,
            Map<String, Instant> firstSeen,
            NewPods pods,
            List<ResourceStatus> degraded,
            List<ProgressiveRollout> givenUp) {
        this.earlier = earlier;
        this.firstSeen = firstSeen;
        this.pods = pods;
        this.degraded = degraded;
        this.givenUp = givenUp;
    }

    static RolloutProblems begin(EarlierProblems earlier) {
        return new RolloutProblems(earlier, Map.of(), NewPods.NONE, List.of(), List.of());
    }

    /**
     * After one more look.
     *
     * @param since when the commit's sync started; null if there was none, so that no pod is one of it
     * @param untouched whether the commit is there and nothing had to be applied for it
     */
    RolloutProblems updated(Observation seen, @Nullable Instant since, AppliedResources applied, boolean untouched) {
        NewPods now = NewPods.of(seen.tree(), since == null ? null : since.minus(CLOCK_SKEW), applied);
        ApplicationStatus status = seen.application().status();
        EarlierProblems left = earlier.stillThere(status);
        List<ResourceStatus> ours = status.degraded().stream()
                .filter(resource -> !left.includes(resource.key()) && applied.includes(resource.key()))
                .toList();
        Map<String, Instant> seenSince = new HashMap<>();
        now.failing().forEach(trouble -> keep(seenSince, trouble.pod().uid(), seen.at()));
        now.withoutNode().forEach(pod -> keep(seenSince, pod.uid(), seen.at()));
        ours.forEach(resource -> keep(seenSince, key(resource), seen.at()));
        if (untouched && ours.isEmpty() && !status.degraded().isEmpty()) {
            keep(seenSince, UNTOUCHED, seen.at());
        }
        if (incomparable(status).isPresent()) {
            keep(seenSince, INCOMPARABLE, seen.at());
        }
        List<ProgressiveRollout> failed = seen.rollouts().stream()
                .filter(rollout -> rollout.aborted() || rollout.failedAnalysis().isPresent())
                .filter(rollout -> !left.includes(rollout.key()) && applied.includes(rollout.key()))
                .toList();
        return new RolloutProblems(left, seenSince, now, ours, failed);
    }

    private void keep(Map<String, Instant> now, String key, Instant at) {
        now.put(key, firstSeen.getOrDefault(key, at));
    }

    private Optional<ApplicationCondition> incomparable(ApplicationStatus status) {
        return status.conditions().stream()
                .filter(ApplicationCondition::preventsSync)
                .filter(condition -> !TransientErrors.isPassing(condition.message()))
                .filter(condition -> !earlier.includes(condition, status))
                .findFirst();
    }

    /** What has lasted for too long. */
    Optional<Failed> failure(Observation seen, RolloutLimits limits) {
        ApplicationStatus status = seen.application().status();
        return podFailure(seen, limits)
                .or(this::givenUp)
                .or(() -> degradedFailure(seen, limits))
                .or(() -> lasts(UNTOUCHED, seen, limits.troubleGrace())
                        ? Optional.of(untouched(status))
                        : Optional.empty())
                .or(() -> incomparable(status)
                        .filter(condition -> lasts(INCOMPARABLE, seen, limits.troubleGrace()))
                        .map(condition -> new Failed(
                                Reason.OPERATION_FAILED,
                                condition.type() + ": " + condition.message(),
                                "Correct the manifests or the Application's source")));
    }

    /** Its controller has given the new version up, and does not try again by itself. */
    private Optional<Failed> givenUp() {
        return givenUp.stream()
                .findFirst()
                .map(rollout -> new Failed(
                        Reason.DEGRADED,
                        rollout.failedAnalysis()
                                .map(run -> run.describe() + "; " + rollout.key() + " "
                                        + (rollout.aborted() ? "was aborted" : "is " + rollout.describe()))
                                .orElseGet(() -> rollout.key() + " was " + rollout.describe()),
                        "The earlier version serves. Find out why, then retry (on the page of the build, with the step"
                                + " argoRollout, with 'argo-image-update rollout' or in Argo CD) or roll out another"
                                + " version"));
    }

    private Optional<Failed> podFailure(Observation seen, RolloutLimits limits) {
        Optional<Failed> cannotStart = pods.failing().stream()
                .filter(trouble -> trouble.certain() || lasts(trouble.pod().uid(), seen, limits.podGrace()))
                .findFirst()
                .map(trouble ->
                        new Failed(Reason.DEGRADED, trouble.toString(), NewPods.advice(trouble), trouble.pod()));
        return cannotStart.or(() -> pods.withoutNode().stream()
                .filter(pod -> lasts(pod.uid(), seen, limits.scheduleGrace()))
                .findFirst()
                .map(pod -> new Failed(
                        Reason.DEGRADED,
                        "pod " + pod.key().name() + " finds no node (" + pod.reason() + ")",
                        NewPods.NO_NODE,
                        pod)));
    }

    private Optional<Failed> degradedFailure(Observation seen, RolloutLimits limits) {
        List<ResourceStatus> lasting = degraded.stream()
                .filter(resource -> lasts(key(resource), seen, limits.troubleGrace()))
                .toList();
        if (lasting.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(names(lasting));
        names.addAll(pods.describe());
        return Optional.of(new Failed(
                Reason.DEGRADED,
                "the Application is Degraded: " + ArgoCdMessages.some(names),
                pods.advice().orElse("See its resources in Argo CD"),
                pods.first()));
    }

    private static Failed untouched(ApplicationStatus status) {
        return new Failed(
                Reason.DEGRADED,
                "the Application was Degraded before, and there is nothing left to apply: "
                        + ArgoCdMessages.some(names(status.degraded())),
                "Repair these resources: this commit changes nothing in them");
    }

    /** The resources an Application's health waits for, and pods that are not ready. */
    String unhealthy(Observation seen) {
        ApplicationStatus status = seen.application().status();
        List<String> names = new ArrayList<>();
        status.notHealthy()
                .forEach(r -> names.add(r.key() + " ("
                        + seen.rollout(r.key())
                                .map(ProgressiveRollout::describe)
                                .orElseGet(
                                        () -> ArgoCdMessages.quoted(r.health().toString()))
                        + (earlier.includes(r.key()) ? "; it was already Degraded before this commit" : "") + ")"));
        names.addAll(pods.describe());
        String rest = names.isEmpty() ? "its resources" : ArgoCdMessages.some(names);
        return "the Application to be Healthy; it is " + status.health() + "; not healthy: " + rest;
    }

    /** What to do where the wait was too long. */
    String advice(Observation seen) {
        if (Pauses.isSomebodyAwaited(seen)) {
            return Pauses.ADVICE;
        }
        ApplicationStatus status = seen.application().status();
        boolean onlyEarlier = !status.notHealthy().isEmpty()
                && status.notHealthy().stream().allMatch(resource -> earlier.includes(resource.key()));
        return pods.advice()
                .orElse(
                        onlyEarlier
                                ? "Repair what was broken before this commit, or wait for 'synced'"
                                : "Look at these resources in Argo CD; where they never become Healthy, wait for 'synced'"
                                        + " or give them a health check of their own");
    }

    boolean isEarlier(ResourceStatus resource) {
        return earlier.includes(resource.key());
    }

    NewPods pods() {
        return pods;
    }

    private boolean lasts(String key, Observation seen, Duration grace) {
        Instant first = firstSeen.get(key);
        return first != null && !seen.at().isBefore(first.plus(grace));
    }

    private static String key(ResourceStatus resource) {
        return resource.key().namespace() + " " + resource.key();
    }

    private static List<String> names(List<ResourceStatus> resources) {
        return resources.stream()
                .map(r ->
                        (r.key().equals(ApplicationStatus.UNNAMED) ? "a resource that Argo CD does not name" : r.key())
                                + " (" + r.health() + ")")
                .toList();
    }
}

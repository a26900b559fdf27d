package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may make a rollout fail, and since when it has been so: pods that cannot start, a Degraded Application, manifests that
 * cannot be rendered. Each gets a while to go away by itself. Immutable.
 */
final class Troubles {

    static final Troubles NONE = new Troubles(Map.of(), List.of(), List.of());

    private static final String DEGRADED = "degraded";
    private static final String INCOMPARABLE = "incomparable";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    private final Map<String, Instant> firstSeen;
    private final List<PodTrouble> pods;
    private final List<ResourceNode> pending;

    private Troubles(Map<String, Instant> firstSeen, List<PodTrouble> pods, List<ResourceNode> pending) {
        this.firstSeen = firstSeen;
        this.pods = pods;
        this.pending = pending;
    }

    /** @param since when the commit's sync started; null if there was none, so that no pod is one of it */
    Troubles updated(Observation seen, Instant since, RolloutLimits limits) {
        List<ResourceNode> newPods = seen.tree().podsSince(since == null ? null : since.minus(CLOCK_SKEW));
        List<PodTrouble> failing = PodTrouble.of(newPods);
        List<ResourceNode> unscheduled =
                newPods.stream().filter(PodTrouble::isPending).toList();
        Map<String, Instant> now = new HashMap<>();
        failing.forEach(trouble -> keep(now, trouble.pod().uid(), seen.at()));
        unscheduled.forEach(pod -> keep(now, pod.uid(), seen.at()));
        ApplicationStatus status = seen.application().status();
        if (status.health().status() == HealthStatus.DEGRADED) {
            keep(now, DEGRADED, seen.at());
        }
        if (status.conditions().stream().anyMatch(ApplicationCondition::preventsSync)) {
            keep(now, INCOMPARABLE, seen.at());
        }
        return new Troubles(Map.copyOf(now), failing, unscheduled);
    }

    private void keep(Map<String, Instant> now, String key, Instant at) {
        now.put(key, firstSeen.getOrDefault(key, at));
    }

    /** @param applied whether the commit is being or has been applied, so that health is its doing */
    Optional<Failed> failure(Observation seen, boolean applied, RolloutLimits limits) {
        Optional<PodTrouble> pod = pods.stream()
                .filter(trouble -> trouble.certain() || lasts(trouble.pod().uid(), seen, limits.podGrace()))
                .findFirst();
        if (pod.isPresent()) {
            return Optional.of(new Failed(
                    Reason.DEGRADED,
                    pod.get().toString(),
                    advice(pod.get()),
                    pod.get().pod()));
        }
        Optional<ResourceNode> homeless = pending.stream()
                .filter(p -> lasts(p.uid(), seen, limits.scheduleGrace()))
                .findFirst();
        if (homeless.isPresent()) {
            return Optional.of(new Failed(
                    Reason.DEGRADED,
                    "pod " + homeless.get().key().name() + " finds no node ("
                            + homeless.get().reason() + ")",
                    "Look at the pod's resources, tolerations, affinity and volumes, and at the cluster's capacity",
                    homeless.get()));
        }
        ApplicationStatus status = seen.application().status();
        if (applied && lasts(DEGRADED, seen, limits.troubleGrace())) {
            return Optional.of(new Failed(
                    Reason.DEGRADED,
                    "the Application is Degraded: " + degraded(status),
                    "See its resources in Argo CD"));
        }
        if (lasts(INCOMPARABLE, seen, limits.troubleGrace())) {
            return status.conditions().stream()
                    .filter(ApplicationCondition::preventsSync)
                    .findFirst()
                    .map(c -> new Failed(
                            Reason.OPERATION_FAILED,
                            c.type() + ": " + c.message(),
                            "Correct the manifests or the Application's source"));
        }
        return Optional.empty();
    }

    /** The resources an Application's health waits for, and pods that may become a failure. */
    String unhealthy(ApplicationStatus status) {
        List<String> names = new ArrayList<>();
        status.notHealthy().forEach(r -> names.add(r.key() + " (" + r.health() + ")"));
        pods.forEach(trouble -> names.add(trouble.toString()));
        String rest = names.isEmpty() ? "its resources" : Wording.some(names);
        return "the Application to be Healthy; it is " + status.health() + "; not healthy: " + rest;
    }

    private boolean lasts(String key, Observation seen, Duration grace) {
        Instant first = firstSeen.get(key);
        return first != null && !seen.at().isBefore(first.plus(grace));
    }

    private static String degraded(ApplicationStatus status) {
        List<String> names = status.resources().stream()
                .filter(r -> r.health().status() == HealthStatus.DEGRADED)
                .map(r -> r.key() + " (" + r.health() + ")")
                .toList();
        return names.isEmpty() ? status.health().message() : Wording.some(names);
    }

    private static String advice(PodTrouble trouble) {
        return trouble.reason().contains("Crash")
                ? "See the pod's log in Argo CD; the pods of the previous revision keep running where the rollout strategy allows"
                : "Check that the image and tag exist and that the cluster may pull them";
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodFailure;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodText;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pods that a sync has brought and that do not run as they should.
 *
 * @param failing that cannot start
 * @param withoutNode that no node has taken
 * @param unready the others that are not ready: starting, or with a readiness probe that has not passed
 */
public record NewPods(List<PodFailure> failing, List<ResourceNode> withoutNode, List<ResourceNode> unready) {

    static final NewPods NONE = new NewPods(List.of(), List.of(), List.of());
    static final String NO_NODE =
            "Look at the pod's resources, tolerations, affinity and volumes, and at the cluster's capacity";

    /**
     * A hook's pods may crash: whether that is a failure is for its Job to say, and for Argo CD that tries it again.
     *
     * @param since when the sync began; null for none
     */
    public static NewPods of(ResourceTree tree, @Nullable Instant since, AppliedResources applied) {
        List<ResourceNode> pods = applied.newPods(tree, since);
        List<PodFailure> failing = PodFailure.of(pods).stream()
                .filter(trouble -> !(trouble.isCrash() && applied.isOfHook(tree, trouble.pod())))
                .map(trouble -> applied.isEarly(trouble.pod()) ? trouble.uncertain() : trouble)
                .toList();
        List<ResourceNode> withoutNode =
                pods.stream().filter(PodFailure::isPending).toList();
        Set<ResourceNode> named = Collections.newSetFromMap(new IdentityHashMap<>());
        failing.forEach(trouble -> named.add(trouble.pod()));
        named.addAll(withoutNode);
        List<ResourceNode> unready = pods.stream()
                .filter(pod -> pod.health().status() != HealthStatus.HEALTHY
                        && !pod.reason().equals("Terminating"))
                .filter(pod -> !named.contains(pod) && !applied.isOfHook(tree, pod))
                .toList();
        return new NewPods(failing, withoutNode, unready);
    }

    /** Such as {@code pod web-1-x (org/web:2): Running 0/1}. */
    List<String> describe() {
        List<String> words = new ArrayList<>();
        failing.forEach(trouble -> words.add(trouble.toString()));
        Stream.concat(withoutNode.stream(), unready.stream())
                .forEach(pod -> words.add(PodText.name(pod) + ": " + PodText.state(pod)));
        return words;
    }

    /** The one to look at first; null for none. */
    @Nullable
    ResourceNode first() {
        return Stream.of(failing.stream().map(PodFailure::pod), withoutNode.stream(), unready.stream())
                .flatMap(pods -> pods)
                .findFirst()
                .orElse(null);
    }

    /** What to do about the first one. */
    Optional<String> advice() {
        if (!failing.isEmpty()) {
            return Optional.of(advice(failing.get(0)));
        }
        if (!withoutNode.isEmpty()) {
            return Optional.of(NO_NODE);
        }
        return unready.stream().findFirst().map(NewPods::advice);
    }

    private static String advice(ResourceNode pod) {
        if (!pod.reason().equals("Running")) {
            return "Look at the pod's events and log, or allow more time";
        }
        return PodFailure.isReady(pod)
                ? "Look at the pod's log, or allow more time"
                : "Look at the pod's log and its readiness probe, or allow more time";
    }

    static String advice(PodFailure trouble) {
        return trouble.isCrash()
                ? "See the pod's log in Argo CD; the pods of the previous revision keep running where the rollout strategy allows"
                : "Check that the image and tag exist and that the cluster may pull them";
    }
}

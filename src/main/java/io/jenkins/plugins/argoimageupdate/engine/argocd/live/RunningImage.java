package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.WorkloadPod;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An image as a container of a pod has it.
 *
 * @param written as the pod's specification says it, with tag or digest
 * @param of the pod that has it, with its workload
 */
record RunningImage(ImageReference image, String written, WorkloadPod of) {

    /** The images of all pods but those of workloads that are no longer in Git and only wait to be deleted. */
    static List<RunningImage> allOf(ApplicationStatus status, List<WorkloadPod> pods) {
        Set<ResourceKey> pruned = status.resources().stream()
                .filter(ResourceStatus::pruned)
                .map(ResourceStatus::key)
                .collect(Collectors.toCollection(HashSet::new));
        List<RunningImage> images = new ArrayList<>();
        for (WorkloadPod pod : pods) {
            if (!pruned.contains(pod.workload().key())) {
                pod.pod()
                        .images()
                        .forEach(image -> images.add(new RunningImage(ImageReference.parseRunning(image), image, pod)));
            }
        }
        return List.copyOf(images);
    }

    ResourceNode pod() {
        return of.pod();
    }

    boolean newest() {
        return of.newest();
    }

    /** Whether the pod has started and serves (that of a Job is Progressing until its end), or has done its work. */
    boolean isReady() {
        return pod().health().status() == HealthStatus.HEALTHY
                || pod().reason().equals("Running") && PodFailure.isReady(pod());
    }

    /**
     * Whether the pod has failed for good, such as one that was evicted: it stays in the list, and another takes its place. An error ends
     * the pods of tasks alone; those of other workloads are started again.
     */
    boolean hasEnded() {
        return PodFailure.isGone(pod())
                || pod().health().status() == HealthStatus.DEGRADED
                        && of.isOfTask()
                        && PodFailure.of(List.of(pod())).isEmpty()
                        && !PodFailure.isPending(pod());
    }

    /** Whether Argo CD has looked at the workload's pods and found enough of them, so that one that goes or has failed does not count. */
    boolean isOfHealthyWorkload() {
        return !of.workload().equals(pod()) && of.workload().health().status() == HealthStatus.HEALTHY;
    }

    /** Whether the workload is on its way to other pods, or was paused there. */
    boolean isBeingReplaced() {
        HealthStatus health = of.workload().health().status();
        return health == HealthStatus.PROGRESSING || health == HealthStatus.SUSPENDED;
    }

    /** Whether it is of a Rollout of Argo Rollouts that has given its newest revision up, or cannot go on with it. */
    boolean isGivenUp() {
        return ProgressiveRollout.isOne(of.workload()) && of.workload().health().status() == HealthStatus.DEGRADED;
    }

    /** Of which Rollout, and why. */
    String givenUp() {
        String message = ArgoCdMessages.quoted(of.workload().health().message());
        return of.workload().key() + ", which is Degraded" + (message.isEmpty() ? "" : ": " + message);
    }

    /**
     * Whether a pod that cannot start fails because of this image: the one that the message names, by its name or by that of its
     * container where that is called like the image; any of them where the message names none.
     */
    boolean isBlamed(DesiredImage desired) {
        if (pod().images().size() == 1) {
            return true;
        }
        String message = pod().health().message();
        List<String> named = pod().images().stream().filter(message::contains).toList();
        if (!named.isEmpty()) {
            return named.contains(written);
        }
        String base = image.name().substring(image.name().lastIndexOf('/') + 1);
        if (message.contains("container=" + base + " ")
                || message.contains("container=" + desired.image().alias() + " ")) {
            return true;
        }
        return pod().images().stream()
                .map(other -> ImageReference.parse(other).name())
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .noneMatch(other -> message.contains("container=" + other + " "));
    }
}

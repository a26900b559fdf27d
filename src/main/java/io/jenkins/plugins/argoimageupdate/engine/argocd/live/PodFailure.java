package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.WorkloadPod;
import java.util.List;
import java.util.Set;

/**
 * A pod that cannot start.
 *
 * @param certain whether waiting is of no use, as for an image that does not exist
 */
public record PodFailure(ResourceNode pod, String reason, boolean certain) {

    private static final Set<String> CANNOT_START = Set.of(
            "ImagePullBackOff",
            "ErrImagePull",
            "ErrImageNeverPull",
            "InvalidImageName",
            "ImageInspectError",
            "RegistryUnavailable",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "StartError",
            "ContainerCannotRun",
            "CrashLoopBackOff");
    private static final Set<String> WITHOUT_NODE = Set.of("Pending", "Unschedulable", "SchedulingGated");
    private static final Set<String> NO_USE_WAITING = Set.of("InvalidImageName", "ErrImageNeverPull");
    /** What the kubelet or a controller says of a pod that it has ended; {@code OutOfcpu} and the like besides. */
    private static final Set<String> GONE = Set.of(
            "Evicted",
            "Terminating",
            "Terminated",
            "NodeShutdown",
            "Shutdown",
            "NodeAffinity",
            "NodeLost",
            "Preempting",
            "UnexpectedAdmissionError",
            "ContainerStatusUnknown");

    private static final int MANY_RESTARTS = 3;

    /** Those of these pods that cannot start. A pod that is only pending is no such pod: see {@link #isPending}. */
    public static List<PodFailure> of(List<ResourceNode> pods) {
        return pods.stream()
                .filter(pod -> CANNOT_START.contains(withoutInit(pod.reason())))
                .map(pod -> new PodFailure(pod, pod.reason(), isCertain(pod)))
                .toList();
    }

    /** What to do about a pod that keeps an image from being live. */
    public static String advice(ResourceTree tree, ResourceNode pod) {
        boolean old = WorkloadPod.allOf(tree).stream().anyMatch(one -> one.pod().equals(pod) && !one.newest());
        if (old) {
            String namespace = pod.key().namespace().isEmpty()
                    ? ""
                    : " --namespace " + pod.key().namespace();
            return "Delete it: kubectl delete pod" + namespace + " " + pod.key().name();
        }
        return pod.reason().contains("Crash")
                ? "See the pod's log in Argo CD"
                : "Check that the image and tag exist and that the cluster may pull them";
    }

    /** The same with some time to go away by itself. */
    public PodFailure uncertain() {
        return new PodFailure(pod, reason, false);
    }

    /** Whether no node has taken the pod: a scheduled one is ContainerCreating, PodInitializing or further. */
    public static boolean isPending(ResourceNode pod) {
        return WITHOUT_NODE.contains(pod.reason());
    }

    /** Whether it will not run again, whatever its image: another one takes its place. */
    static boolean isGone(ResourceNode pod) {
        return GONE.contains(pod.reason()) || pod.reason().startsWith("OutOf");
    }

    /** Whether all its containers are ready, which a Job's pod can be without being healthy before its end. */
    public static boolean isReady(ResourceNode pod) {
        String[] containers = pod.readyContainers().split("/", 2);
        return containers.length == 2 && containers[0].equals(containers[1]);
    }

    /** Whether its containers have been started, and end again or fail. */
    public boolean isCrash() {
        return reason.contains("Crash");
    }

    private static boolean isCertain(ResourceNode pod) {
        String message = pod.health().message();
        return NO_USE_WAITING.contains(withoutInit(pod.reason()))
                || isPull(pod) && (message.contains("manifest unknown") || message.contains("not found"))
                || pod.restarts() >= MANY_RESTARTS;
    }

    /** A Secret or ConfigMap that is not found may be on its way, as those that an operator makes are. */
    private static boolean isPull(ResourceNode pod) {
        return withoutInit(pod.reason()).contains("ImagePull");
    }

    /** A failing init container is shown as {@code Init:CrashLoopBackOff}. */
    private static String withoutInit(String reason) {
        return reason.startsWith("Init:") ? reason.substring("Init:".length()) : reason;
    }

    /** {@code pod frontend-74c4-tvtf9 (org/frontend:main-1) cannot start: ImagePullBackOff: Back-off pulling image …}. */
    @Override
    public String toString() {
        String message = pod.health().message().strip();
        return PodText.name(pod) + " cannot start: " + reason + (message.isEmpty() ? "" : ": " + message);
    }
}

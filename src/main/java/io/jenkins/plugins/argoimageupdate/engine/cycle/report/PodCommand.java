package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What to type to see why a pod does not run. */
public final class PodCommand {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private PodCommand() {}

    /** Pods that do not run as they should, in the order of the tree. */
    public static List<ResourceReport> failing(List<ResourceReport> resources) {
        List<ResourceReport> pods = new ArrayList<>();
        for (ResourceReport resource : resources) {
            if (resource.kind().equals("Pod") && resource.health().equals("Degraded")) {
                pods.add(resource);
            }
            pods.addAll(failing(resource.children()));
        }
        return pods;
    }

    /** The logs of one that crashes, else what the cluster says of it; empty for a name that no pod can have. */
    public static String of(ResourceReport pod) {
        boolean named = NAME.matcher(pod.name()).matches()
                && (pod.namespace().isEmpty() || NAME.matcher(pod.namespace()).matches());
        if (!named) {
            return "";
        }
        String namespace = pod.namespace().isEmpty() ? "" : " --namespace " + pod.namespace();
        String reason = pod.pod() == null ? pod.detail() : pod.pod().reason();
        boolean started = reason.contains("Crash") || reason.contains("Error") && !reason.contains("Create");
        return started && !reason.contains("Image")
                ? "kubectl logs" + namespace + " " + pod.name() + " --all-containers --previous"
                : "kubectl describe pod" + namespace + " " + pod.name();
    }
}

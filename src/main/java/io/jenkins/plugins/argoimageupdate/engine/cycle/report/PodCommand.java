package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What to type to see why a pod does not run. */
public final class PodCommand {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern ENDED = Pattern.compile("(Init:)?(CrashLoopBackOff|Error|ExitCode:.*|Signal:.*)");

    private PodCommand() {}

    /**
     * Pods that do not run as they should, in the order of the tree: new ones that are not Healthy, unless they are being removed, as
     * after an abort; if there are none, Degraded ones.
     */
    public static List<ResourceReport> failing(List<ResourceReport> resources) {
        List<ResourceReport> pods = pods(resources);
        List<ResourceReport> late = pods.stream()
                .filter(pod -> pod.pod() != null && pod.pod().ofNewRevision())
                .filter(pod ->
                        !pod.health().equals("Healthy") && !pod.pod().reason().equals("Terminating"))
                .toList();
        return late.isEmpty()
                ? pods.stream().filter(pod -> pod.health().equals("Degraded")).toList()
                : late;
    }

    private static List<ResourceReport> pods(List<ResourceReport> resources) {
        List<ResourceReport> pods = new ArrayList<>();
        for (ResourceReport resource : resources) {
            if (resource.key().kind().equals("Pod")) {
                pods.add(resource);
            }
            pods.addAll(pods(resource.children()));
        }
        return pods;
    }

    /** The first of {@link #all}; empty for none. */
    public static String of(ResourceReport pod) {
        return all(pod).stream().findFirst().orElse("");
    }

    /**
     * The logs of one whose containers have ended, what the cluster says of one that never started, and both of one that runs and is not
     * ready; none for a name that no pod can have.
     */
    public static List<String> all(ResourceReport pod) {
        boolean named = NAME.matcher(pod.key().name()).matches()
                && (pod.key().namespace().isEmpty()
                        || NAME.matcher(pod.key().namespace()).matches());
        if (!named) {
            return List.of();
        }
        String namespace = pod.key().namespace().isEmpty()
                ? ""
                : " --namespace " + pod.key().namespace();
        boolean restarted = pod.pod() != null && pod.pod().restarts() > 0;
        String describe = "kubectl describe pod" + namespace + " " + pod.key().name();
        String logs = "kubectl logs" + namespace + " " + pod.key().name() + " --all-containers"
                + (restarted ? " --previous" : "");
        String reason = pod.pod() == null ? pod.detail() : pod.pod().reason();
        if (ENDED.matcher(reason).matches()) {
            return List.of(logs);
        }
        return reason.equals("Running") ? List.of(describe, logs) : List.of(describe);
    }
}

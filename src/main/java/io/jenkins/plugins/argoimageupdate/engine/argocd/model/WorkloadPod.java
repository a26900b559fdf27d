package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pod and the workload that it belongs to.
 *
 * @param workload the managed resource that owns it in the end, such as a Deployment; the pod itself where nothing does
 * @param newest whether it is of the workload's newest revision: of the ReplicaSet with the Deployment's (or Rollout's) number, of the
 *     last ControllerRevision of a StatefulSet or DaemonSet, of the last Job of a CronJob, of the last Revision of a Knative Service
 */
public record WorkloadPod(ResourceNode workload, ResourceNode pod, boolean newest) {

    /** Kubernetes sets it on the pods of StatefulSets (the ControllerRevision's name) and DaemonSets (the end of its name). */
    private static final String REVISION_HASH = "controller-revision-hash";

    /** What runs once and ends, or starts such things by itself. */
    private static final Set<String> TASKS =
            Set.of("Job", "CronJob", "ScaledJob", "Workflow", "CronWorkflow", "TaskRun", "PipelineRun");

    private static final Comparator<ResourceNode> BY_AGE =
            Comparator.comparing(ResourceNode::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** All pods of a tree, in its order. */
    public static List<WorkloadPod> allOf(ResourceTree tree) {
        Owners owners = new Owners(tree);
        return tree.pods().stream().map(owners::of).toList();
    }

    /** Whether it runs once, and keeps its image whatever becomes of the manifest that it was started from. */
    public boolean isOfTask() {
        return TASKS.contains(workload.key().kind());
    }

    /** Who owns whom. */
    private static final class Owners {

        private final Map<String, ResourceNode> byUid = new HashMap<>();
        private final Map<String, List<ResourceNode>> children = new HashMap<>();

        Owners(ResourceTree tree) {
            for (ResourceNode node : tree.nodes()) {
                if (!node.uid().isEmpty()) {
                    byUid.put(node.uid(), node);
                }
                node.parentUids()
                        .forEach(parent -> children.computeIfAbsent(parent, uid -> new ArrayList<>())
                                .add(node));
            }
        }

        WorkloadPod of(ResourceNode pod) {
            boolean newest = true;
            Set<String> seen = new HashSet<>();
            ResourceNode node = pod;
            ResourceNode owner = owner(node);
            while (owner != null && seen.add(owner.uid())) {
                newest &= isNewest(node, owner);
                node = owner;
                owner = owner(node);
            }
            return new WorkloadPod(node, pod, newest);
        }

        private ResourceNode owner(ResourceNode node) {
            return node.parentUids().stream()
                    .map(byUid::get)
                    .filter(parent -> parent != null && parent != node)
                    .findFirst()
                    .orElse(null);
        }

        private boolean isNewest(ResourceNode node, ResourceNode owner) {
            return switch (node.key().kind()) {
                case "ReplicaSet" -> isNewestReplicaSet(node, owner);
                case "Job", "Revision" -> isLast(node, owner);
                case "Pod" -> isOfLastControllerRevision(node, owner);
                default -> true;
            };
        }

        private boolean isNewestReplicaSet(ResourceNode replicaSet, ResourceNode owner) {
            String wanted = owner.rolloutRevision();
            if (!wanted.isEmpty() && !replicaSet.rolloutRevision().isEmpty()) {
                return wanted.equals(replicaSet.rolloutRevision());
            }
            return isLast(replicaSet, owner);
        }

        private boolean isLast(ResourceNode node, ResourceNode owner) {
            return children.getOrDefault(owner.uid(), List.of()).stream()
                    .filter(sibling -> sibling.key().kind().equals(node.key().kind()) && sibling.createdAt() != null)
                    .max(BY_AGE)
                    .filter(last -> !last.uid().equals(node.uid()))
                    .isEmpty();
        }

        /** True where nothing tells the revisions of pods apart. */
        private boolean isOfLastControllerRevision(ResourceNode pod, ResourceNode owner) {
            String hash = pod.labels().getOrDefault(REVISION_HASH, "");
            if (hash.isEmpty()) {
                return true;
            }
            return children.getOrDefault(owner.uid(), List.of()).stream()
                    .filter(child -> child.key().kind().equals("ControllerRevision"))
                    .max(Comparator.comparingLong(Owners::number).thenComparing(BY_AGE))
                    .map(last -> last.key().name().equals(hash)
                            || last.key().name().equals(owner.key().name() + "-" + hash))
                    .orElse(true);
        }

        private static long number(ResourceNode revision) {
            String digits = revision.rolloutRevision().replaceFirst("^Rev:", "");
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                return -1;
            }
        }
    }
}

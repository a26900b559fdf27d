package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Revisions revisions = new Revisions(tree);
        return tree.pods().stream().map(revisions::of).toList();
    }

    /** Whether it runs once, and keeps its image whatever becomes of the manifest that it was started from. */
    public boolean isOfTask() {
        return TASKS.contains(workload.key().kind());
    }

    /** Which resources are of the newest revision of what owns them, found out once for each. */
    private static final class Revisions {

        private final ResourceTree tree;
        private final Map<String, List<ResourceNode>> children = new HashMap<>();
        private final Map<ResourceNode, Boolean> newest = new IdentityHashMap<>();
        private final Map<String, Optional<ResourceNode>> last = new HashMap<>();
        private final Map<String, Optional<ResourceNode>> controllerRevisions = new HashMap<>();

        Revisions(ResourceTree tree) {
            this.tree = tree;
            for (ResourceNode node : tree.nodes()) {
                new LinkedHashSet<>(node.parentUids())
                        .forEach(parent -> children.computeIfAbsent(parent, uid -> new ArrayList<>())
                                .add(node));
            }
        }

        WorkloadPod of(ResourceNode pod) {
            List<ResourceNode> way = new ArrayList<>();
            ResourceNode node = pod;
            while (node != null && !newest.containsKey(node)) {
                way.add(node);
                node = tree.owner(node).orElse(null);
            }
            boolean all = node == null || newest.get(node);
            for (int i = way.size() - 1; i >= 0; i--) {
                all &= node == null || isNewest(way.get(i), node);
                node = way.get(i);
                newest.put(node, all);
            }
            return new WorkloadPod(tree.root(pod), pod, all);
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
            String kind = node.key().kind();
            return last.computeIfAbsent(
                            owner.uid() + " " + kind,
                            one -> children.getOrDefault(owner.uid(), List.of()).stream()
                                    .filter(sibling -> sibling.key().kind().equals(kind) && sibling.createdAt() != null)
                                    .max(BY_AGE))
                    .filter(one -> !one.uid().equals(node.uid()))
                    .isEmpty();
        }

        /** True where nothing tells the revisions of pods apart. */
        private boolean isOfLastControllerRevision(ResourceNode pod, ResourceNode owner) {
            String hash = pod.labels().getOrDefault(REVISION_HASH, "");
            if (hash.isEmpty()) {
                return true;
            }
            return controllerRevisions
                    .computeIfAbsent(
                            owner.uid(),
                            uid -> children.getOrDefault(uid, List.of()).stream()
                                    .filter(child -> child.key().kind().equals("ControllerRevision"))
                                    .max(Comparator.comparingLong(Revisions::number)
                                            .thenComparing(BY_AGE)))
                    .map(one -> one.key().name().equals(hash)
                            || one.key().name().equals(owner.key().name() + "-" + hash))
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

package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Trees of workloads and pods as Argo CD answers them, for those that are in no recording. */
final class Workloads {

    static final String REGISTRY = "127.0.0.1:15000/states/";
    static final Instant OLD = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant NEW = OLD.plusSeconds(600);

    private Workloads() {}

    static ResourceTree tree(ResourceNode... nodes) {
        return new ResourceTree(new ArrayList<>(Arrays.asList(nodes)));
    }

    static ResourceNode node(
            String kind, String name, String parent, Instant created, Map<String, String> info, HealthStatus health) {
        return new ResourceNode(
                new ResourceKey(group(kind), kind, "states", name),
                name,
                parent.isEmpty() ? List.of() : List.of(parent),
                new Health(health, ""),
                info,
                List.of(),
                created);
    }

    static ResourceNode pod(
            String name, String parent, String hash, HealthStatus health, String reason, String... images) {
        return new ResourceNode(
                new ResourceKey("", "Pod", "states", name),
                name,
                parent.isEmpty() ? List.of() : List.of(parent),
                new Health(health, ""),
                Map.of("Status Reason", reason),
                List.of(images),
                NEW,
                hash.isEmpty() ? Map.of() : Map.of("controller-revision-hash", hash));
    }

    private static String group(String kind) {
        return switch (kind) {
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ControllerRevision" -> "apps";
            case "CronJob", "Job" -> "batch";
            default -> "";
        };
    }
}

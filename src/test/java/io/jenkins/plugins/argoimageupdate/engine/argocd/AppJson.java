package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON of an Application {@code web} in a state that no recording has, in the form that the recordings show. */
public final class AppJson {

    private static final String SOURCE =
            "{\"repoURL\":\"http://git.example/web.git\",\"path\":\"chart\",\"targetRevision\":\"main\"}";

    private final ObjectNode json;
    private final ObjectNode status;

    private AppJson(ObjectNode json) {
        this.json = json;
        this.status = (ObjectNode) json.path("status");
    }

    /** Automated, compared with the commit, Healthy. */
    public static AppJson at(String revision) {
        return new AppJson((ObjectNode) JsonAnswers.MAPPER.readTree("""
                {"metadata":{"name":"web","namespace":"argocd","uid":"u-1","resourceVersion":"10"},
                 "spec":{"project":"default","source":%s,"syncPolicy":{"automated":{}}},
                 "status":{"sync":{"status":"Synced","revision":"%s","comparedTo":{"source":%s}},
                  "health":{"status":"Healthy","lastTransitionTime":"2026-11-24T11:00:00Z"},
                  "reconciledAt":"2026-11-24T12:00:00Z","resources":[],"history":[]}}""".formatted(SOURCE, revision, SOURCE)));
    }

    public AppJson manual() {
        ((ObjectNode) json.path("spec")).remove("syncPolicy");
        return this;
    }

    public AppJson version(String uid, int resourceVersion) {
        ((ObjectNode) json.path("metadata")).put("uid", uid).put("resourceVersion", Integer.toString(resourceVersion));
        return this;
    }

    public AppJson beingDeleted() {
        ((ObjectNode) json.path("metadata")).put("deletionTimestamp", "2026-11-24T12:00:00Z");
        return this;
    }

    public AppJson sync(String state) {
        ((ObjectNode) status.path("sync")).put("status", state);
        return this;
    }

    public AppJson comparedAt(String time) {
        status.put("reconciledAt", time);
        return this;
    }

    public AppJson health(String state, String since) {
        status.putObject("health").put("status", state).put("lastTransitionTime", since);
        return this;
    }

    public AppJson deployment(String name, String health, String message) {
        ObjectNode resource = ((ArrayNode) status.path("resources")).addObject();
        resource.put("group", "apps")
                .put("kind", "Deployment")
                .put("namespace", "web")
                .put("name", name);
        resource.put("status", "Synced");
        if (!health.isEmpty()) {
            resource.putObject("health").put("status", health).put("message", message);
        }
        return this;
    }

    public AppJson condition(String type, String message) {
        status.withArray("conditions").addObject().put("type", type).put("message", message);
        return this;
    }

    public AppJson deployed(String revision, String at, String user) {
        ObjectNode entry = ((ArrayNode) status.path("history")).addObject();
        entry.put("revision", revision).put("deployStartedAt", at);
        entry.set("source", JsonAnswers.MAPPER.readTree(SOURCE));
        if (user.isEmpty()) {
            entry.putObject("initiatedBy").put("automated", true);
        } else {
            entry.putObject("initiatedBy").put("username", user);
        }
        return this;
    }

    /** @param finishedAt empty for an operation under way */
    public AppJson operation(String phase, String revision, String message, String startedAt, String finishedAt) {
        ObjectNode state = status.putObject("operationState");
        ObjectNode operation = state.putObject("operation");
        operation.putObject("initiatedBy").put("username", "admin");
        ObjectNode sync = operation.putObject("sync");
        sync.set("source", JsonAnswers.MAPPER.readTree(SOURCE));
        if (!revision.isEmpty()) {
            sync.put("revision", revision);
        }
        state.put("phase", phase).put("message", message).put("startedAt", startedAt);
        if (!finishedAt.isEmpty()) {
            state.put("finishedAt", finishedAt);
        }
        return this;
    }

    public AppJson retried(int times) {
        ((ObjectNode) status.path("operationState")).put("retryCount", times);
        return this;
    }

    public AppJson applied(String deployment) {
        result("apps", "Deployment", deployment)
                .put("status", "Synced")
                .put("hookPhase", "Running")
                .put("syncPhase", "Sync")
                .put("message", "deployment.apps/" + deployment + " configured");
        return this;
    }

    /** Applied, and Degraded while its wave waited for it. */
    public AppJson failed(String deployment, String message) {
        result("apps", "Deployment", deployment)
                .put("status", "Synced")
                .put("hookPhase", "Failed")
                .put("syncPhase", "Sync")
                .put("message", message);
        return this;
    }

    public AppJson hook(String type, String job, String phase, String message) {
        result("batch", "Job", job)
                .put("hookType", type)
                .put("hookPhase", phase)
                .put("syncPhase", type)
                .put("message", message);
        return this;
    }

    private ObjectNode result(String group, String kind, String name) {
        ObjectNode state = (ObjectNode) status.path("operationState");
        ObjectNode result = state.path("syncResult").isObject()
                ? (ObjectNode) state.path("syncResult")
                : state.putObject("syncResult");
        return result.withArray("resources")
                .addObject()
                .put("group", group)
                .put("version", "v1")
                .put("kind", kind)
                .put("namespace", "web")
                .put("name", name);
    }

    public String json() {
        return json.toString();
    }

    public LiveApplication live() {
        return ApplicationJson.live(json);
    }

    /** The answer of {@code /resource-tree} with these nodes. */
    public static String tree(ObjectNode... nodes) {
        ObjectNode tree = JsonAnswers.MAPPER.createObjectNode();
        ArrayNode array = tree.putArray("nodes");
        List.of(nodes).forEach(array::add);
        return tree.toString();
    }

    public static ResourceTree treeOf(ObjectNode... nodes) {
        return ResourceTree.of(JsonAnswers.MAPPER.readTree(tree(nodes)));
    }

    /** @param parent kind and name, such as {@code ReplicaSet/web-1}; empty for a managed resource */
    public static ObjectNode node(String group, String kind, String name, String parent, String createdAt) {
        ObjectNode node = JsonAnswers.MAPPER.createObjectNode();
        node.put("group", group).put("kind", kind).put("namespace", "web").put("name", name);
        node.put("uid", kind + "/" + name).put("createdAt", createdAt);
        if (!parent.isEmpty()) {
            node.putArray("parentRefs").addObject().put("uid", parent);
        }
        return node;
    }

    public static ObjectNode pod(
            String name, String parent, String createdAt, String reason, String ready, String health) {
        ObjectNode pod = node("", "Pod", name, parent, createdAt);
        ArrayNode info = pod.putArray("info");
        info.addObject().put("name", "Status Reason").put("value", reason);
        info.addObject().put("name", "Containers").put("value", ready);
        pod.putArray("images").add("org/web:2");
        pod.putObject("health").put("status", health);
        return pod;
    }

    public static ObjectNode saying(ObjectNode node, String message) {
        ((ObjectNode) node.path("health")).put("message", message);
        return node;
    }

    /** A Deployment with its ReplicaSets, of which the last one is current. */
    public static List<ObjectNode> deploymentNodes(String name, String... replicaSets) {
        List<ObjectNode> nodes = new ArrayList<>();
        ObjectNode deployment = node("apps", "Deployment", name, "", "2026-11-01T00:00:00Z");
        deployment.putArray("info").addObject().put("name", "Revision").put("value", "Rev:" + replicaSets.length);
        nodes.add(deployment);
        for (int i = 0; i < replicaSets.length; i++) {
            ObjectNode set = node("apps", "ReplicaSet", replicaSets[i], "Deployment/" + name, "2026-11-01T00:00:00Z");
            set.putArray("info").addObject().put("name", "Revision").put("value", "Rev:" + (i + 1));
            nodes.add(set);
        }
        return nodes;
    }
}

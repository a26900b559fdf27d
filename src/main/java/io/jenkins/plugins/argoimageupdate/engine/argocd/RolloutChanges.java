package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is different from one look to the next. */
final class RolloutChanges {

    private RolloutChanges() {}

    /**
     * The changes in the order they are read: Application, operation, resources, pods.
     *
     * @param before null for the first look, where only the Application's own state is told
     */
    static List<RolloutChange> between(Observation before, Observation after) {
        Map<String, String> old = before == null ? Map.of() : facts(before);
        Map<String, String> now = before == null ? summary(after) : facts(after);
        List<RolloutChange> changes = new ArrayList<>();
        now.forEach((what, state) -> {
            String was = old.getOrDefault(what, "");
            if (!was.equals(state)) {
                changes.add(new RolloutChange(after.at(), what, was, state));
            }
        });
        old.forEach((what, state) -> {
            if (!now.containsKey(what)) {
                changes.add(new RolloutChange(after.at(), what, state, ""));
            }
        });
        return changes;
    }

    private static Map<String, String> summary(Observation seen) {
        ApplicationStatus status = seen.application().status();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("sync status", status.sync() + " at " + Wording.shorten(status.revisions()));
        facts.put("health", status.health().toString());
        Operation operation = status.operation();
        if (operation != null) {
            facts.put(
                    "sync",
                    operation.phase() + " to " + Wording.shorten(operation.revisions())
                            + (operation.message().isEmpty() ? "" : ": " + Wording.quoted(operation.message())));
        }
        for (ApplicationCondition condition : status.conditions()) {
            facts.put(condition.type(), Wording.quoted(condition.message()));
        }
        return facts;
    }

    private static Map<String, String> facts(Observation seen) {
        Map<String, String> facts = summary(seen);
        for (ResourceStatus resource : seen.application().status().resources()) {
            if (resource.health().status() != HealthStatus.NONE) {
                facts.put(
                        resource.key().toString(),
                        Wording.quoted(resource.health().toString()));
            }
        }
        for (ResourceNode pod : seen.tree().pods()) {
            String images = pod.images().isEmpty() ? "" : " (" + String.join(", ", pod.images()) + ")";
            facts.put("pod " + pod.key().name() + images, podState(pod));
        }
        return facts;
    }

    private static String podState(ResourceNode pod) {
        String ready = pod.readyContainers().isEmpty() ? "" : " " + pod.readyContainers();
        String restarts = pod.restarts() == 0 ? "" : ", " + pod.restarts() + " restarts";
        String message = Wording.quoted(pod.health().message());
        return (pod.reason().isEmpty() ? pod.health().status().toString() : pod.reason())
                + ready
                + restarts
                + (message.isEmpty() ? "" : ": " + message);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.text;

import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts hostile text into the answers of an Argo CD: into every message, and into a share of all other fields. */
public final class HostileAnswers implements BiFunction<String, JsonNode, JsonNode> {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a run finds its way by. */
    private static final Set<String> KEPT = Set.of("repoURL", "resourceVersion", "targetRevision");

    private final Random random;
    private final HostileStrings hostile;
    private final double share;

    /** @param share of the fields that are no messages, from 0 to 1 */
    public HostileAnswers(long seed, double share) {
        this.random = new Random(seed);
        this.hostile = new HostileStrings(seed);
        this.share = share;
    }

    @Override
    public synchronized JsonNode apply(String path, JsonNode answer) {
        plant(answer, "");
        return answer;
    }

    private void plant(JsonNode node, String key) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames().toArray(String[]::new)) {
                JsonNode value = object.get(name);
                boolean text = name.equals("message") || random.nextDouble() < share;
                if (value.isString() && text && !KEPT.contains(name)) {
                    object.put(name, random.nextBoolean() ? value.asString() + hostile.next() : hostile.next());
                } else {
                    plant(value, name);
                }
            }
            enrich(object, key);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isString() && random.nextDouble() < share && !key.equals("manifests")) {
                    array.set(i, JSON.valueToTree(array.get(i).asString() + hostile.next()));
                } else {
                    plant(array.get(i), key);
                }
            }
        }
    }

    /** Adds what the stand-in does not say by itself. */
    private void enrich(ObjectNode object, String key) {
        if (object.has("health") && object.get("health").isObject()) {
            ((ObjectNode) object.get("health")).put("message", hostile.next());
            if (random.nextInt(4) == 0) {
                ((ObjectNode) object.get("health")).put("status", "Degraded");
            }
        }
        switch (key) {
            case "status" -> {
                object.putArray("conditions")
                        .addObject()
                        .put("type", random.nextBoolean() ? "ComparisonError" : hostile.next())
                        .put("message", hostile.next());
                if (object.get("operationState") instanceof ObjectNode state) {
                    state.put("message", hostile.next());
                    state.put("phase", random.nextInt(3) == 0 ? "Failed" : "Succeeded");
                }
            }
            case "syncResult" ->
                object.putArray("resources")
                        .addObject()
                        .put("kind", "Job")
                        .put("name", hostile.next())
                        .put("status", "SyncFailed")
                        .put("hookType", "PreSync")
                        .put("hookPhase", "Failed")
                        .put("message", hostile.next());
            case "metadata" -> {
                object.putObject("labels").put(hostile.next(), hostile.next());
                if (object.get("annotations") instanceof ObjectNode annotations && random.nextInt(3) == 0) {
                    annotations.put(
                            "argocd-image-updater.argoproj.io/frontend.allow-tags", "regexp:(" + hostile.next());
                    annotations.put("argocd-image-updater.argoproj.io/" + hostile.next(), hostile.next());
                }
            }
            case "nodes" -> {
                ArrayNode info = object.withArray("info");
                info.addObject().put("name", "Status Reason").put("value", hostile.next());
                info.addObject().put("name", "Containers").put("value", hostile.next());
                info.addObject().put("name", "Restart Count").put("value", "9".repeat(40));
            }
            default -> {}
        }
    }
}

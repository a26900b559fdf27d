package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Patch (RFC 6902) that sets values in a source. Each list it replaces is tested first, so that the server refuses the
 * patch when somebody has changed that list since it was read; then it is made anew from what is there now.
 */
final class SpecPatch {

    private static final int ATTEMPTS = 5;
    private static final Set<Reason> FINAL =
            EnumSet.of(Reason.UNAUTHORIZED, Reason.FORBIDDEN, Reason.NOT_FOUND, Reason.UNTRUSTED_CERTIFICATE);

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final SourceUpdate update;

    SpecPatch(SourceUpdate update) {
        this.update = update;
    }

    /** The Application that is patched. */
    interface Target {
        JsonNode read() throws InterruptedException;

        /** Returns it as it is then. */
        JsonNode send(JsonNode patch) throws InterruptedException;

        /** What it means that somebody has changed it. */
        ArgoCdException changed();
    }

    /**
     * Sets it where it is not set already.
     *
     * @param onlyOn fingerprints of specifications of which it has to have one; empty for any
     */
    SpecWritten apply(Target target, Set<String> onlyOn) throws InterruptedException {
        JsonNode seen = target.read();
        for (int attempt = 1; ; attempt++) {
            ArrayNode patch = of(seen);
            String spec = fingerprint(seen);
            if (patch.isEmpty()) {
                return new SpecWritten(attempt > 1, spec);
            }
            if (!onlyOn.isEmpty()) {
                if (!onlyOn.contains(spec)) {
                    throw target.changed();
                }
                patch.insertObject(0).put("op", "test").put("path", "/spec").set("value", seen.path("spec"));
            }
            try {
                return new SpecWritten(true, fingerprint(target.send(patch)));
            } catch (ArgoCdException e) {
                if (FINAL.contains(e.reason()) || attempt == ATTEMPTS) {
                    throw e;
                }
                JsonNode now = target.read();
                if (now.path("spec").equals(seen.path("spec")) && e.reason() != Reason.RACE_LOST) {
                    throw e;
                }
                seen = now;
            }
        }
    }

    /** The same for the same specification, in whatever order its members are. */
    private static String fingerprint(JsonNode application) {
        byte[] text = SORTED.writeValueAsBytes(SORTED.treeToValue(application.path("spec"), Object.class));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The operations that are needed; none when the source has it all. */
    ArrayNode of(JsonNode application) {
        String path = path(application.path("spec"));
        JsonNode source = application.at(path);
        ArrayNode patch = JsonAnswers.MAPPER.createArrayNode();
        if (path.contains("/sources/")) {
            test(patch, path + "/repoURL", source.path("repoURL"));
        }
        int guards = patch.size();
        if (!update.helmParameters().isEmpty()) {
            set(
                    patch,
                    new Place(path, source, "helm", "parameters"),
                    helm(source.path("helm").path("parameters")));
        }
        if (!update.kustomizeImages().isEmpty()) {
            set(
                    patch,
                    new Place(path, source, "kustomize", "images"),
                    images(source.path("kustomize").path("images")));
        }
        if (!update.pluginEnv().isEmpty()) {
            set(
                    patch,
                    new Place(path, source, "plugin", "env"),
                    variables(source.path("plugin").path("env")));
        }
        return patch.size() > guards ? patch : JsonAnswers.MAPPER.createArrayNode();
    }

    private record Place(String sourcePath, JsonNode source, String block, String list) {
        String blockPath() {
            return sourcePath + "/" + block;
        }

        String listPath() {
            return blockPath() + "/" + list;
        }
    }

    private String path(JsonNode spec) {
        if (spec.path("sourceHydrator").isObject()) {
            return "/spec/sourceHydrator/drySource";
        }
        return spec.path("sources").isEmpty() ? "/spec/source" : "/spec/sources/" + update.source();
    }

    private static void set(ArrayNode patch, Place place, ArrayNode merged) {
        JsonNode block = place.source().path(place.block());
        JsonNode list = block.path(place.list());
        if (list.equals(merged)) {
            return;
        }
        if (list.isArray()) {
            test(patch, place.listPath(), list);
            operation(patch, "replace", place.listPath(), merged);
        } else if (block.isObject()) {
            test(patch, place.blockPath(), block);
            operation(patch, "add", place.listPath(), merged);
        } else {
            test(patch, place.sourcePath(), place.source());
            ObjectNode created = JsonAnswers.MAPPER.createObjectNode();
            created.set(place.list(), merged);
            operation(patch, "add", place.blockPath(), created);
        }
    }

    private ArrayNode helm(JsonNode existing) {
        ArrayNode merged = copy(existing);
        for (HelmParameter parameter : update.helmParameters()) {
            for (ObjectNode entry : named(merged, parameter.name())) {
                entry.put("value", parameter.value());
                if (parameter.forceString()) {
                    entry.put("forceString", true);
                }
            }
        }
        return merged;
    }

    private ArrayNode variables(JsonNode existing) {
        ArrayNode merged = copy(existing);
        for (PluginVariable variable : update.pluginEnv()) {
            named(merged, variable.name()).forEach(entry -> entry.put("value", variable.value()));
        }
        return merged;
    }

    private ArrayNode images(JsonNode existing) {
        ArrayNode merged = copy(existing);
        for (String image : update.kustomizeImages()) {
            int at = -1;
            for (int i = 0; i < merged.size(); i++) {
                String entry = merged.get(i).asString("");
                boolean same = imageName(entry).equals(imageName(image))
                        || entry.equals(update.replacedImages().get(image));
                at = same ? i : at;
            }
            if (at < 0) {
                merged.add(image);
            } else {
                merged.set(at, JsonAnswers.MAPPER.getNodeFactory().stringNode(image));
            }
        }
        return merged;
    }

    /** The name in the manifests: before {@code =} if there is one, else the image without tag and digest. */
    private static String imageName(String image) {
        if (image.contains("=")) {
            return image.substring(0, image.indexOf('='));
        }
        String untagged = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = untagged.lastIndexOf(':');
        return colon > untagged.lastIndexOf('/') ? untagged.substring(0, colon) : untagged;
    }

    private static ArrayNode copy(JsonNode existing) {
        return existing.isArray() ? (ArrayNode) existing.deepCopy() : JsonAnswers.MAPPER.createArrayNode();
    }

    /** The entries of a name, of which the last one counts; a new one where there is none. */
    private static List<ObjectNode> named(ArrayNode entries, String name) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (entry instanceof ObjectNode object && Objects.equals(text(entry, "name"), name)) {
                found.add(object);
            }
        }
        return found.isEmpty() ? List.of(entries.addObject().put("name", name)) : found;
    }

    private static void test(ArrayNode patch, String path, JsonNode value) {
        operation(patch, "test", path, value);
    }

    private static void operation(ArrayNode patch, String op, String path, JsonNode value) {
        patch.addObject().put("op", op).put("path", path).set("value", value);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An image that a resource in the cluster names otherwise than its manifest (Argo CD: {@code ResourceDiff} in its API description). What
 * the Application's {@code ignoreDifferences} leave out is none.
 *
 * @param resource that names it
 * @param git as the manifest says it
 * @param live as the cluster says it
 * @param manager who wrote it in the cluster, such as {@code kubectl-set} (Kubernetes: {@code metadata.managedFields}); empty where that is
 *     not told
 * @param since when it was written; null where that is not told
 */
public record ImageDifference(
        ResourceKey resource,
        ImageReference git,
        ImageReference live,
        String manager,
        @Nullable Instant since) {

    public ImageDifference {
        manager = CleanText.line(manager, 100);
    }

    /** Whether Argo CD itself wrote what is live, and has not followed its manifests since. */
    public boolean isByArgoCd() {
        return manager.startsWith("argocd-");
    }

    /** Reads the answer of {@code /managed-resources}. Resources that are only in one of the two are left out. */
    public static List<ImageDifference> allOf(JsonNode answer) {
        List<ImageDifference> all = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            JsonNode target = parse(item, "targetState");
            JsonNode whole = parse(item, "liveState");
            JsonNode normalized = parse(item, "normalizedLiveState");
            JsonNode live = normalized.isObject() ? normalized : whole;
            if (target.isObject() && live.isObject()) {
                ManagedFields owners = new ManagedFields(whole.path("metadata").path("managedFields"));
                collect(JsonAnswers.key(item), target, live, List.of(), owners, all);
            }
        }
        return List.copyOf(all);
    }

    private static JsonNode parse(JsonNode item, String field) {
        try {
            return JsonAnswers.MAPPER.readTree(text(item, field));
        } catch (JacksonException e) {
            return JsonAnswers.MAPPER.missingNode();
        }
    }

    private static void collect(
            ResourceKey resource,
            JsonNode target,
            JsonNode live,
            List<String> path,
            ManagedFields owners,
            List<ImageDifference> all) {
        target.properties().forEach(field -> {
            JsonNode there = live.path(field.getKey());
            List<String> next = ManagedFields.with(path, "f:" + field.getKey());
            if (ManifestImages.FIELDS.contains(field.getKey())
                    && field.getValue().isString()
                    && there.isString()) {
                add(resource, field.getValue().asString(), there.asString(), next, owners, all);
            } else {
                collect(resource, field.getValue(), there, next, owners, all);
            }
        });
        if (target.isArray()) {
            for (JsonNode element : target) {
                String name = text(element, "name");
                for (JsonNode other : name.isEmpty() ? List.<JsonNode>of() : live) {
                    if (text(other, "name").equals(name)) {
                        collect(
                                resource,
                                element,
                                other,
                                ManagedFields.with(path, ManagedFields.named(name)),
                                owners,
                                all);
                    }
                }
            }
        }
    }

    private static void add(
            ResourceKey resource,
            String target,
            String live,
            List<String> path,
            ManagedFields owners,
            List<ImageDifference> all) {
        ImageReference git = ImageReference.parseRunning(target.strip());
        ImageReference there = ImageReference.parseRunning(live.strip());
        if (!git.equals(there)) {
            ManagedFields.Owner owner = owners.of(path);
            all.add(new ImageDifference(resource, git, there, owner.manager(), owner.since()));
        }
    }
}

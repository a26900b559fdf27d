package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to set in one source of an Application. What is set already by the same name is replaced, the rest stays.
 *
 * @param source which of the sources, from 0
 * @param kustomizeImages such as {@code name:tag} or {@code name=other:tag}
 * @param replacedImages which entry such an image takes the place of, where the names alone do not tell
 */
public record SourceUpdate(
        int source,
        List<HelmParameter> helmParameters,
        List<String> kustomizeImages,
        List<PluginVariable> pluginEnv,
        Map<String, String> replacedImages) {

    public SourceUpdate(
            int source,
            List<HelmParameter> helmParameters,
            List<String> kustomizeImages,
            List<PluginVariable> pluginEnv) {
        this(source, helmParameters, kustomizeImages, pluginEnv, Map.of());
    }

    /**
     * Only what differs between a source as it was read and as it should be, so that a value that others have changed meanwhile is
     * not set back.
     *
     * @param before the source as it was read
     * @param after all that it should have, in the same order, new entries at the end
     */
    public static SourceUpdate between(ApplicationSource before, SourceUpdate after) {
        List<String> oldImages = orEmpty(before.kustomizeImages());
        Map<String, String> replaced = new HashMap<>();
        for (int i = 0; i < Math.min(oldImages.size(), after.kustomizeImages().size()); i++) {
            replaced.put(after.kustomizeImages().get(i), oldImages.get(i));
        }
        return new SourceUpdate(
                after.source(),
                without(after.helmParameters(), before.helmParameters()),
                without(after.kustomizeImages(), oldImages),
                without(after.pluginEnv(), before.pluginEnv()),
                replaced);
    }

    /** Whether there is nothing to set. */
    public boolean isEmpty() {
        return helmParameters.isEmpty() && kustomizeImages.isEmpty() && pluginEnv.isEmpty();
    }

    /** A line for each value, such as {@code image.tag: 1.2.3}. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        helmParameters.forEach(parameter -> lines.add(parameter.name() + ": " + parameter.value()));
        kustomizeImages.forEach(image -> lines.add("kustomize image: " + image));
        pluginEnv.forEach(variable -> lines.add(variable.name() + ": " + variable.value()));
        return lines;
    }

    private static <T> List<T> without(List<T> after, @Nullable List<T> before) {
        Set<T> known = new HashSet<>(orEmpty(before));
        return after.stream().filter(entry -> !known.contains(entry)).toList();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}

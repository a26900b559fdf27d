package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One source of an Application.
 *
 * @param path the directory in the repository; empty for a chart from a Helm repository
 * @param chart the chart's name; empty for a directory in Git
 * @param ref by which name {@code helm.valueFiles} of other sources mean this repository; empty for none
 * @param helm null when the source has no such block; likewise kustomizeImages and pluginEnv
 */
public record ApplicationSource(
        String repoUrl,
        String path,
        String chart,
        String targetRevision,
        String ref,
        @Nullable Helm helm,
        @Nullable List<String> kustomizeImages,
        @Nullable List<PluginVariable> pluginEnv) {

    /**
     * The block {@code helm} of a source.
     *
     * @param valueFiles as written
     * @param values {@code valuesObject} or {@code values}, as YAML; empty for none
     */
    public record Helm(List<HelmParameter> parameters, List<String> valueFiles, String values) {}

    /** An entry of {@code helm.parameters}. */
    public record HelmParameter(String name, String value, boolean forceString) {}

    /** An entry of {@code plugin.env}. */
    public record PluginVariable(String name, String value) {}

    /** {@code helm.parameters}; null when the source has no block {@code helm}. */
    public @Nullable List<HelmParameter> helmParameters() {
        return helm == null ? null : helm.parameters();
    }

    /** {@code helm.valueFiles}, as written; empty for none. */
    public List<String> valueFiles() {
        return helm == null ? List.of() : helm.valueFiles();
    }

    /** {@code helm.valuesObject} or {@code helm.values}, as YAML; empty for none. */
    public String values() {
        return helm == null ? "" : helm.values();
    }

    /** Whether it is a Git repository, and not one of Helm charts or OCI artifacts. */
    public boolean isGit() {
        return chart.isEmpty() && !repoUrl.strip().startsWith("oci://");
    }

    /** Whether manifests come from it; a source that only has a name for others has none. */
    public boolean isRendered() {
        return ref.isEmpty() || !path.isEmpty() || !chart.isEmpty();
    }

    /** Such as {@code https://git.example.com/a.git, path charts/app}. */
    public String describe() {
        return RepositoryUrl.withoutUser(repoUrl)
                + (chart.isEmpty() ? "" : ", chart " + chart)
                + (path.isEmpty() ? "" : ", path " + path)
                + (ref.isEmpty() ? "" : ", ref " + ref);
    }
}

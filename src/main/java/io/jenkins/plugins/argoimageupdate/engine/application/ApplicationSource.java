package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.List;

/**
 * One source of an Application.
 *
 * @param path the directory in the repository; empty for a chart from a Helm repository
 * @param chart the chart's name; empty for a directory in Git
 * @param helm null when the source has no such block; likewise kustomizeImages and pluginEnv
 */
public record ApplicationSource(
        String repoUrl,
        String path,
        String chart,
        String targetRevision,
        List<HelmParameter> helm,
        List<String> kustomizeImages,
        List<PluginVariable> pluginEnv) {

    /** An entry of {@code helm.parameters}. */
    public record HelmParameter(String name, String value, boolean forceString) {}

    /** An entry of {@code plugin.env}. */
    public record PluginVariable(String name, String value) {}
}

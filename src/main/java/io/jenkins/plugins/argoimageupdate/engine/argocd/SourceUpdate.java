package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import java.util.List;

/**
 * What to set in one source of an Application. What is set already by the same name is replaced, the rest stays.
 *
 * @param source which of the sources, from 0
 * @param kustomizeImages such as {@code name:tag} or {@code name=other:tag}
 */
public record SourceUpdate(
        int source, List<HelmParameter> helmParameters, List<String> kustomizeImages, List<PluginVariable> pluginEnv) {}

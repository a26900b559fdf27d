package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * Names a Kubernetes resource.
 *
 * @param group empty for the core group
 */
public record ResourceKey(String group, String kind, String namespace, String name) {

    public ResourceKey {
        group = CleanText.line(group);
        kind = CleanText.line(kind);
        namespace = CleanText.line(namespace);
        name = CleanText.line(name);
    }

    /** {@code Deployment/frontend}. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}

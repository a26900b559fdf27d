package io.jenkins.plugins.argoimageupdate.engine.argocd;

/**
 * Names a Kubernetes resource.
 *
 * @param group empty for the core group
 */
public record ResourceKey(String group, String kind, String namespace, String name) {

    /** {@code Deployment/frontend}. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}

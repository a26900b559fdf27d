package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Comparator;

/**
 * Names a Kubernetes resource.
 *
 * @param group empty for the core group
 */
public record ResourceKey(String group, String kind, String namespace, String name) implements Comparable<ResourceKey> {

    private static final Comparator<ResourceKey> ORDER = Comparator.comparing(ResourceKey::group)
            .thenComparing(ResourceKey::kind)
            .thenComparing(ResourceKey::namespace)
            .thenComparing(ResourceKey::name);

    public ResourceKey {
        group = CleanText.line(group);
        kind = CleanText.line(kind);
        namespace = CleanText.line(namespace);
        name = CleanText.line(name);
    }

    /** An order keeps maps fast also where a server chooses names of equal hashes. */
    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code Deployment/frontend}. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;

/**
 * An Application on an Argo CD server.
 *
 * @param argocd the configured name of the server
 * @param namespace empty for that of Argo CD
 */
record StageKey(String argocd, String namespace, String application) implements Comparable<StageKey> {

    private static final String USUAL_NAMESPACE = "argocd";

    /** As arguments write it, who may leave out what is the default. */
    static StageKey of(String argocd, String namespace, String application) {
        return new StageKey(server(argocd), namespace.equals(USUAL_NAMESPACE) ? "" : namespace, application);
    }

    /** Whether an Application is this one, as far as is known: who leaves its namespace out means that of Argo CD, whatever it is. */
    boolean covers(String server, String space, String name) {
        return application.equals(name)
                && (argocd.isEmpty() || server.isEmpty() || argocd.equals(server))
                && (namespace.isEmpty() || space.isEmpty() || namespace.equals(space));
    }

    private static String server(String name) {
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return ArgoImageUpdateConfiguration.get().argoCdServer("").getName();
        } catch (UpdateException e) {
            return "";
        }
    }

    @Override
    public int compareTo(StageKey other) {
        return toString().compareTo(other.toString());
    }

    /** Such as {@code shop-prod (production)}. */
    @Override
    public String toString() {
        return (namespace.isEmpty() ? "" : namespace + "/")
                + application
                + (argocd.isEmpty() ? "" : " (" + argocd + ")");
    }
}

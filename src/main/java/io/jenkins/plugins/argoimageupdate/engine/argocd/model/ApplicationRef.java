package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;

/**
 * Names an Application to the API.
 *
 * @param namespace where the resource lives; empty for Argo CD's own namespace
 * @param project if known, else empty: with it an unknown Application is 404 rather than 403
 */
public record ApplicationRef(String name, String namespace, String project) {

    /** One in Argo CD's own namespace whose project is not known. */
    public static ApplicationRef named(String name) {
        return new ApplicationRef(name, "", "");
    }

    /** An Application that was read before, with its namespace and project. */
    public static ApplicationRef of(Application application) {
        return new ApplicationRef(application.name(), application.namespace(), application.project());
    }

    @Override
    public String toString() {
        return "Application " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}

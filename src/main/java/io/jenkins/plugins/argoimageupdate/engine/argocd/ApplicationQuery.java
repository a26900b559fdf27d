package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;

/**
 * Which Applications to list. An empty part restricts nothing.
 *
 * @param project a project's name
 * @param namespace where the Application resources live
 */
public record ApplicationQuery(String project, LabelSelector labels, String namespace) {

    public static final ApplicationQuery ALL = new ApplicationQuery("", LabelSelector.ANY, "");

    /** The parameters with which the server leaves out most of the others. */
    String parameters() {
        boolean byProject = namespace.isEmpty();
        return ApiCall.query(
                "selector", labels.text(), byProject ? "projects" : "appNamespace", byProject ? project : namespace);
    }

    boolean takes(Application application) {
        return (project.isEmpty() || project.equals(application.project()))
                && (namespace.isEmpty() || namespace.equals(application.namespace()))
                && labels.matches(application.labels());
    }
}

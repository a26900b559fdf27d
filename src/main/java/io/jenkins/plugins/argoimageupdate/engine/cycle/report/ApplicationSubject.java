package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * Which Application a report is about.
 *
 * @param namespace of the Application; empty when not known; likewise project
 * @param argocd the server's name; empty when no Argo CD is involved
 * @param url of the Application in Argo CD's UI; empty when no Argo CD is involved
 */
public record ApplicationSubject(String name, String namespace, String project, String argocd, String url) {

    /** One of which nothing is known yet. */
    public static final ApplicationSubject UNKNOWN = new ApplicationSubject("", "", "", "", "");

    public ApplicationSubject {
        name = CleanText.line(name);
        namespace = CleanText.line(namespace);
        project = CleanText.line(project);
        argocd = CleanText.line(argocd);
        url = CleanText.line(url);
    }

    /** How its Argo CD is asked about it. */
    public ApplicationRef ref() {
        return new ApplicationRef(name, namespace, project);
    }

    /** Whether an Argo CD is involved. */
    public boolean hasArgoCd() {
        return !argocd.isEmpty();
    }

    /** Whether both are the same Application, whatever its project and URL. */
    boolean isSame(ApplicationSubject other) {
        return name.equals(other.name) && namespace.equals(other.namespace) && argocd.equals(other.argocd);
    }
}

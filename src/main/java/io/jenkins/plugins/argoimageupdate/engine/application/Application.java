package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import java.util.Map;

/**
 * An Argo CD Application as far as updating its images needs it: what is declared, and what Argo CD has observed.
 *
 * @param namespace where the Application resource lives; empty when not known
 */
public record Application(
        String name,
        String namespace,
        String project,
        Map<String, String> labels,
        Map<String, String> annotations,
        ApplicationSources sources,
        ObservedApplication observed) {

    public Application {
        name = CleanText.line(name);
        namespace = CleanText.line(namespace);
        project = CleanText.line(project);
        labels = CleanText.lines(labels);
    }

    /** The same, running other images. */
    public Application running(List<String> images) {
        ObservedApplication running =
                new ObservedApplication(observed.controlPlaneNamespace(), observed.sourceTypes(), List.copyOf(images));
        return new Application(name, namespace, project, labels, annotations, sources, running);
    }
}

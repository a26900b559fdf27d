package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import java.util.Map;

/**
 * An Argo CD Application as far as updating its images needs it.
 *
 * @param namespace where the Application resource lives; empty when not known
 * @param controlPlaneNamespace where Argo CD itself runs ({@code controllerNamespace} of its settings); empty when not known.
 *     Override files of an Application elsewhere carry its namespace in their name
 * @param sources {@code spec.sources}, or the one {@code spec.source}; for a hydrated Application its dry source
 * @param multiSource whether {@code spec.sources} is used
 * @param hydrated whether {@code spec.sourceHydrator} is used
 * @param sourceTypes {@code status.sourceTypes} or the one {@code status.sourceType}, such as {@code Helm}; empty until Argo CD has seen the source
 * @param liveImages {@code status.summary.images}, as written there
 */
public record Application(
        String name,
        String namespace,
        String controlPlaneNamespace,
        String project,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<ApplicationSource> sources,
        boolean multiSource,
        boolean hydrated,
        List<String> sourceTypes,
        List<String> liveImages) {

    public Application {
        name = CleanText.line(name);
        namespace = CleanText.line(namespace);
        controlPlaneNamespace = CleanText.line(controlPlaneNamespace);
        project = CleanText.line(project);
        labels = CleanText.lines(labels);
        sourceTypes = CleanText.lines(sourceTypes);
    }

    /** The same, running other images. */
    public Application running(List<String> images) {
        return new Application(
                name,
                namespace,
                controlPlaneNamespace,
                project,
                labels,
                annotations,
                sources,
                multiSource,
                hydrated,
                sourceTypes,
                List.copyOf(images));
    }
}

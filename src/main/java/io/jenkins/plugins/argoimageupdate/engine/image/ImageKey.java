package io.jenkins.plugins.argoimageupdate.engine.image;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which image it is, of all that a job watches.
 *
 * @param argocd the name of the Argo CD server; empty where none takes part
 * @param namespace of the Application; empty when not known
 * @param application its name, which is that of another one at another server
 * @param label see {@link ImageReference#label}
 * @param image registry and name, without tag
 */
public record ImageKey(String argocd, String namespace, String application, String label, String image) {

    /** As it is stored, with spaces between; what is empty is left out. */
    @Override
    public String toString() {
        return Stream.of(argocd, namespace, application, label, image)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}

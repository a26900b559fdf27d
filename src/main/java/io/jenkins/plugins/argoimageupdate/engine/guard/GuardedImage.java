package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * An image of an Application, whoever updates it.
 *
 * @param argocd the server's name; empty when no Argo CD is involved
 * @param namespace of the Application; empty when not known
 * @param application its name
 * @param label the image's alias, or {@code image} where it has none
 * @param image registry and name, without tag
 */
public record GuardedImage(String argocd, String namespace, String application, String label, String image) {

    public GuardedImage {
        argocd = CleanText.line(argocd);
        namespace = CleanText.line(namespace);
        application = CleanText.line(application);
        image = CleanText.line(image);
        label = label == null || label.isEmpty() ? image : CleanText.line(label);
    }

    /**
     * Whether both mean the same image: one job may give it an alias, and another none. Two aliases of one name are two images.
     */
    public boolean covers(GuardedImage other) {
        return argocd.equals(other.argocd)
                && application.equals(other.application)
                && image.equals(other.image)
                && (namespace.equals(other.namespace) || namespace.isEmpty() || other.namespace.isEmpty())
                && (label.equals(other.label) || !hasAlias() || !other.hasAlias());
    }

    /** What tells it from the other images of a job. */
    public ImageKey key() {
        return new ImageKey(argocd, namespace, application, label, image);
    }

    private boolean hasAlias() {
        return !label.equals(image);
    }
}

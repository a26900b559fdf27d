package io.jenkins.plugins.argoimageupdate.engine.image;

/**
 * An image as a user names it: {@code [alias=][registry/]name[:tag][@digest]}.
 *
 * @param alias empty for none
 * @param registry host, with port if any; empty for the default registry
 * @param name the repository's name as written, without registry
 * @param tag null when neither tag nor digest is given; a version constraint is kept here as the tag's name
 */
public record ImageReference(String alias, String registry, String name, ImageTag tag) {

    /**
     * Reads any text; what cannot be an image is refused by the registry, not here. Everything up to the first {@code =} is the
     * alias.
     */
    public static ImageReference parse(String text) {
        return ImageReferenceParser.parse(text);
    }

    /**
     * Reads the same in two parts.
     *
     * @param alias empty for none
     * @param image what is written after the alias; an {@code =} in it ends no alias
     */
    public static ImageReference of(String alias, String image) {
        return ImageReferenceParser.parse(alias, image);
    }

    /** Whether the first of several components has a dot, such as {@code ghcr.io/org/app}; {@code localhost:5000/app} has not. */
    public static boolean hasRegistryPrefix(String image) {
        int slash = image.indexOf('/');
        return slash >= 0 && image.substring(0, slash).indexOf('.') >= 0;
    }

    /** Reads an image that runs: what no registry can have as its tag is none. */
    public static ImageReference parseRunning(String text) {
        ImageReference image = parse(text);
        return image.tag == null || image.tag.isPossible() ? image : image.with(null);
    }

    /** The image without its registry prefix, as far as {@link #hasRegistryPrefix} sees one. */
    public static String shortForm(String image) {
        return hasRegistryPrefix(image) ? image.substring(image.indexOf('/') + 1) : image;
    }

    /** The tag's name, which is a version constraint or the tag to follow; empty for none. */
    public String constraint() {
        return tag == null ? "" : tag.name();
    }

    /** {@code registry/name}, or only the name for the default registry or when the name has the registry already. */
    public String withoutTag() {
        return registry.isEmpty() || name.startsWith(registry + "/") ? name : registry + "/" + name;
    }

    /** What an Application's image is called: its alias, or {@link #withoutTag} where it has none. */
    public String label() {
        return alias.isEmpty() ? withoutTag() : alias;
    }

    /** The name without registry, wherever it was written. */
    public String nameAlone() {
        return !registry.isEmpty() && name.startsWith(registry + "/") ? name.substring(registry.length() + 1) : name;
    }

    /** {@code registry/name:tag@digest}, each as far as it is there. */
    public String withTag() {
        if (tag == null) {
            return withoutTag();
        }
        return withoutTag()
                + (tag.name().isEmpty() ? "" : ":" + tag.name())
                + (tag.digest().isEmpty() ? "" : "@" + tag.digest());
    }

    /** Whether both are of the same repository, {@code docker.io} being the default registry. */
    public boolean isSameRepository(ImageReference other) {
        return name.equals(other.name)
                && (registry.equals(other.registry) || (isDockerHub(registry) && isDockerHub(other.registry)));
    }

    private static boolean isDockerHub(String registry) {
        return registry.isEmpty() || registry.equals("docker.io");
    }

    /** The same image with another tag. */
    public ImageReference with(ImageTag other) {
        return new ImageReference(alias, registry, name, other);
    }

    /** {@code alias=registry/name:tag@digest}, each as far as it is there. */
    @Override
    public String toString() {
        return alias.isEmpty() ? withTag() : alias + "=" + withTag();
    }
}

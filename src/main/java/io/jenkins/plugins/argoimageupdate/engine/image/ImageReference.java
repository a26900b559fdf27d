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

    /** {@code registry/name}, or only the name for the default registry. */
    public String withoutTag() {
        return registry.isEmpty() ? name : registry + "/" + name;
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

    /** The same image with another tag. */
    public ImageReference with(ImageTag other) {
        return new ImageReference(alias, registry, name, other);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.image;

/**
 * A tag, a digest, or both, as in {@code app:1.2.3@sha256:…}.
 *
 * @param name the tag; empty when only a digest is given
 * @param digest {@code sha256:<hex>}; empty when only a tag is given
 */
public record ImageTag(String name, String digest) {

    /** Whether a registry can have it: a version constraint, or what somebody made up, is no such tag. */
    public boolean isPossible() {
        return (name.isEmpty() || TagName.isValid(name)) && (digest.isEmpty() || TagName.isDigest(digest));
    }

    /** One without a digest. */
    public static ImageTag ofName(String name) {
        return new ImageTag(name, "");
    }

    /**
     * Whether both mean the same image content: by digest as soon as one of them has one, by name otherwise
     * (Image Updater: {@code tag.go}, {@code Equals}).
     */
    public boolean matches(ImageTag other) {
        if (!digest.isEmpty() || !other.digest.isEmpty()) {
            return digest.equals(other.digest);
        }
        return name.equals(other.name);
    }

    /** {@code tag}, {@code tag@digest}, or {@code latest@digest} when there is only a digest. */
    public String withDigest() {
        if (digest.isEmpty()) {
            return name;
        }
        return (name.isEmpty() ? "latest" : name) + "@" + digest;
    }

    /** The digest if there is one, else the tag. */
    @Override
    public String toString() {
        return digest.isEmpty() ? name : digest;
    }
}

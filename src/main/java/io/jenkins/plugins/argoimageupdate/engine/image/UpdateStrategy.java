package io.jenkins.plugins.argoimageupdate.engine.image;

/** How one tag is preferred over the others. */
public enum UpdateStrategy {
    SEMVER("semver"),
    NEWEST_BUILD("newest-build"),
    NEWEST_PUSH("newest-push"),
    ALPHABETICAL("alphabetical"),
    NUMERIC("numeric"),
    DIGEST("digest");

    private final String id;

    UpdateStrategy(String id) {
        this.id = id;
    }

    /** The name that annotations, files and arguments use. */
    public String id() {
        return id;
    }
}

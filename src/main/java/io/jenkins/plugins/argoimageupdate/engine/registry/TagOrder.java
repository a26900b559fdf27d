package io.jenkins.plugins.argoimageupdate.engine.registry;

/** What the order of a registry's tag list means ({@code tagsortmode} in the Image Updater's registries.conf). */
public enum TagOrder {
    /** Nothing. */
    UNSORTED("unsorted"),
    /** The newest tag comes first, so that no metadata is needed. */
    LATEST_FIRST("latest-first"),
    /** The newest tag comes last, so that no metadata is needed. */
    LATEST_LAST("latest-last");

    private final String id;

    TagOrder(String id) {
        this.id = id;
    }

    /** The Image Updater's name of it. */
    public String id() {
        return id;
    }
}

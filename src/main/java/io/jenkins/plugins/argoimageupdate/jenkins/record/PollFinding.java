package io.jenkins.plugins.argoimageupdate.jenkins.record;

/** The cause of a build that a poll has started. It tells since when Jenkins knew of a version. */
public interface PollFinding {

    /**
     * Whether the poll found this version.
     *
     * @param application its name; empty without Argo CD
     * @param name of the image: its alias, or its name where it has none
     * @param version tag, or digest where there is no tag
     */
    boolean has(String application, String name, String version);
}

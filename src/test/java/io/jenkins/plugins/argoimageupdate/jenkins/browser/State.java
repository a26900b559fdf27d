package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import java.util.List;

/**
 * What there is in Jenkins while pages are looked at.
 *
 * @param name for people and file names, such as {@code five images, one failing}
 * @param user who looks; empty for an administrator
 * @param pages that are opened
 */
record State(String name, String user, List<Page> pages, Filling filling) {

    /** Brings an empty Jenkins into the state. */
    interface Filling {

        /** Also says which job, and which build, the pages are opened of. */
        void fill(SampleJenkins jenkins) throws Exception;
    }

    State(String name, List<Page> pages, Filling filling) {
        this(name, "", pages, filling);
    }

    String fileName() {
        return name.replaceAll("\\W+", "-");
    }

    @Override
    public String toString() {
        return name;
    }
}

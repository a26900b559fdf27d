package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * Which image a report is about, and how it is watched.
 *
 * @param alias empty for none
 * @param image registry and name, without tag
 * @param strategy its name, as written in configuration, or {@link #PROMOTED}
 * @param filter what the tag has to be, in words; empty for any
 * @param parameter what in Git carries the version, such as {@code the value frontend.tag}; empty where that is not told
 */
public record ImageSubject(String alias, String image, String strategy, String filter, String parameter) {

    /** Stands for a strategy where versions are promoted; the filter says from where. */
    public static final String PROMOTED = "promoted";

    public ImageSubject {
        alias = CleanText.line(alias);
        image = CleanText.line(image);
        strategy = CleanText.line(strategy);
        filter = CleanText.line(filter);
        parameter = CleanText.line(parameter);
    }

    /** The alias, or the image's name where it has none. */
    public String name() {
        return alias.isEmpty() ? image : alias;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

/**
 * What became of one image.
 *
 * @param image registry and name, without tag
 * @param strategy its name, as written in configuration
 * @param filter what the tag has to be, in words; empty for any
 * @param from what was live; {@link ImageVersion#UNKNOWN} if nothing was
 * @param to what is to be live; the same as {@code from} for an image that stays
 * @param detail why it was skipped; empty otherwise
 * @param selection null when no tag could be chosen or none had to be
 * @param failure null unless the outcome is {@link Outcome#FAILED}
 * @param registry how it was asked; null when it was not, and in reports that do not tell it
 */
public record ImageReport(
        String alias,
        String image,
        String strategy,
        String filter,
        Outcome outcome,
        ImageVersion from,
        ImageVersion to,
        String detail,
        SelectionReport selection,
        FailureReport failure,
        RegistryReport registry) {

    /** One of which it is not told how its registry was asked. */
    public ImageReport(
            String alias,
            String image,
            String strategy,
            String filter,
            Outcome outcome,
            ImageVersion from,
            ImageVersion to,
            String detail,
            SelectionReport selection,
            FailureReport failure) {
        this(alias, image, strategy, filter, outcome, from, to, detail, selection, failure, null);
    }

    /** What became of an image. */
    public enum Outcome {
        UPDATED,
        CURRENT,
        SKIPPED,
        FAILED
    }

    /** The alias, or the image's name where it has none. */
    public String name() {
        return alias.isEmpty() ? image : alias;
    }
}

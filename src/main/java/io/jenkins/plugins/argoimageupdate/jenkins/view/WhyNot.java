package io.jenkins.plugins.argoimageupdate.jenkins.view;

/**
 * The question why a tag was not chosen.
 *
 * @param place of the image on the page, as {@code update-application-image}
 */
public record WhyNot(String place, String tag) {

    private static final int LONGEST_TAG = 128;

    /** The answer, if the question is about the image at this place; empty otherwise. */
    public String answer(String asked, SelectionView selection) {
        if (!place.equals(asked)) {
            return "";
        }
        return tag.length() > LONGEST_TAG ? Messages.WhyNot_tooLong(LONGEST_TAG) : selection.whyNot(tag);
    }

    /** What was asked about the image at this place; empty for nothing. */
    public String asked(String other) {
        return place.equals(other) ? tag : "";
    }
}

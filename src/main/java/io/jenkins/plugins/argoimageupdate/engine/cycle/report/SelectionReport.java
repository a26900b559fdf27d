package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/**
 * How a tag was chosen, in numbers, and tag by tag.
 *
 * @param listed tags in the registry
 * @param allowed of these, left by allow-tags, ignore-tags and the constraint
 * @param considered of these, left by metadata too
 * @param notes warnings, such as several tags built at the same instant
 * @param tags the best first, then those passed over; no more than {@link #MAX_TAGS}
 */
public record SelectionReport(int listed, int allowed, int considered, List<String> notes, List<TagReport> tags) {

    public SelectionReport {
        notes = CleanText.lines(notes);
    }

    /** How many tags a report keeps. */
    public static final int MAX_TAGS = Budget.PAGE_TAGS.intValue();
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.List;

/** A line of a unified diff, with the class that its style has. */
public record DiffLine(String text, String style) {

    private static final int MOST_LINES = Budget.PAGE_LINES.intValue();

    static List<DiffLine> of(String diff) {
        return diff.lines().limit(MOST_LINES).map(DiffLine::line).toList();
    }

    private static DiffLine line(String text) {
        String style = "aiu-diff-same";
        if (text.startsWith("+++") || text.startsWith("---") || text.startsWith("diff ") || text.startsWith("index ")) {
            style = "aiu-diff-file";
        } else if (text.startsWith("@@")) {
            style = "aiu-diff-place";
        } else if (text.startsWith("+")) {
            style = "aiu-diff-added";
        } else if (text.startsWith("-")) {
            style = "aiu-diff-removed";
        }
        return new DiffLine(text.isEmpty() ? " " : text, style);
    }
}

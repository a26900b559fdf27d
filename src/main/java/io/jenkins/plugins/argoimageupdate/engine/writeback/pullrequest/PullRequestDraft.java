package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import java.util.List;

/**
 * A pull request to be opened.
 *
 * @param head the branch that was pushed
 * @param base the branch to merge it into
 * @param labels to be put on it
 */
public record PullRequestDraft(String head, String base, String title, String body, List<String> labels) {

    private static final int MAX_TITLE = 255;
    private static final int MAX_BODY = 65_536;

    /** With the first line of a commit's message as title and the rest as body, as far as hosts take them. */
    public static PullRequestDraft of(String head, String base, String message, List<String> labels) {
        String[] parts = message.strip().split("\\R", 2);
        return new PullRequestDraft(
                head, base, cut(parts[0], MAX_TITLE), cut(parts.length == 1 ? "" : parts[1].strip(), MAX_BODY), labels);
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}

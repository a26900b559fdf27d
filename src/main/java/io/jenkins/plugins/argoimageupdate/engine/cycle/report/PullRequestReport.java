package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Objects;

/**
 * A pull request that waits to be merged, or was decided on.
 *
 * @param name such as {@code #12}
 * @param url of its page
 */
public record PullRequestReport(String name, String url, State state) {

    public PullRequestReport {
        name = CleanText.line(name);
        url = CleanText.line(url);
        Objects.requireNonNull(state);
    }

    /** How it is after the run. */
    public enum State {
        /** Opened by the run. */
        OPENED,
        /** It was there already. */
        OPEN,
        MERGED,
        /** Closed without having been merged; the same change is not proposed again. */
        CLOSED
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * A pull request, which GitLab calls a merge request, as its host knows it.
 *
 * @param number within the repository
 * @param name as people write it, such as {@code #12} or {@code !12}
 * @param url of its page
 */
public record PullRequest(long number, String name, String url, State state) {

    public PullRequest {
        name = CleanText.line(name);
        url = CleanText.line(url);
    }

    /** What became of it. */
    public enum State {
        OPEN,
        MERGED,
        /** Somebody decided against it. */
        CLOSED
    }
}

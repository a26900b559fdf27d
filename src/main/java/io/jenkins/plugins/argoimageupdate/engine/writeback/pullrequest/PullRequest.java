package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

/**
 * A pull request, which GitLab calls a merge request, as its host knows it.
 *
 * @param number within the repository
 * @param name as people write it, such as {@code #12} or {@code !12}
 * @param url of its page
 */
public record PullRequest(long number, String name, String url, State state) {

    /** What became of it. */
    public enum State {
        OPEN,
        MERGED,
        /** Somebody decided against it. */
        CLOSED
    }
}

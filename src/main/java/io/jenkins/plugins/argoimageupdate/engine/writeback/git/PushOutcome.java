package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.util.List;

/** What came of a change. Commits are full hexadecimal ids, branches have no {@code refs/heads/}. */
public sealed interface PushOutcome {

    /** The branch that was (or would be) pushed to. */
    String branch();

    /**
     * The commit is the tip of the remote branch.
     *
     * @param base the branch that was built upon by configuration, resolved if it was the default one
     * @param parent the commit it was put on
     * @param files the paths changed, sorted
     * @param diff the change as a unified diff
     * @param message the commit's whole message
     */
    record Pushed(
            String commit, String branch, String base, String parent, List<String> files, String diff, String message)
            implements PushOutcome {}

    /** A dry run: what {@link Pushed} would have been. */
    record WouldPush(String branch, String base, String parent, List<String> files, String diff, String message)
            implements PushOutcome {}

    /**
     * The branch has it all already.
     *
     * @param tip the commit looked at; that of {@code base} as long as a separate push branch does not exist
     * @param exists whether the branch is there
     */
    record NothingToDo(String tip, String branch, String base, boolean exists) implements PushOutcome {}
}

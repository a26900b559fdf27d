package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import java.util.Set;

/**
 * What to commit and where.
 *
 * @param base the branch to build upon; empty or {@code HEAD} for the repository's default branch
 * @param push the branch to push to; empty for {@code base}. If it exists already it is built upon instead of {@code base}
 * @param dryRun whether to stop before the push
 * @param onlyOn full IDs of commits of which one has to be the tip still; empty for any
 */
public record BranchChange(
        String base, String push, TreeEdit edit, CommitStyle style, boolean dryRun, Set<String> onlyOn) {

    /** On whatever is the tip. */
    public BranchChange(String base, String push, TreeEdit edit, CommitStyle style, boolean dryRun) {
        this(base, push, edit, style, dryRun, Set.of());
    }

    /** On one branch, for real. */
    public static BranchChange on(String branch, TreeEdit edit) {
        return new BranchChange(branch, "", edit, CommitStyle.DEFAULT, false);
    }

    /** Whether it may be made on a commit. */
    boolean isOn(String commit) {
        return onlyOn.isEmpty() || onlyOn.contains(commit);
    }

    BranchChange pushedTo(String branch) {
        return new BranchChange(base, branch, edit, style, dryRun, onlyOn);
    }

    /** The same, made by somebody else or signed in another way. */
    public BranchChange styled(CommitStyle other) {
        return new BranchChange(base, push, edit, other, dryRun, onlyOn);
    }

    BranchChange asDryRun() {
        return new BranchChange(base, push, edit, style, true, onlyOn);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Move;
import java.util.List;

/**
 * What a branch carried in some files.
 *
 * @param states newest first: the first is what it carries now, the last is as far back as was looked
 * @param gap why it is not known as far back as was asked, as a sentence; empty if it is
 */
public record BranchHistory(List<State> states, String gap) {

    /**
     * The files at a time.
     *
     * @param tree can be read as long as the commit is edited; other files than those asked for are of about that time
     * @param move what brought them there
     */
    public record State(RepositoryTree tree, Move move) {}
}

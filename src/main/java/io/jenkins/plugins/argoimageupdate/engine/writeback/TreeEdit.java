package io.jenkins.plugins.argoimageupdate.engine.writeback;

import java.util.Optional;

/** Turns the files of a branch's tip into the commit to put on top of it; called again on the new tip when a push loses a race. */
@FunctionalInterface
public interface TreeEdit {

    /** Returns empty when there is nothing to do on this tip. */
    Optional<CommitDraft> edit(RepositoryTree tip);
}

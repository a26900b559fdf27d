package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Lets JGit stop when the thread is interrupted. */
final class Interruption extends EmptyProgressMonitor {

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }
}

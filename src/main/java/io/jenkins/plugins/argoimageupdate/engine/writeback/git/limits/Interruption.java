package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Lets JGit stop when the thread is interrupted or time is up. */
public final class Interruption extends EmptyProgressMonitor {

    private final GitBudget budget;

    public Interruption(GitBudget budget) {
        this.budget = budget;
    }

    @Override
    public boolean isCancelled() {
        return budget.isOver();
    }

    /** JGit asks seldom whether it is to stop, but tells of each object. */
    @Override
    public void update(int completed) {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}

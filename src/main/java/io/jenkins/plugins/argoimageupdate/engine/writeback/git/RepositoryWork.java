package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.CacheDamage;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.CacheRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.GitRepositoryCache;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.LocalStoreException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.RepositoryLease;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.InterruptibleCall;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitAddress;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitConnection;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitFailures;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs work on a cached repository within {@link GitLimits}. A cache that turns out to be damaged is made anew, once. Where a connection
 * ends before the server answers, all is asked once more: a server may close a connection that it had kept open just when it is used
 * again.
 */
final class RepositoryWork {

    private static final Logger LOGGER = Logger.getLogger(RepositoryWork.class.getName());

    private final GitRepositoryCache cache;
    private final GitLimits limits;

    RepositoryWork(GitRepositoryCache cache, GitLimits limits) {
        this.cache = cache;
        this.limits = limits;
    }

    /** Work that can be done again from the start: where the cache was damaged, or a connection was closed. */
    @FunctionalInterface
    interface Work<T> {
        T run(CacheRepository repository, GitConnection connection) throws IOException, InterruptedException;
    }

    /**
     * @param what such as {@code read branch main}
     * @throws GitException if the server, the network or the disk does not let it
     * @throws InterruptedException if an interrupt ended it
     */
    <T> T run(GitRemote remote, String what, Work<T> work) throws InterruptedException {
        GitAddress address = GitAddress.of(remote);
        GitBudget budget = new GitBudget(limits);
        return InterruptibleCall.of(budget, () -> run(remote, address, budget, what, work));
    }

    private <T> T run(GitRemote remote, GitAddress address, GitBudget budget, String what, Work<T> work)
            throws InterruptedException {
        String attempted = what + " of " + address.shown();
        try (RepositoryLease lease = cache.acquire(address, budget.left())) {
            try {
                return onceMoreIfUnanswered(lease, remote, budget, attempted, work);
            } catch (LocalStoreException damaged) {
                reset(lease, damaged);
                return onceMoreIfUnanswered(lease, remote, budget, attempted, work);
            }
        } catch (LocalStoreException e) {
            throw GitFailures.isDamage(e)
                    ? counted(GitFailures.ofBrokenObjects(e, attempted), remote)
                    : cache.storage(e);
        }
    }

    private <T> T onceMoreIfUnanswered(
            RepositoryLease lease, GitRemote remote, GitBudget budget, String attempted, Work<T> work)
            throws InterruptedException {
        try {
            return attempt(lease, remote, budget, attempted, work);
        } catch (GitException e) {
            if (!GitFailures.isUnanswered(e) || budget.isOver()) {
                throw counted(e, remote);
            }
            LOGGER.log(Level.FINE, e, () -> "A connection was closed, trying once more: " + attempted);
            remote.metrics().retry();
        }
        try {
            return attempt(lease, remote, budget, attempted, work);
        } catch (GitException e) {
            throw counted(e, remote);
        }
    }

    private void reset(RepositoryLease lease, LocalStoreException damaged) {
        if (lease.isNew()) {
            throw damaged;
        }
        try {
            lease.reset(damaged);
        } catch (IOException e) {
            throw cache.storage(e);
        }
    }

    private <T> T attempt(RepositoryLease lease, GitRemote remote, GitBudget budget, String attempted, Work<T> work)
            throws InterruptedException {
        GitConnection connection = null;
        try {
            connection = new GitConnection(remote, lease.repository(), budget);
            T result = work.run(lease.repository(), connection);
            remote.metrics().answered();
            return result;
        } catch (UpdateException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (GitFailures.isInterruption(e, budget)) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            if (e instanceof LocalStoreException damaged) {
                throw damaged;
            }
            if (connection == null) {
                throw new LocalStoreException(e);
            }
            GitFailures failures = new GitFailures(connection);
            if (failures.mayBeLocal(e) && isDamaged(lease, e)) {
                throw new LocalStoreException(e);
            }
            throw failures.of(e, attempted);
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    private static boolean isDamaged(RepositoryLease lease, Exception failure) {
        return GitFailures.isDamage(failure)
                || !lease.isNew() && CacheDamage.of(lease.repository()).isPresent();
    }

    private static GitException counted(GitException failure, GitRemote remote) {
        remote.metrics().failure(failure.getMessage());
        return failure;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.CacheRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.GitRepositoryCache;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Changes branches of remote repositories. Safe for use by several threads; work on one repository is done one after the
 * other, also among processes that share the cache directory.
 */
public final class GitWorkspace {

    /** How often a change is made anew because the branch moved meanwhile. */
    static final int MAX_ATTEMPTS = 5;

    private static final Logger LOGGER = Logger.getLogger(GitWorkspace.class.getName());

    private final GitRepositoryCache cache;
    private final RepositoryWork work;
    private final RaceDelay delay;
    private final Clock clock;
    private final RecentTips recent;
    private final @Nullable Instant notBefore;

    /** @param cacheDirectory may be deleted at any time; what is fetched with different credentials is kept apart */
    public GitWorkspace(Path cacheDirectory) {
        this(cacheDirectory, RaceDelay.JITTER, Clock.systemUTC(), GitLimits.DEFAULT);
    }

    public GitWorkspace(Path cacheDirectory, RaceDelay delay, Clock clock, GitLimits limits) {
        this.cache = new GitRepositoryCache(cacheDirectory);
        this.delay = delay;
        this.clock = clock;
        this.work = new RepositoryWork(cache, limits);
        this.recent = new RecentTips();
        this.notBefore = null;
    }

    private GitWorkspace(GitWorkspace other, Instant notBefore) {
        this.cache = other.cache;
        this.delay = other.delay;
        this.clock = other.clock;
        this.work = other.work;
        this.recent = other.recent;
        this.notBefore = notBefore;
    }

    /** The same, whose dry runs can do with tips of branches that others asked for at the given time or later. */
    public GitWorkspace notOlderThan(Instant instant) {
        return new GitWorkspace(this, instant);
    }

    /**
     * Keeps the cache within a size: what was used the longest time ago goes first.
     *
     * @return how many bytes are left in it
     * @throws IOException if the disk does not let it
     */
    public long shrinkCache(long bytes) throws IOException, InterruptedException {
        return cache.shrink(bytes);
    }

    /**
     * Commits a change and pushes it. If the branch moves meanwhile, the edit is done again on the new tip. The remote branch
     * has either the whole commit or nothing of it, whatever happens here.
     *
     * @throws GitException if it did not reach the branch
     * @throws UpdateException what the edit throws
     */
    public PushOutcome commit(GitRemote remote, BranchChange change) throws InterruptedException {
        String attempted = (change.dryRun() ? "read" : "update") + " branch " + branch(change);
        return work.run(remote, attempted, (repository, connection) -> {
            for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
                Optional<PushOutcome> outcome = attempt(repository, connection, change);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                LOGGER.log(Level.FINE, "The branch moved during attempt {0}: {1}", new Object[] {attempt, remote});
                remote.metrics().retry();
                delay.await(attempt);
            }
            throw new GitException(
                    Reason.RACE_LOST,
                    attempted + " of " + remote,
                    "it moved at each of " + MAX_ATTEMPTS + " attempts",
                    "Try again when fewer others push to it");
        });
    }

    /**
     * Reads files of a branch's tip.
     *
     * @param branch empty or {@code HEAD} for the default branch
     * @throws GitException if it cannot be had
     */
    public <T> T read(GitRemote remote, String branch, Function<RepositoryTree, T> reading)
            throws InterruptedException {
        return work.run(remote, "read branch " + (branch.isEmpty() ? "HEAD" : branch), (repository, connection) -> {
            ObjectId tip =
                    new BranchTips(repository, connection).fetch(branch, "").tip();
            try (ObjectReader reader = repository.newObjectReader();
                    RevWalk walk = new RevWalk(reader)) {
                return reading.apply(
                        new CommitTree(reader, walk.parseCommit(tip).getTree()));
            }
        });
    }

    /**
     * Reads files of a commit.
     *
     * @param branch whose history is searched for the beginning of an ID; empty or {@code HEAD} for the default branch
     * @param id the full one, or at least seven characters of it
     * @throws GitException if it cannot be had, or is not the only one
     */
    public <T> T readCommit(GitRemote remote, String branch, String id, Function<RepositoryTree, T> reading)
            throws InterruptedException {
        return work.run(remote, "read commit " + id, (repository, connection) -> {
            BranchTips tips = new BranchTips(repository, connection);
            ObjectId commit = tips.fetchCommit(
                    ObjectId.isId(id) ? id : new CommitSearch(repository, connection, branch).find(id));
            try (ObjectReader reader = repository.newObjectReader();
                    RevWalk walk = new RevWalk(reader)) {
                return reading.apply(
                        new CommitTree(reader, walk.parseCommit(commit).getTree()));
            }
        });
    }

    private static GitException moved(BranchTips.Tip onto, GitConnection connection) {
        return new GitException(
                Reason.RACE_LOST,
                "update branch " + onto.target() + " of " + connection.address().shown(),
                "somebody else has committed to it meanwhile: it is at "
                        + onto.tip().name().substring(0, 7),
                "Look at what they changed, and roll back by hand if that is still needed");
    }

    private Optional<PushOutcome> attempt(CacheRepository repository, GitConnection connection, BranchChange change)
            throws IOException {
        BranchTips tips = new BranchTips(repository, connection);
        BranchTips.Tip onto =
                change.dryRun() ? tip(repository, tips, change) : tips.fetch(change.base(), change.push());
        TipHistory past = new TipHistory(repository, connection, onto, change.style(), clock);
        CommitWriter writer = new CommitWriter(repository, clock);
        if (!change.isOn(onto.tip().name())) {
            return Optional.of(new ArrivedCommit(repository, tips, writer)
                    .find(onto, change, past)
                    .orElseThrow(() -> moved(onto, connection)));
        }
        Optional<CommitWriter.Written> written = writer.write(onto.tip(), change.edit(), change.style(), past);
        if (written.isEmpty()) {
            return Optional.of(
                    new PushOutcome.NothingToDo(onto.tip().name(), onto.target(), onto.base(), onto.exists()));
        }
        CommitWriter.Written made = written.get();
        String parent = onto.tip().name();
        if (change.dryRun()) {
            return Optional.of(new PushOutcome.WouldPush(
                    onto.target(), onto.base(), parent, made.files(), made.diff(), made.message()));
        }
        recent.forget(repository);
        if (!new BranchPush(repository, connection, tips).push(onto, made.commit())) {
            return Optional.empty();
        }
        return Optional.of(new PushOutcome.Pushed(
                made.commit().name(), onto.target(), onto.base(), parent, made.files(), made.diff(), made.message()));
    }

    private BranchTips.Tip tip(CacheRepository repository, BranchTips tips, BranchChange change) throws IOException {
        if (notBefore != null) {
            Optional<BranchTips.Tip> known = recent.find(repository, change, notBefore);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Instant now = Instant.now();
        BranchTips.Tip tip = tips.fetch(change.base(), change.push());
        recent.note(repository, change, now, tip);
        return tip;
    }

    private static String branch(BranchChange change) {
        String branch = change.push().isEmpty() ? change.base() : change.push();
        return branch.isEmpty() ? "HEAD" : branch;
    }
}

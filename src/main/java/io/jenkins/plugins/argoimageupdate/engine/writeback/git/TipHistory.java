package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Move;
import io.jenkins.plugins.argoimageupdate.engine.writeback.BranchHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitChain.Link;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitConnection;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What was on the branches of a tip before. It is fetched when it is asked for and not known, once. */
final class TipHistory {

    /** Most repositories have fewer commits of other files in between. */
    private static final int COMMITS_FOR_ONE_OF_A_FILE = 5;

    /** What part of the time that is looked back may be missing. */
    private static final int NEAR = 10;

    private static final int SHOWN = 7;

    /** So begins a line of the message of a commit with which this program goes back for somebody. */
    private static final String ROLLED_BACK = "Rolled back to ";

    private final Repository local;
    private final GitConnection connection;
    private final BranchTips.Tip tip;
    private final CommitStyle style;
    private final Clock clock;
    private boolean deepened;
    private Optional<String> gap = Optional.empty();

    TipHistory(Repository local, GitConnection connection, BranchTips.Tip tip, CommitStyle style, Clock clock) {
        this.local = local;
        this.connection = connection;
        this.tip = tip;
        this.style = style;
        this.clock = clock;
    }

    /**
     * What the branch that is pushed to carried, and what the base branch did if that is another one.
     *
     * @param reader has to stay open as long as the trees are read
     * @throws IOException if the conversation with the server failed
     */
    List<BranchHistory> of(ObjectReader reader, Collection<String> paths, RollbackHistory bound) throws IOException {
        Search search = new Search(reader, paths, bound);
        List<CommitChain> chains = search.chains();
        if (!deepened && !search.isEnough(chains)) {
            deepened = true;
            gap = connection.deepen(branches(), COMMITS_FOR_ONE_OF_A_FILE * bound.commits() + 1);
            chains = search.chains();
            if (gap.isEmpty() && !search.isEnough(chains)) {
                gap = connection.deepen(branches(), search.since());
                chains = search.chains();
            }
        }
        List<BranchHistory> histories = new ArrayList<>();
        for (CommitChain chain : chains) {
            histories.add(new BranchHistory(search.states(chain), gap(chain, search)));
        }
        return histories;
    }

    /** The base branch comes last; it is the only one as long as the other one is not there. */
    private List<Ref> branches() {
        Ref base = branch(tip.base(), tip.baseTip());
        return hasPushBranch() ? List.of(branch(tip.target(), tip.tip()), base) : List.of(base);
    }

    private boolean hasPushBranch() {
        return tip.exists() && !tip.target().equals(tip.base());
    }

    private static Ref branch(String name, ObjectId at) {
        return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, Constants.R_HEADS + name, at);
    }

    private String gap(CommitChain chain, Search search) throws IOException {
        if (gap.isEmpty() || search.isEnough(List.of(chain))) {
            return "";
        }
        String known = chain.links().isEmpty()
                ? "not at all"
                : "back to " + chain.last().commit().abbreviate(SHOWN).name() + " alone";
        return "The history of " + connection.address().shown() + " is known " + known + " (" + gap.get()
                + "), so that what was rolled back before may be written again";
    }

    /** One look at the local store. */
    private final class Search {

        private final ObjectReader reader;
        private final Collection<String> paths;
        private final RollbackHistory bound;

        Search(ObjectReader reader, Collection<String> paths, RollbackHistory bound) {
            this.reader = reader;
            this.paths = paths;
            this.bound = bound;
        }

        List<CommitChain> chains() throws IOException {
            CommitChain base = chain(branch(tip.base(), tip.baseTip()), CommitChain.none());
            return hasPushBranch() ? List.of(chain(branch(tip.target(), tip.tip()), base), base) : List.of(base);
        }

        private CommitChain chain(Ref branch, CommitChain end) throws IOException {
            Instant since = since(branch.getObjectId());
            CommitChain chain = CommitChain.from(reader, branch.getObjectId(), since, end);
            return chain.links().isEmpty()
                    ? chain
                    : chain.with(new SeenTips(local).before(branch.getName()), reader, since);
        }

        /** As far back as all branches have to be known. */
        Instant since() throws IOException {
            Instant earliest = clock.instant();
            for (Ref branch : branches()) {
                Instant since = since(branch.getObjectId());
                earliest = since.isBefore(earliest) ? since : earliest;
            }
            return earliest;
        }

        /** A branch that nobody has changed for long is looked at from its last commit on. */
        private Instant since(ObjectId commit) throws IOException {
            Instant now = clock.instant();
            if (!reader.has(commit)) {
                return now.minus(bound.age());
            }
            Instant made =
                    Instant.ofEpochSecond(CommitChain.commit(reader, commit).getCommitTime());
            return (made.isBefore(now) ? made : now).minus(bound.age());
        }

        /** Close to the bound is enough: servers count to the second, and what was before the last commit they do not give. */
        boolean isEnough(List<CommitChain> chains) throws IOException {
            for (CommitChain chain : chains) {
                boolean enough = chain.isComplete()
                        || !chain.links().isEmpty()
                                && (isNearBound(chain) || states(chain).size() > bound.commits());
                if (!enough) {
                    return false;
                }
            }
            return true;
        }

        private boolean isNearBound(CommitChain chain) throws IOException {
            Instant since = since(chain.links().get(0).commit());
            return chain.last().time().isBefore(since.plus(bound.age().dividedBy(NEAR)));
        }

        /** What is now, and each time that it was another one before. */
        List<BranchHistory.State> states(CommitChain chain) throws IOException {
            List<BranchHistory.State> states = new ArrayList<>();
            List<Link> links = chain.links();
            List<ObjectId> content = links.isEmpty() ? List.of() : content(links.get(0));
            for (int i = 0; i < links.size() && states.size() <= bound.commits(); i++) {
                List<ObjectId> before = i + 1 < links.size() ? content(links.get(i + 1)) : List.of();
                if (!before.equals(content)) {
                    Link link = links.get(i);
                    boolean follows =
                            i + 1 == links.size() || links.get(i + 1).commit().equals(link.parent());
                    states.add(new BranchHistory.State(new CommitTree(reader, link.tree()), move(link, follows)));
                }
                content = before;
            }
            return states;
        }

        private List<ObjectId> content(Link link) throws IOException {
            List<ObjectId> content = new ArrayList<>();
            for (String path : paths) {
                try (TreeWalk walk = TreeWalk.forPath(reader, path, link.tree())) {
                    content.add(walk == null ? ObjectId.zeroId() : walk.getObjectId(0));
                }
            }
            return content;
        }

        /** @param follows whether it is built upon what the branch carried before */
        private Move move(Link link, boolean follows) throws IOException {
            String id = link.commit().name();
            if (link.forced() != null) {
                return new Move(Move.Kind.FORCED_PUSH, "", id, link.forced());
            }
            RevCommit commit = CommitChain.commit(reader, link.commit());
            PersonIdent author = commit.getAuthorIdent();
            boolean own = author != null
                    && author.getName().equals(style.author().name())
                    && author.getEmailAddress().equals(style.author().email())
                    && commit.getFullMessage().lines().noneMatch(line -> line.startsWith(ROLLED_BACK));
            if (own && !follows) {
                return new Move(Move.Kind.FORCED_PUSH, "", id, link.time());
            }
            return new Move(
                    own ? Move.Kind.UPDATE : Move.Kind.PERSON, author == null ? "" : author.getName(), id, link.time());
        }
    }
}

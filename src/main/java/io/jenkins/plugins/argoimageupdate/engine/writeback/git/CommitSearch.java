package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitConnection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Finds the commit of a branch whose ID begins with some characters, as people copy it from a page or a log. */
final class CommitSearch {

    /** Fewer characters are those of several commits too easily. */
    private static final int SHORTEST = 7;

    /** Commits of each line of history that are fetched if the commit is not among those known. */
    private static final int FETCHED = 500;

    private static final int MOST_SEARCHED = Budget.GIT_HISTORY.intValue();

    private final Repository local;
    private final GitConnection connection;
    private final String branch;

    /** @param branch empty or {@code HEAD} for the default branch */
    CommitSearch(Repository local, GitConnection connection, String branch) {
        this.local = local;
        this.connection = connection;
        this.branch = branch;
    }

    /**
     * @return the full ID
     * @throws GitException if there is no such commit in what is known of the branch, or several
     */
    String find(String given) throws IOException {
        String start = given.toLowerCase(Locale.ROOT);
        if (!start.matches("[0-9a-f]{" + SHORTEST + ",40}")) {
            throw notFound(given, "it is no commit ID", "Give at least " + SHORTEST + " characters of it");
        }
        BranchTips.Tip tip = new BranchTips(local, connection).fetch(branch, "");
        Set<String> found = search(start, tip);
        Optional<String> refused = Optional.empty();
        if (found.isEmpty()) {
            Ref ref = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, Constants.R_HEADS + tip.base(), tip.tip());
            refused = connection.deepen(List.of(ref), FETCHED);
            found = search(start, tip);
        }
        if (found.isEmpty()) {
            throw notFound(
                    given,
                    "no commit of branch " + tip.base() + " begins so, of those that "
                            + refused.map(why -> "are known (" + why + ")").orElse("were looked at"),
                    "Give all 40 characters of it");
        }
        if (found.size() > 1) {
            throw notFound(
                    given,
                    found.size() + " commits of branch " + tip.base() + " begin so: " + FirstFew.of(List.copyOf(found)),
                    "Give more characters of it");
        }
        return found.iterator().next();
    }

    /** What the branch has, and what it had before a forced push. */
    private Set<String> search(String start, BranchTips.Tip tip) throws IOException {
        Set<String> found = new TreeSet<>();
        Set<ObjectId> seen = new HashSet<>();
        Deque<ObjectId> next = new ArrayDeque<>();
        next.add(tip.tip());
        new SeenTips(local).before(Constants.R_HEADS + tip.base()).forEach(before -> next.add(before.tip()));
        try (ObjectReader reader = local.newObjectReader()) {
            while (!next.isEmpty() && seen.size() < MOST_SEARCHED) {
                ObjectId id = next.remove();
                if (!seen.add(id) || !reader.has(id, Constants.OBJ_COMMIT)) {
                    continue;
                }
                if (id.name().startsWith(start)) {
                    found.add(id.name());
                }
                for (RevCommit parent : CommitChain.commit(reader, id).getParents()) {
                    next.add(parent.getId());
                }
            }
        }
        return found;
    }

    private GitException notFound(String given, String answer, String advice) {
        return new GitException(
                Reason.NOT_FOUND,
                "read commit " + CleanText.line(given, 64) + " of "
                        + connection.address().shown(),
                answer,
                advice);
    }
}

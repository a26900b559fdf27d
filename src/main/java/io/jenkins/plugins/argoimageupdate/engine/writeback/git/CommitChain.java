package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * The commits that a branch was at, newest first: each one is the first parent of the one before, as merges are made on a branch. Where
 * Git notes that it is shallow does not matter, but only what is in the local store.
 */
final class CommitChain {

    private static final int LONGEST = Budget.GIT_HISTORY.intValue();

    private final List<Link> links;
    private final Map<ObjectId, Integer> positions = new HashMap<>();
    private final boolean complete;

    private CommitChain(List<Link> links, boolean complete) {
        this.links = links;
        this.complete = complete;
        for (int i = 0; i < links.size(); i++) {
            positions.put(links.get(i).commit(), i);
        }
    }

    /**
     * A commit.
     *
     * @param parent the first one; null for none
     * @param forced when the branch was set to it, where it is not built upon what was there; else null
     */
    record Link(
            ObjectId commit,
            ObjectId tree,
            @Nullable ObjectId parent,
            Instant time,
            @Nullable Instant forced) {

        Link forced(Instant when) {
            return new Link(commit, tree, parent, time, when);
        }
    }

    /**
     * Follows a branch.
     *
     * @param since the first commit before this is the last one
     * @param end where it ends at the latest
     */
    static CommitChain from(ObjectReader reader, ObjectId tip, Instant since, CommitChain end) throws IOException {
        List<Link> links = new ArrayList<>();
        ObjectId next = tip;
        while (next != null && links.size() < LONGEST) {
            Link link = link(reader, next);
            if (link == null) {
                return new CommitChain(links, false);
            }
            links.add(link);
            if (end.has(next) || link.time().isBefore(since)) {
                break;
            }
            next = link.parent();
        }
        return new CommitChain(links, true);
    }

    /** No commit at all. */
    static CommitChain none() {
        return new CommitChain(List.of(), true);
    }

    /** Returns null if the commit is not in the local store. */
    private static @Nullable Link link(ObjectReader reader, ObjectId id) throws IOException {
        try {
            RevCommit commit = commit(reader, id);
            return new Link(
                    id,
                    commit.getTree().getId(),
                    commit.getParentCount() == 0 ? null : commit.getParent(0).getId(),
                    Instant.ofEpochSecond(commit.getCommitTime()),
                    null);
        } catch (MissingObjectException notFetched) {
            return null;
        }
    }

    /** Read as it is, with parents that may be missing. */
    static RevCommit commit(ObjectReader reader, ObjectId id) throws IOException {
        return RevCommit.parse(reader.open(id, Constants.OBJ_COMMIT).getCachedBytes());
    }

    List<Link> links() {
        return links;
    }

    boolean has(ObjectId commit) {
        return positions.containsKey(commit);
    }

    /** Whether it goes as far back as it was asked to. */
    boolean isComplete() {
        return complete;
    }

    /** The last commit that is known. */
    Link last() {
        return links.get(links.size() - 1);
    }

    /**
     * The same with the commits of tips that were left by a forced push, or merged into what somebody else had: the branch carried them
     * before what came in their place. Where it was seen at the commit that it was set back to, that commit comes in their place, and not
     * the one that somebody put upon it later.
     *
     * @param before the latest first
     */
    CommitChain with(List<SeenTips.Seen> before, ObjectReader reader, Instant since) throws IOException {
        Map<Integer, List<Link>> left = new HashMap<>();
        Map<Integer, Instant> forced = new HashMap<>();
        Map<ObjectId, Boolean> known = new HashMap<>();
        for (SeenTips.Seen seen : before) {
            if (has(seen.tip()) || known.containsKey(seen.tip())) {
                continue;
            }
            List<Link> run =
                    new ArrayList<>(from(reader, seen.tip(), since, this).links());
            boolean meets = !run.isEmpty() && has(run.get(run.size() - 1).commit());
            boolean recent = !run.isEmpty()
                    && !run.get(0).time().isBefore(since)
                    && !run.get(0).time().isBefore(last().time());
            if (!meets && !recent) {
                continue;
            }
            Link base = meets ? run.remove(run.size() - 1) : null;
            run.removeIf(link -> known.put(link.commit(), true) != null);
            int position = base == null ? links.size() : positions.get(base.commit());
            left.computeIfAbsent(position, missing -> new ArrayList<>()).addAll(run);
            if (position == 0 || base != null && seen.next().equals(base.commit())) {
                forced.putIfAbsent(position, seen.left());
            }
        }
        if (left.isEmpty()) {
            return this;
        }
        List<Link> all = new ArrayList<>();
        for (int i = 0; i <= links.size(); i++) {
            if (forced.containsKey(i)) {
                all.add(links.get(i).forced(forced.get(i)));
            }
            all.addAll(left.getOrDefault(i, List.of()));
            if (i < links.size()) {
                all.add(links.get(i));
            }
        }
        return new CommitChain(all, complete);
    }
}

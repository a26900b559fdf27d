package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Finds out whether a change that is only made on certain commits was pushed already, by a process that ended before it took note of it. */
final class ArrivedCommit {

    private final Repository local;
    private final BranchTips tips;
    private final CommitWriter writer;

    ArrivedCommit(Repository local, BranchTips tips, CommitWriter writer) {
        this.local = local;
        this.tips = tips;
        this.writer = writer;
    }

    /**
     * The tip, if it is what the change makes on one of its commits, and its author is the one of the change.
     *
     * @param past what was there before the tip
     * @return empty for whatever somebody else has made, or if nothing can be told of it
     */
    Optional<PushOutcome> find(BranchTips.Tip onto, BranchChange change, TipHistory past) throws IOException {
        try (ObjectReader reader = local.newObjectReader()) {
            RevCommit tip = CommitChain.commit(reader, onto.tip());
            if (tip.getParentCount() != 1
                    || !change.onlyOn().contains(tip.getParent(0).name())
                    || !isBy(change.style().author(), tip.getAuthorIdent())) {
                return Optional.empty();
            }
            ObjectId parent = tips.fetchCommit(tip.getParent(0).name());
            Optional<CommitWriter.Written> again =
                    writer.write(parent, change.edit(), change.style().unsigned(), past);
            if (again.isEmpty() || !tree(again.get().commit()).equals(tip.getTree())) {
                return Optional.empty();
            }
            return Optional.of(new PushOutcome.Pushed(
                    tip.name(),
                    onto.target(),
                    onto.base(),
                    parent.name(),
                    again.get().files(),
                    again.get().diff(),
                    tip.getFullMessage()));
        } catch (GitException notGiven) {
            return Optional.empty();
        }
    }

    private ObjectId tree(ObjectId commit) throws IOException {
        try (ObjectReader reader = local.newObjectReader()) {
            return CommitChain.commit(reader, commit).getTree();
        }
    }

    private static boolean isBy(GitIdentity author, PersonIdent who) {
        return who != null
                && who.getName().equals(author.name())
                && who.getEmailAddress().equals(author.email());
    }
}

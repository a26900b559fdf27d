package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes a commit of an edit. */
final class CommitWriter {

    private final Repository repository;
    private final Clock clock;

    CommitWriter(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** A commit in the local store. */
    record Written(ObjectId commit, List<String> files, String diff, String message) {}

    /**
     * Returns empty when the edit changes nothing on this tip.
     *
     * @param past what was there before the tip
     */
    Optional<Written> write(ObjectId tip, TreeEdit edit, CommitStyle style, TipHistory past) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(reader)) {
            RevCommit parent = walk.parseCommit(tip);
            Optional<CommitDraft> draft = edit.edit(new CommitTree(reader, parent.getTree(), past));
            if (draft.isEmpty()) {
                return Optional.empty();
            }
            TreeWriter.Written tree = new TreeWriter(reader, inserter)
                    .write(parent.getTree(), draft.get().files());
            if (tree.files().isEmpty() || tree.tree().equals(parent.getTree())) {
                return Optional.empty();
            }
            String message = CommitMessage.of(draft.get().message(), style);
            ObjectId commit = inserter.insert(commit(parent, tree.tree(), message, style));
            inserter.flush();
            return Optional.of(new Written(commit, tree.files(), diff(parent.getTree(), tree.tree()), message));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private CommitBuilder commit(RevCommit parent, ObjectId tree, String message, CommitStyle style)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentId(parent);
        commit.setAuthor(person(style.author()));
        commit.setCommitter(person(style.committer()));
        commit.setMessage(message);
        if (style.signer() != null) {
            String signature = style.signer().sign(commit.build());
            commit.setGpgSignature(new GpgSignature(signature.getBytes(StandardCharsets.US_ASCII)));
        }
        return commit;
    }

    private PersonIdent person(GitIdentity identity) {
        return new PersonIdent(identity.name(), identity.email(), clock.instant(), ZoneId.of("UTC"));
    }

    private String diff(ObjectId from, ObjectId to) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ObjectReader reader = repository.newObjectReader();
                DiffFormatter formatter = new DiffFormatter(text)) {
            formatter.setReader(reader, new Config());
            formatter.format(from, to);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}

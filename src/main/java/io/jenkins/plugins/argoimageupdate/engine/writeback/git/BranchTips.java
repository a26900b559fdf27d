package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;

/** Finds the tip of a branch and fetches that one commit. */
final class BranchTips {

    private final Repository local;
    private final GitConnection connection;

    BranchTips(Repository local, GitConnection connection) {
        this.local = local;
        this.connection = connection;
    }

    /**
     * Where a change starts and where it goes to.
     *
     * @param base the branch configured, the default one resolved
     * @param target the branch to push to
     * @param baseTip where {@code base} is
     * @param tip the commit to build upon, which is in the local store now
     * @param exists whether {@code target} is there already; {@code tip} is its tip then
     */
    record Tip(String base, String target, ObjectId baseTip, ObjectId tip, boolean exists) {

        /** What the target has to be at for the push; the zero id if it has to be absent. */
        ObjectId expected() {
            return exists ? tip : ObjectId.zeroId();
        }
    }

    /**
     * @param base empty or {@code HEAD} for the default branch
     * @param push empty for {@code base}
     * @throws GitException if the branch does not exist
     */
    Tip fetch(String base, String push) throws IOException {
        boolean byDefault = base.isEmpty() || base.equals(Constants.HEAD);
        List<RefSpec> wanted = new ArrayList<>();
        wanted.add(new RefSpec(byDefault ? Constants.HEAD : BranchName.toRef(base)));
        if (!push.isEmpty()) {
            wanted.add(new RefSpec(BranchName.toRef(push)));
        }
        connection.fetchTipsOnly();
        try (FetchConnection fetch = connection.openFetch(wanted)) {
            Ref baseRef = byDefault ? defaultBranch(fetch) : fetch.getRef(BranchName.toRef(base));
            if (baseRef == null) {
                throw missing(base);
            }
            String baseName = name(baseRef.getName());
            String target = push.isEmpty() ? baseName : name(BranchName.toRef(push));
            Ref existing = fetch.getRef(Constants.R_HEADS + target);
            Ref start = existing == null ? baseRef : existing;
            if (!local.getObjectDatabase().has(start.getObjectId())) {
                fetch.fetch(connection.interruption(), List.of(start), Set.of());
            }
            SeenTips seen = new SeenTips(local);
            seen.note(start.getName(), start.getObjectId());
            return new Tip(baseName, target, baseRef.getObjectId(), start.getObjectId(), existing != null);
        }
    }

    /**
     * @param id the full one
     * @return it, in the local store
     * @throws GitException if the repository does not have it, or does not give it
     */
    ObjectId fetchCommit(String id) throws IOException {
        if (!ObjectId.isId(id)) {
            throw noCommit(id, "it is no full commit ID", "Give all 40 characters of it");
        }
        ObjectId commit = ObjectId.fromString(id);
        if (local.getObjectDatabase().has(commit)) {
            return commit;
        }
        connection.fetchTipsOnly();
        try (FetchConnection fetch = connection.openFetch(List.of(new RefSpec(Constants.HEAD)))) {
            Ref wanted = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id, commit);
            fetch.fetch(connection.interruption(), List.of(wanted), Set.of());
        } catch (TransportException e) {
            if (!connection.isInterrupted() && isRefusal(e)) {
                throw noCommit(
                        id, "there is no such commit, or the server gives none by its ID", "Name the versions instead");
            }
            throw e;
        }
        return commit;
    }

    private static boolean isRefusal(TransportException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("not our ref") || message.contains("want ") || message.contains("not valid");
    }

    private GitException noCommit(String id, String answer, String advice) {
        return new GitException(
                Reason.NOT_FOUND,
                "read commit " + CleanText.line(id, 64) + " of "
                        + connection.address().shown(),
                answer,
                advice);
    }

    /** The commit a branch is at now; the zero id if there is none. */
    ObjectId current(String branch) throws IOException {
        try (FetchConnection fetch = connection.openFetch(List.of(new RefSpec(BranchName.toRef(branch))))) {
            Ref found = fetch.getRef(BranchName.toRef(branch));
            return found == null ? ObjectId.zeroId() : found.getObjectId();
        }
    }

    private Ref defaultBranch(FetchConnection fetch) {
        Ref head = fetch.getRef(Constants.HEAD);
        if (head == null) {
            throw new GitException(
                    Reason.NOT_FOUND,
                    "find the default branch of " + connection.address().shown(),
                    "the repository has no commits, or its HEAD names no branch",
                    "Push a first commit, or name the branch");
        }
        Ref leaf = head.getLeaf();
        if (!leaf.getName().startsWith(Constants.R_HEADS)) {
            throw new GitException(
                    Reason.NOT_FOUND,
                    "find the default branch of " + connection.address().shown(),
                    "the server does not report the branch of HEAD",
                    "Name the branch");
        }
        return leaf;
    }

    private GitException missing(String branch) {
        return new GitException(
                Reason.NOT_FOUND,
                "fetch branch " + branch + " of " + connection.address().shown(),
                "there is no such branch",
                "Create it, or name one that exists; a tag or commit cannot be committed to");
    }

    private static String name(String ref) {
        return ref.substring(Constants.R_HEADS.length());
    }
}

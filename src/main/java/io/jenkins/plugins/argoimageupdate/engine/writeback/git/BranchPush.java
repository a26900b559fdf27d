package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.LocalStoreException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.ServerText;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport.GitConnection;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Pushes one commit to one branch that has to be where it was when the commit was made. */
final class BranchPush {

    private static final Logger LOGGER = Logger.getLogger(BranchPush.class.getName());

    private final Repository local;
    private final GitConnection connection;
    private final BranchTips tips;

    BranchPush(Repository local, GitConnection connection, BranchTips tips) {
        this.local = local;
        this.connection = connection;
        this.tips = tips;
    }

    /**
     * Whether the commit is the branch's tip now; false if the branch has moved meanwhile. Never forces.
     *
     * @throws GitException if the server refuses it
     */
    boolean push(BranchTips.Tip onto, ObjectId commit) throws IOException {
        boolean pushed = send(onto, commit);
        if (pushed) {
            note(onto, commit);
        }
        return pushed;
    }

    /** The push is done, whatever becomes of the note. */
    private void note(BranchTips.Tip onto, ObjectId commit) {
        try {
            new SeenTips(local).note(Constants.R_HEADS + onto.target(), commit);
        } catch (LocalStoreException e) {
            LOGGER.log(Level.FINE, e, () -> "The tip of " + onto.target() + " cannot be noted");
        }
    }

    private boolean send(BranchTips.Tip onto, ObjectId commit) throws IOException {
        PushResult result;
        try {
            result = connection.push(update(onto, commit));
        } catch (IOException e) {
            if (arrived(onto, commit)) {
                return true;
            }
            throw e;
        }
        RemoteRefUpdate update = result.getRemoteUpdate(Constants.R_HEADS + onto.target());
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> true;
            case REJECTED_REMOTE_CHANGED -> false;
            case REJECTED_NONFASTFORWARD -> afterDoubt(onto);
            default -> afterRefusal(onto, commit, result, update);
        };
    }

    private RemoteRefUpdate update(BranchTips.Tip onto, ObjectId commit) throws IOException {
        String ref = Constants.R_HEADS + onto.target();
        return new RemoteRefUpdate(local, commit.name(), commit, ref, false, null, onto.expected());
    }

    /** A connection that breaks after the server took the push leaves it in doubt; only the server can tell. */
    private boolean arrived(BranchTips.Tip onto, ObjectId commit) {
        if (connection.isInterrupted() || connection.lastHttpStatus() >= 400) {
            return false;
        }
        try {
            return tips.current(onto.target()).equals(commit);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** JGit cannot compare the commit with the one it was put on; if that is the tip all the same, it is not in the local store. */
    private boolean afterDoubt(BranchTips.Tip onto) throws IOException {
        if (tips.current(onto.target()).equals(onto.expected())) {
            throw new MissingObjectException(onto.tip(), Constants.TYPE_COMMIT);
        }
        return false;
    }

    /** Servers word a lost race in many ways; whether the branch has moved tells it from a refusal. */
    private boolean afterRefusal(BranchTips.Tip onto, ObjectId commit, PushResult result, RemoteRefUpdate update)
            throws IOException {
        ObjectId current = tips.current(onto.target());
        if (current.equals(commit)) {
            return true;
        }
        if (!current.equals(onto.expected())) {
            return false;
        }
        GitCredentials credentials = connection.address().credentials();
        String words = ServerText.line(result.getMessages(), credentials);
        String why = ServerText.line(update.getMessage(), credentials);
        throw new GitException(
                Reason.PUSH_REJECTED,
                "push to branch " + onto.target() + " of "
                        + connection.address().shown(),
                (why.isEmpty() ? update.getStatus().toString() : why) + (words.isEmpty() ? "" : " (" + words + ")"),
                "Allow these credentials to push to the branch, or push to another branch and open a pull request");
    }
}

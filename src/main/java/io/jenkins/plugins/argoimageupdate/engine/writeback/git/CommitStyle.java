package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import org.jspecify.annotations.Nullable;

/**
 * How commits look.
 *
 * @param signOff whether a {@code Signed-off-by} of the committer ends the message
 * @param signer null for unsigned commits
 */
public record CommitStyle(
        GitIdentity author,
        GitIdentity committer,
        boolean signOff,
        @Nullable CommitSigner signer) {

    /** By {@link GitIdentity#DEFAULT}, neither signed off nor signed. */
    public static final CommitStyle DEFAULT = by(GitIdentity.DEFAULT);

    /** The same without a signature. */
    CommitStyle unsigned() {
        return new CommitStyle(author, committer, signOff, null);
    }

    static CommitStyle by(GitIdentity identity) {
        return new CommitStyle(identity, identity, false, null);
    }
}

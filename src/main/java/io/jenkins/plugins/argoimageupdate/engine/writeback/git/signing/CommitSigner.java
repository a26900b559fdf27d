package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;

/** Signs commits. */
public interface CommitSigner {

    /**
     * @param commit the commit object as it would be without a signature
     * @return the armoured signature, as {@code git verify-commit} reads it
     */
    String sign(byte[] commit);

    /** The key it signs with. */
    SigningKey key();
}

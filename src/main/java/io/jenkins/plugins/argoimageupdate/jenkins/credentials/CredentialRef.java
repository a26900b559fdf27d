package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

/**
 * Credentials to be looked up.
 *
 * @param bound whether their domain has to name the server that they are sent to
 */
public record CredentialRef(String id, boolean bound) {

    /** Credentials that a job or an administrator names. */
    public static CredentialRef of(String id) {
        return new CredentialRef(id, false);
    }
}

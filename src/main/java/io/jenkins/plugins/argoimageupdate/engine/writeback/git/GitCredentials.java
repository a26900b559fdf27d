package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

/** How to log in to a Git server. No form of it shows its secret in {@code toString}. */
public sealed interface GitCredentials {

    /** Nothing to show. */
    record Anonymous() implements GitCredentials {}

    /**
     * For HTTPS.
     *
     * @param user what the server wants as user name; with a token often anything but empty
     * @param password password or token
     */
    record UserPassword(String user, String password) implements GitCredentials {
        @Override
        public String toString() {
            return "UserPassword[user=" + user + "]";
        }
    }

    /**
     * For SSH.
     *
     * @param user empty for the one in the URL, or {@code git} if there is none
     * @param privateKey PEM, in OpenSSH's or PKCS format
     * @param passphrase empty for none
     */
    record SshKey(String user, String privateKey, String passphrase) implements GitCredentials {
        @Override
        public String toString() {
            return "SshKey[user=" + user + "]";
        }
    }
}

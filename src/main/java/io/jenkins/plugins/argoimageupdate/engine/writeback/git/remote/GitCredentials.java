package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import java.util.Locale;

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
     * An access token for HTTPS, which goes with a user name that says nothing. GitHub, GitLab, Gitea, Forgejo and Azure DevOps take
     * any; the access tokens of Bitbucket Cloud go with {@code x-token-auth} alone. GitHub's apps are documented with {@code
     * x-access-token} and GitLab's OAuth tokens with {@code oauth2}.
     */
    record Token(String token) implements GitCredentials {

        /** @param host of the Git server */
        UserPassword at(String host) {
            String lower = host.toLowerCase(Locale.ROOT);
            if (lower.equals("github.com") || lower.endsWith(".ghe.com")) {
                return new UserPassword("x-access-token", token);
            }
            boolean gitLab = lower.equals("gitlab.com") || lower.startsWith("gitlab.");
            return new UserPassword(gitLab ? "oauth2" : "x-token-auth", token);
        }

        @Override
        public String toString() {
            return "Token";
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

package io.jenkins.plugins.argoimageupdate.engine.argocd;

/** How to log in to an Argo CD API. Neither kind shows its secret in {@code toString}. */
public sealed interface ArgoCdCredentials {

    /** A token of an account or of a project role, made with {@code argocd account generate-token} or in the UI. */
    record Token(String token) implements ArgoCdCredentials {
        @Override
        public String toString() {
            return "token";
        }
    }

    /** A local account; a session is created with it and renewed before it ends. */
    record UserPassword(String user, String password) implements ArgoCdCredentials {
        @Override
        public String toString() {
            return "user " + user;
        }
    }
}

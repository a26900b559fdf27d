package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import java.util.List;

/** How to log in to an Argo CD API. Neither kind shows its secret in {@code toString}. */
public sealed interface ArgoCdCredentials {

    /** A token of an account or of a project role, made with {@code argocd account generate-token} or in the UI. */
    record Token(String token) implements ArgoCdCredentials {

        /** @throws ConfigurationException if it is no token; white space around it is dropped */
        public Token {
            token = token.strip();
            if (!isToken(token)) {
                throw new ConfigurationException(
                        Reason.INVALID_CONFIGURATION,
                        "use the token for Argo CD",
                        "it is empty or has characters that no token has",
                        "Paste the token alone, on one line");
            }
        }

        @Override
        public String toString() {
            return "token";
        }
    }

    /** Whether it can be sent as a token: printable ASCII without spaces. */
    static boolean isToken(String text) {
        return RequestHeaders.isToken(text);
    }

    /** A local account; a session is created with it and renewed before it ends. */
    record UserPassword(String user, String password) implements ArgoCdCredentials {
        @Override
        public String toString() {
            return "user " + user;
        }
    }

    /** What of them is for nobody's eyes. */
    default List<String> secrets() {
        return this instanceof UserPassword pair ? List.of(pair.password()) : List.of(((Token) this).token());
    }
}

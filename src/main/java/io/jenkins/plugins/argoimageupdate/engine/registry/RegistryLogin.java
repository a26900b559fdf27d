package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who a client is to a registry. Its text form hides the secrets.
 *
 * @param username empty for anonymous access
 * @param identityToken a refresh token to use instead of a password; empty for none
 */
public record RegistryLogin(String username, String password, String identityToken) {

    public static final RegistryLogin ANONYMOUS = new RegistryLogin("", "", "");

    /** A user name with its password or access token; if one of them is empty, it is anonymous. */
    public static RegistryLogin of(String username, String password) {
        return new RegistryLogin(username, password, "");
    }

    /** Whether it says nothing of who it is: neither password nor identity token. */
    public boolean isAnonymous() {
        return !hasPassword() && identityToken.isEmpty();
    }

    /** Whether it has both a user name and a password. */
    public boolean hasPassword() {
        return !username.isEmpty() && !password.isEmpty();
    }

    /** The value of the header {@code Authorization}. */
    public String basic() {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** What of it is for nobody's eyes, as it is sent. */
    List<String> secrets() {
        return Stream.of(password, hasPassword() ? basic().substring("Basic ".length()) : "", identityToken)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return isAnonymous() ? "anonymous" : "user '" + username + "'";
    }
}

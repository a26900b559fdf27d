package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Takes out of what a server says the credentials that it was sent: some servers repeat a request in their errors. */
public final class EchoedCredentials {

    private EchoedCredentials() {}

    /** See {@link Secrets#masked(String, java.util.Collection)}. */
    public static String masked(String text, List<String> secrets) {
        return Secrets.masked(text, secrets);
    }

    /** What a request's {@code Authorization} holds: the value behind the scheme, and of a login the password. */
    static List<String> of(HttpRequest request) {
        return secrets(request.headers().firstValue("Authorization").orElse(""));
    }

    private static List<String> secrets(String authorization) {
        List<String> secrets = new ArrayList<>();
        String value = authorization.substring(authorization.indexOf(' ') + 1).strip();
        if (value.isEmpty()) {
            return secrets;
        }
        secrets.add(value);
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            String pair = decoded(value);
            secrets.add(pair.substring(pair.indexOf(':') + 1));
        }
        return secrets;
    }

    private static String decoded(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

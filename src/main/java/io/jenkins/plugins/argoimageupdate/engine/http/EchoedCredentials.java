package io.jenkins.plugins.argoimageupdate.engine.http;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a request was sent with and its answer must not repeat: some servers have the request in their errors. */
final class EchoedCredentials {

    private EchoedCredentials() {}

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

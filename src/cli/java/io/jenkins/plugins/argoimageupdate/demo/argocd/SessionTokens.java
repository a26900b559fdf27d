package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens that {@link EmbeddedArgoCd} takes: the configured one, and those of sessions while they last. Thread-safe. */
final class SessionTokens {

    private final ArgoCdOptions options;
    private final Clock clock;
    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    SessionTokens(ArgoCdOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    int created() {
        return created.get();
    }

    void revokeAll() {
        sessions.clear();
    }

    /** A token, or the empty string if that is no account. */
    String create(String user, String password) {
        if (!user.equals("admin") || !password.equals(options.password())) {
            return "";
        }
        Instant end = clock.instant().plus(options.sessionLifetime());
        String claims = Json.object()
                .put("sub", "admin:login")
                .put("jti", Integer.toString(created.incrementAndGet()))
                .put("exp", end.getEpochSecond())
                .toString();
        String token =
                encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(claims) + "." + encoded("unsigned");
        sessions.put(token, end);
        return token;
    }

    boolean isValid(String token) {
        Instant end = sessions.get(token);
        return token.equals(options.token()) || (end != null && clock.instant().isBefore(end));
    }

    /** Whose token it is. */
    String account(String token) {
        return token.equals(options.token()) && !options.policy().isEmpty() ? "jenkins" : "admin";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

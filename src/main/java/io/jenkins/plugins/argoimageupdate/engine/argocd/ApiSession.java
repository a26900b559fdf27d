package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The token that requests carry: the one configured, or that of a session that is created when needed, before it ends and when
 * the server no longer takes it. Thread-safe.
 */
final class ApiSession {

    /** Where a session is created. */
    static final String PATH = "/api/v1/session";

    private static final Duration BEFORE_END = Duration.ofMinutes(1);

    private final ArgoCdCredentials credentials;
    private final Clock clock;
    private String token = "";
    private Instant renewAt = Instant.MAX;

    ApiSession(ArgoCdCredentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** @param login sends a request without a token */
    synchronized String token(Function<ApiCall, JsonNode> login) {
        if (credentials instanceof Token given) {
            return given.token();
        }
        if (token.isEmpty() || !clock.instant().isBefore(renewAt)) {
            create((UserPassword) credentials, login);
        }
        return token;
    }

    /** Whether another token can be had after the server refused this one. */
    synchronized boolean renew(String refused) {
        if (credentials instanceof Token) {
            return false;
        }
        if (refused.equals(token)) {
            token = "";
        }
        return true;
    }

    private void create(UserPassword account, Function<ApiCall, JsonNode> login) {
        JsonNode body = JsonAnswers.MAPPER
                .createObjectNode()
                .put("username", account.user())
                .put("password", account.password());
        JsonNode answer = login.apply(new ApiCall("log in as " + account.user(), "POST", PATH, body, null));
        String created = JsonAnswers.text(answer, "token");
        if (!ArgoCdCredentials.isToken(created)) {
            throw new ArgoCdException(
                    Reason.MALFORMED_ANSWER,
                    "log in to Argo CD as " + account.user(),
                    "there is no token in the answer",
                    "Check that the server's URL is that of Argo CD");
        }
        token = created;
        Instant end = end(token);
        Instant now = clock.instant();
        if (end == null) {
            renewAt = Instant.MAX;
        } else {
            Duration early = Duration.between(now, end).dividedBy(4);
            renewAt = end.minus(early.compareTo(BEFORE_END) < 0 ? early : BEFORE_END);
        }
    }

    /** The {@code exp} of a JSON Web Token, which may have decimals (RFC 7519); null if it has none, or one after the year 9999. */
    private static @Nullable Instant end(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            double seconds = JsonAnswers.MAPPER.readTree(claims).path("exp").asDouble(0);
            return seconds > 0 ? Timestamps.ofEpochSecond((long) seconds).orElse(null) : null;
        } catch (IllegalArgumentException | JacksonException e) {
            return null;
        }
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.http.SingleFlight;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
    private final SingleFlight<String, Session> logins = new SingleFlight<>();
    private final AtomicReference<Session> session = new AtomicReference<>();

    ApiSession(ArgoCdCredentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Sends a request without a token. */
    @FunctionalInterface
    interface Login {
        JsonNode send(ApiCall call) throws InterruptedException;
    }

    /** @param renewAt when it is too near its end */
    private record Session(String token, Instant renewAt) {}

    /**
     * The token; several callers without one log in once.
     *
     * @throws InterruptedException if this caller was interrupted
     */
    String token(Login login) throws InterruptedException {
        if (credentials instanceof Token given) {
            return given.token();
        }
        return logins.get("", new Lasting(), () -> create(login.send(login()))).token();
    }

    /** Whether another token can be had after the server refused this one. */
    boolean renew(String refused) {
        if (credentials instanceof Token) {
            return false;
        }
        session.updateAndGet(last -> last != null && refused.equals(last.token()) ? null : last);
        return true;
    }

    /** The request that creates a session. */
    ApiCall login() {
        UserPassword account = (UserPassword) credentials;
        JsonNode body = JsonAnswers.MAPPER
                .createObjectNode()
                .put("username", account.user())
                .put("password", account.password());
        return new ApiCall("log in as " + account.user(), "POST", PATH, body, null);
    }

    private Session create(JsonNode answer) {
        String created = JsonAnswers.text(answer, "token");
        if (!ArgoCdCredentials.isToken(created)) {
            throw new ArgoCdException(
                    Reason.MALFORMED_ANSWER,
                    "log in to Argo CD as " + ((UserPassword) credentials).user(),
                    "there is no token in the answer",
                    "Check that the server's URL is that of Argo CD");
        }
        Instant end = end(created);
        if (end == null) {
            return new Session(created, Instant.MAX);
        }
        Duration early = Duration.between(clock.instant(), end).dividedBy(4);
        return new Session(created, end.minus(early.compareTo(BEFORE_END) < 0 ? early : BEFORE_END));
    }

    /** The session that was created last, while it lasts. */
    private final class Lasting implements SingleFlight.Memory<Session> {

        @Override
        public Optional<Session> known() {
            return Optional.ofNullable(session.get())
                    .filter(last -> clock.instant().isBefore(last.renewAt()));
        }

        @Override
        public void keep(Session created) {
            session.set(created);
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

package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.JsonNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A token of a registry's token server. Its text form hides it. */
record BearerToken(String value, Instant expires) {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(60);
    /** However much longer the server says: a token is asked for anew at least so often. */
    private static final Duration LONGEST_LIFE = Budget.TOKEN_LIFE.duration();

    private static final Duration SKEW = Duration.ofSeconds(10);

    /** Reads the answer of a token server; empty if there is no token in it, or one that cannot be sent. */
    static Optional<BearerToken> parse(byte[] body, Instant now) {
        JsonNode answer = Json.firstObject(body).orElse(null);
        if (answer == null) {
            return Optional.empty();
        }
        String token = Json.member(answer, "token").asString("");
        String value = token.isEmpty() ? Json.member(answer, "access_token").asString("") : token;
        if (!RequestHeaders.isToken(value) || value.length() > Budget.TOKEN_TEXT.value()) {
            return Optional.empty();
        }
        long seconds = JsonNumbers.whole(Json.member(answer, "expires_in"), 0, LONGEST_LIFE.toSeconds());
        Duration life = Duration.ofSeconds(seconds);
        Duration used = Timestamps.parse(Json.member(answer, "issued_at").asString(""))
                .map(issued -> Duration.between(issued, now))
                .filter(age -> !age.isNegative() && age.compareTo(life) < 0)
                .orElse(Duration.ZERO);
        Duration rest = life.minus(used).minus(SKEW);
        return Optional.of(new BearerToken(value, now.plus(rest.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : rest)));
    }

    boolean isFresh(Instant now) {
        return now.isBefore(expires);
    }

    @Override
    public String toString() {
        return "token until " + expires;
    }
}

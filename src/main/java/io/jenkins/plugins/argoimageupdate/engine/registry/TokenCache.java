package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.SingleFlight;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps tokens, each for the credentials that it was issued to: another user, another password or anonymous access never
 * gets it. Credentials are known here by a salted hash alone. Thread-safe; a token that several need is fetched by one of them.
 */
final class TokenCache {

    private static final long MOST_TOKENS = Budget.TOKENS_KEPT.value();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt = new byte[16];
    private final Map<Key, BearerToken> tokens = new ConcurrentHashMap<>();
    private final SingleFlight<Key, BearerToken> flights = new SingleFlight<>();

    TokenCache() {
        RANDOM.nextBytes(salt);
    }

    /** What a token is good for, and whose it is. */
    record Key(String realm, String service, String scope, String loginFingerprint) {}

    String fingerprint(RegistryLogin login) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            for (String part : new String[] {login.username(), login.password(), login.identityToken()}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    BearerToken get(Key key, Instant now, SingleFlight.Fetch<BearerToken> fetch) throws InterruptedException {
        return flights.get(key, new Fresh(key, now), fetch);
    }

    /** Drops a token that the registry refused, unless another one has taken its place already. */
    void forget(Key key, String refused) {
        tokens.computeIfPresent(key, (any, token) -> token.value().equals(refused) ? null : token);
    }

    /** A token that can still be used. */
    private final class Fresh implements SingleFlight.Memory<BearerToken> {

        private final Key key;
        private final Instant now;

        Fresh(Key key, Instant now) {
            this.key = key;
            this.now = now;
        }

        @Override
        public Optional<BearerToken> known() {
            return Optional.ofNullable(tokens.get(key)).filter(this::isGoodEnough);
        }

        @Override
        public boolean isGoodEnough(BearerToken token) {
            return token.isFresh(now);
        }

        @Override
        public void keep(BearerToken token) {
            if (tokens.size() >= MOST_TOKENS) {
                tokens.values().removeIf(old -> !old.isFresh(now));
                if (tokens.size() >= MOST_TOKENS) {
                    tokens.clear();
                }
            }
            tokens.put(key, token);
        }
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens, each for the credentials that it was issued to: another user, another password or anonymous access never
 * gets it. Credentials are known here by a salted hash alone. Thread-safe; a token is fetched by one thread at a time.
 */
final class TokenCache {

    private static final long MAX_SLOTS = Budget.TOKENS_KEPT.value();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt = new byte[16];
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

    TokenCache() {
        RANDOM.nextBytes(salt);
    }

    /** What a token is good for, and whose it is. */
    record Key(String realm, String service, String scope, String loginFingerprint) {}

    /** Fetches a token. */
    interface Fetch {
        BearerToken token() throws InterruptedException;
    }

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

    BearerToken get(Key key, Instant now, Fetch fetch) throws InterruptedException {
        if (slots.size() >= MAX_SLOTS) {
            slots.values().removeIf(slot -> slot.token == null || !slot.token.isFresh(now));
            if (slots.size() >= MAX_SLOTS) {
                slots.clear();
            }
        }
        Slot slot = slots.computeIfAbsent(key, ignored -> new Slot());
        BearerToken known = slot.token;
        if (known != null && known.isFresh(now)) {
            return known;
        }
        slot.lock.lockInterruptibly();
        try {
            if (slot.token == null || !slot.token.isFresh(now)) {
                slot.token = fetch.token();
            }
            return slot.token;
        } finally {
            slot.lock.unlock();
        }
    }

    /** Drops a token that the registry refused, unless another one has taken its place already. */
    void forget(Key key, String refused) {
        Slot slot = slots.get(key);
        if (slot == null) {
            return;
        }
        slot.lock.lock();
        try {
            if (slot.token != null && slot.token.value().equals(refused)) {
                slot.token = null;
            }
        } finally {
            slot.lock.unlock();
        }
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable BearerToken token;
    }
}

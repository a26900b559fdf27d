package io.jenkins.plugins.argoimageupdate.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** How an {@link EmbeddedRegistry} behaves besides serving what it holds. Thread-safe. */
public final class RegistryRules {

    private final List<Rule> faults = new CopyOnWriteArrayList<>();
    private volatile String user = "";
    private volatile String password = "";
    private volatile boolean token;
    private volatile int pageSize;
    private final AtomicInteger tokenGeneration = new AtomicInteger();

    /**
     * What comes back instead of the real answer.
     *
     * @param announced the length that the headers promise, if more than the body has; 0 for the body's own
     * @param delay before anything comes back
     */
    public record Fault(int status, Map<String, String> headers, String body, int announced, Duration delay) {

        public static Fault status(int status) {
            return new Fault(status, Map.of(), "", 0, Duration.ZERO);
        }

        public static Fault body(String body) {
            return new Fault(200, Map.of("Content-Type", "application/json"), body, 0, Duration.ZERO);
        }

        public Fault with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Fault(status, Map.copyOf(more), body, announced, delay);
        }

        /** The connection breaks off before the body is whole. */
        public Fault cutOff() {
            return new Fault(status, headers, body, body.length() + 100, delay);
        }

        public Fault after(Duration wait) {
            return new Fault(status, headers, body, announced, wait);
        }
    }

    private record Rule(Pattern requests, AtomicInteger times, Fault fault) {}

    /**
     * Lets requests fail.
     *
     * @param requests found in {@code GET /v2/app/tags/list?n=1}
     * @param times how many of them
     */
    public RegistryRules fail(String requests, int times, Fault fault) {
        faults.add(new Rule(Pattern.compile(requests), new AtomicInteger(times), fault));
        return this;
    }

    /** Removes all faults. */
    public void heal() {
        faults.clear();
    }

    /** Lets in only who sends this password with each request. */
    public RegistryRules requirePassword(String name, String secret) {
        user = name;
        password = secret;
        token = false;
        return this;
    }

    /** Lets in only who has a token, which this password gets at {@code /token}; an empty name gives tokens to anyone. */
    public RegistryRules requireToken(String name, String secret) {
        user = name;
        password = secret;
        token = true;
        return this;
    }

    /** Makes all tokens issued so far worthless. */
    public void revokeTokens() {
        tokenGeneration.incrementAndGet();
    }

    /** Cuts tag lists into pages; 0 for one page. */
    public RegistryRules pageSize(int tags) {
        pageSize = tags;
        return this;
    }

    int pageSize() {
        return pageSize;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    boolean wantsToken() {
        return token;
    }

    String currentToken() {
        return "token-" + tokenGeneration.get();
    }

    Optional<Fault> faultFor(String request) {
        for (Rule rule : faults) {
            if (rule.requests().matcher(request).find() && rule.times().getAndDecrement() > 0) {
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Until when servers do not want to be asked again, where that is too long to wait for it (RFC 9110, section 10.2.3). It is a matter of
 * a server and a login: limits are counted for each login.
 *
 * <p>Thread-safe.
 */
final class RetryAfterCooldowns {

    /** Longer than the windows that registries count in; a server that asks for more is asked again after that. */
    static final Duration LONGEST = Budget.REGISTRY_LONGEST_PAUSE.duration();

    /** @param authority host and port */
    record Client(String authority, RegistryLogin login) {}

    private final ConcurrentMap<Client, Instant> ends = new ConcurrentHashMap<>();
    private final TimeSource time;

    RetryAfterCooldowns(TimeSource time) {
        this.time = time;
    }

    void begin(Client client, Instant end) {
        Instant now = time.now();
        Instant longest = now.plus(LONGEST);
        ends.values().removeIf(over -> !over.isAfter(now));
        ends.put(client, end.isAfter(longest) ? longest : end);
    }

    /** The end of a pause that is not over; empty if the server may be asked. */
    Optional<Instant> end(Client client) {
        Instant end = ends.get(client);
        if (end == null) {
            return Optional.empty();
        }
        if (end.isAfter(time.now())) {
            return Optional.of(end);
        }
        ends.remove(client, end);
        return Optional.empty();
    }
}

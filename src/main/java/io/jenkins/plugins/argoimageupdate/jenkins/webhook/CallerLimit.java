package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Allows each caller so many requests a minute. Where more call than there is room for, those that came last share one count, so that
 * nobody's count is lost to make room for somebody else's. Thread-safe.
 */
final class CallerLimit {

    /** Callers that are counted one by one; those beyond share one count. */
    static final int MOST_CALLERS = 10_000;

    private static final int IPV6_BYTES = 16;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Minute> callers = new HashMap<>();
    private Minute others;
    private long swept;

    /** @param most of which so many a minute are allowed to each caller */
    CallerLimit(Budget most, LongSupplier nanos) {
        this.perMinute = most.intValue();
        this.nanos = nanos;
        this.swept = nanos.getAsLong();
    }

    private record Minute(long start, int requests) {

        private boolean isOver(long now) {
            return now - start >= MINUTE;
        }

        private static Minute next(Minute last, long now) {
            return last == null || last.isOver(now) ? new Minute(now, 1) : new Minute(last.start, last.requests + 1);
        }
    }

    /** Who is behind an address, as far as an address tells: of IPv6 the first 64 bits, within which a caller has addresses in plenty. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length == IPV6_BYTES) {
                Arrays.fill(bytes, IPV6_BYTES / 2, IPV6_BYTES, (byte) 0);
            }
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /** @param caller nothing of it may be chosen by who calls: an address, and what is configured here */
    synchronized boolean allows(String caller) {
        long now = nanos.getAsLong();
        if (now - swept >= MINUTE) {
            callers.values().removeIf(minute -> minute.isOver(now));
            swept = now;
        }
        if (!callers.containsKey(caller) && callers.size() >= MOST_CALLERS) {
            others = Minute.next(others, now);
            return others.requests() <= perMinute;
        }
        Minute counted = callers.merge(caller, new Minute(now, 1), (last, one) -> Minute.next(last, now));
        return counted.requests() <= perMinute;
    }

    /** Whether another one would not be allowed; counts nothing. */
    synchronized boolean isUsedUp(String caller) {
        Minute counted = callers.containsKey(caller) || callers.size() < MOST_CALLERS ? callers.get(caller) : others;
        return counted != null && !counted.isOver(nanos.getAsLong()) && counted.requests() >= perMinute;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who is polled next, so that a server that does not answer keeps nobody waiting who does not use it:
 *
 * <ul>
 *   <li>Who uses a server that is known not to answer waits behind all others, and only one at a time finds out whether it does again.
 *   <li>A poll that waits for such a server steps aside: another one may begin in its place, within limits.
 *   <li>Servers that have not answered yet, and jobs of which nobody knows what they use, get half of the places.
 * </ul>
 *
 * <p>Thread-safe.
 *
 * @param <J> what is polled, by one poll at a time
 */
final class PollLine<J> {

    /** As many polls as may run at once, times this, may be waiting aside for servers that do not answer. */
    static final int ASIDE = 2;

    private static final String UNKNOWN = "";

    private final Function<String, ServerState> states;
    private final InstantSource clock;
    private final Map<J, Place> waiting = new LinkedHashMap<>();
    private final Map<J, Place> running = new LinkedHashMap<>();

    PollLine(Function<String, ServerState> states, InstantSource clock) {
        this.states = states;
        this.clock = clock;
    }

    /**
     * @param since when it began to wait, or to run
     * @param servers that it uses, as far as is known
     */
    private record Place(Instant since, Set<String> servers) {}

    /**
     * Has it wait for its turn, unless it does already.
     *
     * @param servers that it used last time; empty if that is not known
     */
    synchronized void add(J job, Collection<String> servers) {
        waiting.putIfAbsent(job, new Place(clock.instant(), Set.copyOf(servers)));
    }

    /** Takes the one whose turn it is, if there is room for it; whoever takes it says when it {@linkplain #ended ended}. */
    synchronized Optional<J> next(int threads) {
        if (running.size() - aside(threads) >= threads) {
            return Optional.empty();
        }
        int half = Math.max(1, threads / 2);
        Optional<J> next = first(place -> place.servers.stream().noneMatch(this::isTrouble) && hasRoom(place, half));
        if (next.isEmpty()) {
            next = first(place -> hasRoom(place, half));
        }
        next.ifPresent(job -> {
            Set<String> servers = new HashSet<>(waiting.remove(job).servers);
            running.put(job, new Place(clock.instant(), servers.isEmpty() ? new HashSet<>(Set.of(UNKNOWN)) : servers));
        });
        return next;
    }

    private Optional<J> first(Predicate<Place> ready) {
        for (Iterator<Map.Entry<J, Place>> entries = waiting.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<J, Place> entry = entries.next();
            if (!running.containsKey(entry.getKey()) && ready.test(entry.getValue())) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    private boolean hasRoom(Place place, int half) {
        Set<String> servers = place.servers.isEmpty() ? Set.of(UNKNOWN) : place.servers;
        return servers.stream().allMatch(server -> users(server) < most(server, half));
    }

    private int most(String server, int half) {
        if (server.equals(UNKNOWN)) {
            return half;
        }
        return switch (states.apply(server)) {
            case ANSWERING -> Integer.MAX_VALUE;
            case UNKNOWN, PAUSED -> half;
            case SILENT, DOUBTFUL -> 1;
        };
    }

    /** Those of whom it is not known what they use count only while that may turn out to be anything. */
    private long users(String server) {
        return running.values().stream()
                .filter(place -> place.servers.contains(server))
                .filter(place -> !server.equals(UNKNOWN) || !isAside(place))
                .count();
    }

    private int aside(int threads) {
        long aside = running.values().stream().filter(this::isAside).count();
        return (int) Math.min(aside, (long) ASIDE * threads);
    }

    private boolean isAside(Place place) {
        return Duration.between(place.since, clock.instant()).compareTo(ServerHealth.SILENCE) >= 0
                && place.servers.stream().anyMatch(this::isTrouble);
    }

    private boolean isTrouble(String server) {
        return !server.equals(UNKNOWN) && states.apply(server).isTrouble();
    }

    /**
     * A poll that runs turns out to use a server.
     *
     * @return whether it may; not if the server does not answer, and others find out already whether it does again
     */
    synchronized boolean uses(J job, String server) {
        Place place = running.get(job);
        if (place == null || place.servers.contains(server)) {
            return true;
        }
        boolean may = users(server) < most(server, Integer.MAX_VALUE);
        if (may) {
            place.servers.add(server);
        }
        return may;
    }

    /** A poll is over. */
    synchronized void ended(J job) {
        running.remove(job);
    }

    /** Whether it waits or runs. */
    synchronized boolean contains(J job) {
        return waiting.containsKey(job) || running.containsKey(job);
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && running.isEmpty();
    }

    synchronized boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** The one that waits for longest; empty if none does. */
    synchronized Optional<J> longestWaiting() {
        return waiting.keySet().stream().findFirst();
    }

    /** For how long the one that waits for longest has been waiting; zero if none does. */
    synchronized Duration longestWait() {
        return waiting.values().stream()
                .findFirst()
                .map(place -> Duration.between(place.since, clock.instant()))
                .orElse(Duration.ZERO);
    }
}

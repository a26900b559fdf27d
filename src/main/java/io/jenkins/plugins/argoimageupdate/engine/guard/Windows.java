package io.jenkins.plugins.argoimageupdate.engine.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times in which updates are made. Any active deny window keeps them back; where there are allow windows, one of them has to be
 * active (Argo CD: {@code SyncWindows.CanSync}).
 */
public record Windows(List<Window> all) {

    /** No windows, which is always open. */
    public static final Windows NONE = new Windows(List.of());

    private static final Duration HORIZON = Duration.ofDays(366);
    private static final int MOST_STEPS = 10_000;

    public Windows {
        all = List.copyOf(all);
    }

    /** Whether updates are made now. */
    public boolean isOpen(Instant now) {
        return all.stream().noneMatch(window -> window.kind() == Window.Kind.DENY && window.isActive(now))
                && (allowing().findAny().isEmpty() || allowing().anyMatch(window -> window.isActive(now)));
    }

    /** Why updates wait, and until when; empty if they do not. */
    public Optional<Wait> closed(Instant now) {
        if (isOpen(now)) {
            return Optional.empty();
        }
        Instant opening = opening(now).orElse(null);
        String why = denying(now)
                .findFirst()
                .map(window -> "the window '" + window + "' is active")
                .orElseGet(() -> {
                    List<String> open =
                            allowing().map(window -> "'" + window + "'").toList();
                    return "it is outside the " + (open.size() == 1 ? "window " : "windows ")
                            + String.join(" and ", open);
                });
        return Optional.of(new Wait(
                Wait.Cause.WINDOW,
                opening == null ? why + ", and updates are not allowed at any time of the next year" : why,
                opening));
    }

    /** When updates are made next, not before now; empty if that is not within a year. */
    Optional<Instant> opening(Instant now) {
        if (all.stream().anyMatch(window -> window.kind() == Window.Kind.DENY && window.isAlwaysActive())) {
            return Optional.empty();
        }
        Instant time = now;
        Instant end = now.plus(HORIZON);
        for (int i = 0; i < MOST_STEPS && time.isBefore(end); i++) {
            if (isOpen(time)) {
                return Optional.of(time);
            }
            Optional<Instant> next = next(time);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            time = next.get();
        }
        return Optional.empty();
    }

    /** The earliest time after one at which it is closed, at which it can be open. */
    private Optional<Instant> next(Instant time) {
        Optional<Duration> change = denying(time).findAny().isPresent()
                ? denying(time).flatMap(window -> window.left(time).stream()).max(Comparator.naturalOrder())
                : allowing().flatMap(window -> window.next(time).stream()).min(Comparator.naturalOrder());
        Optional<Instant> clockChange = all.stream()
                .map(Window::zone)
                .distinct()
                .flatMap(zone -> clockChange(zone, time))
                .min(Comparator.naturalOrder());
        return Stream.concat(change.map(time::plus).stream(), clockChange.stream())
                .min(Comparator.naturalOrder());
    }

    private static Stream<Instant> clockChange(ZoneId zone, Instant time) {
        ZoneOffsetTransition transition = zone.getRules().nextTransition(time);
        return transition == null ? Stream.empty() : Stream.of(transition.getInstant());
    }

    private Stream<Window> denying(Instant now) {
        return all.stream().filter(window -> window.kind() == Window.Kind.DENY && window.isActive(now));
    }

    private Stream<Window> allowing() {
        return all.stream().filter(window -> window.kind() == Window.Kind.ALLOW);
    }
}

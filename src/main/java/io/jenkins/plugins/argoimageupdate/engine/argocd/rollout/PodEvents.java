package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodText;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceEvent;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Kubernetes says of pods in events alone: why one finds no node, cannot mount a volume or does not pass its readiness probe. One
 * wait, one thread.
 */
final class PodEvents {

    private static final Comparator<ResourceEvent> BY_TIME =
            Comparator.comparing(ResourceEvent::lastSeen, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Workloads asked about at one look: the others are asked about at the next ones, as each takes a request. */
    private static final int MOST_ASKED = 10;

    private final Source events;
    private final RolloutListener listener;
    private final Clock clock;
    private final Duration again;
    private final Map<List<String>, Instant> askedAt = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private Set<String> pending = Set.of();

    /** Where the events of a pod come from. */
    @FunctionalInterface
    interface Source {
        List<ResourceEvent> of(ResourceNode pod) throws InterruptedException;
    }

    /**
     * @param events of a pod; empty where they cannot be had
     * @param again how long to wait before the same workload's pods are asked about once more
     */
    PodEvents(Source events, RolloutListener listener, Clock clock, Duration again) {
        this.events = events;
        this.listener = listener;
        this.clock = clock;
        this.again = again;
    }

    /** Tells why pods find no node as soon as the scheduler says it, once for the pods of one owner. */
    void tell(List<ResourceNode> withoutNode) throws InterruptedException {
        Set<String> now = new HashSet<>();
        int asked = 0;
        for (ResourceNode pod : withoutNode) {
            now.add(pod.uid());
            if (asked < MOST_ASKED && pending.contains(pod.uid()) && isDue(pod)) {
                asked++;
                askedAt.put(pod.parentUids(), clock.instant());
                lastWarning(pod)
                        .filter(told::add)
                        .ifPresent(reason -> listener.changed(
                                new RolloutChange(clock.instant(), PodText.name(pod), "", "no node yet: " + reason)));
            }
        }
        pending = now;
    }

    private boolean isDue(ResourceNode pod) {
        Instant asked = askedAt.get(pod.parentUids());
        return asked == null || !clock.instant().isBefore(asked.plus(again));
    }

    /** Such as {@code FailedScheduling: 0/1 nodes are available: 1 Insufficient memory.} */
    Optional<String> lastWarning(ResourceNode pod) throws InterruptedException {
        return events.of(pod).stream()
                .filter(event -> event.type().equals("Warning"))
                .max(BY_TIME)
                .map(event -> event.reason() + ": " + event.message());
    }
}

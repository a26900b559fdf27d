package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Applications that a list told, as events have changed them since, without the results of their syncs. Thread-safe. */
final class KnownApplications {

    private Map<Name, LiveApplication> byName = new HashMap<>();
    /** What events told since the list that is under way was asked for. */
    private final Set<Name> toldMeanwhile = new HashSet<>();

    private @Nullable Instant listedAt;
    private Duration took = Duration.ZERO;

    private record Name(String namespace, String name) {

        static Name of(LiveApplication live) {
            return new Name(live.application().namespace(), live.application().name());
        }
    }

    /** Takes note that a list is about to be asked for, which events can overtake. */
    synchronized void listing() {
        toldMeanwhile.clear();
    }

    /**
     * @param asked when the list was asked for
     * @param duration how long it took
     */
    synchronized void listed(List<LiveApplication> all, Instant asked, Duration duration) {
        Map<Name, LiveApplication> listed = new HashMap<>();
        all.forEach(live -> listed.put(Name.of(live), live.withoutResults()));
        for (Name told : toldMeanwhile) {
            LiveApplication event = byName.get(told);
            if (event == null) {
                listed.remove(told);
            } else {
                listed.merge(told, event, KnownApplications::newer);
            }
        }
        byName = listed;
        listedAt = asked;
        took = duration;
    }

    /** How long the last list took. */
    synchronized Duration took() {
        return took;
    }

    synchronized void changed(LiveApplication live) {
        Name name = Name.of(live);
        toldMeanwhile.add(name);
        byName.merge(name, live.withoutResults(), KnownApplications::newer);
    }

    /** An answer about one that has not been deleted meanwhile. */
    synchronized void learned(LiveApplication live) {
        if (byName.containsKey(Name.of(live))) {
            changed(live);
        }
    }

    synchronized void deleted(LiveApplication live) {
        Name name = Name.of(live);
        toldMeanwhile.add(name);
        byName.remove(name);
    }

    private static LiveApplication newer(LiveApplication before, LiveApplication now) {
        return now.isOlderThan(before) ? before : now;
    }

    /** When the last list was asked for; null for never. */
    synchronized @Nullable Instant listedAt() {
        return listedAt;
    }

    synchronized int size() {
        return byName.size();
    }

    synchronized Optional<LiveApplication> find(ApplicationRef ref) {
        String namespace = ref.namespace().isEmpty() ? ownNamespace() : ref.namespace();
        return Optional.ofNullable(byName.get(new Name(namespace, ref.name())))
                .filter(live -> ref.project().isEmpty()
                        || ref.project().equals(live.application().project()));
    }

    /** Argo CD's own, which each Application tells; empty where it is not told. */
    private String ownNamespace() {
        return byName.values().stream()
                .findFirst()
                .map(any -> any.application().observed().controlPlaneNamespace())
                .orElse("");
    }

    synchronized List<LiveApplication> matching(ApplicationQuery query) {
        return byName.values().stream()
                .filter(live -> query.takes(live.application()))
                .toList();
    }

    synchronized void forget() {
        byName = new HashMap<>();
        listedAt = null;
    }
}

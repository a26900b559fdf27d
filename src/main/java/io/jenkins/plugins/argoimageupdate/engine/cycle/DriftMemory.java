package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drifts;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ImageDifference;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs in Applications that are out of sync for long, so that polls need not ask anew while nothing changes. It keeps those that
 * were asked for last. Thread-safe.
 */
public final class DriftMemory {

    private static final int MOST = 2_000;

    /** What has no pod can be changed without a trace in the Application. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<Key, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Seen> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String server, String uid) {}

    /** What mostly tells in the Application itself that another answer is to be expected. */
    private record State(List<String> revisions, List<ResourceKey> outOfSync, List<String> images) {}

    private record Seen(State state, List<ImageDifference> differences, Instant at) {}

    synchronized Optional<List<ImageDifference>> of(String server, LiveApplication application) {
        return Optional.ofNullable(seen.get(new Key(server, application.uid())))
                .filter(one -> one.state().equals(state(application))
                        && one.at().plus(LONGEST).isAfter(Instant.now()))
                .map(Seen::differences);
    }

    synchronized void keep(String server, LiveApplication application, List<ImageDifference> differences) {
        seen.put(new Key(server, application.uid()), new Seen(state(application), differences, Instant.now()));
    }

    private static State state(LiveApplication application) {
        return new State(
                application.status().revisions(),
                Drifts.outOfSync(application),
                application.application().observed().liveImages());
    }
}

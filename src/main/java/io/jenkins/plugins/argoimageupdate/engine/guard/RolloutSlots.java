package io.jenkins.plugins.argoimageupdate.engine.guard;

import java.util.HashMap;
import java.util.Map;

/** Counts the Applications that are being rolled out at each Argo CD server, by all runs of a process. Thread-safe. */
public final class RolloutSlots {

    private final Map<String, Map<String, Integer>> underway = new HashMap<>();

    /** How many other Applications are being rolled out at a server. */
    public synchronized int others(String server, String application) {
        Map<String, Integer> all = underway.getOrDefault(server, Map.of());
        return all.size() - (all.containsKey(application) ? 1 : 0);
    }

    /**
     * Counts a rollout, unless there are too many others. Each one that is counted has to be ended.
     *
     * @param most others, and this one; 0 for any number
     */
    public synchronized boolean begin(String server, String application, int most) {
        if (most > 0 && others(server, application) >= most) {
            return false;
        }
        underway.computeIfAbsent(server, any -> new HashMap<>()).merge(application, 1, Integer::sum);
        return true;
    }

    /** Ends what {@link #begin} has counted. */
    public synchronized void end(String server, String application) {
        Map<String, Integer> all = underway.get(server);
        if (all != null) {
            all.computeIfPresent(application, (name, runs) -> runs == 1 ? null : runs - 1);
            if (all.isEmpty()) {
                underway.remove(server);
            }
        }
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which triggers watch which repository, so that news of one need not be taken to every job. Thread-safe. */
@Extension
public final class WatchIndex {

    private final Map<ImageUpdateTrigger, Set<String>> repositories = new IdentityHashMap<>();
    private final Map<String, Set<ImageUpdateTrigger>> watchers = new HashMap<>();

    public static WatchIndex get() {
        return ExtensionList.lookupSingleton(WatchIndex.class);
    }

    /** The triggers of the jobs that watch a repository, see {@link RepositoryKeys}. */
    public synchronized List<ImageUpdateTrigger> watching(String repository) {
        return List.copyOf(watchers.getOrDefault(repository, Set.of()));
    }

    /** The triggers of all jobs, in no order. */
    public synchronized List<ImageUpdateTrigger> triggers() {
        return List.copyOf(repositories.keySet());
    }

    synchronized void put(ImageUpdateTrigger trigger, Set<String> watched) {
        remove(trigger);
        repositories.put(trigger, Set.copyOf(watched));
        watched.forEach(repository -> watchers.computeIfAbsent(repository, any -> new LinkedHashSet<>())
                .add(trigger));
    }

    synchronized void remove(ImageUpdateTrigger trigger) {
        Set<String> watched = repositories.remove(trigger);
        for (String repository : watched == null ? Set.<String>of() : watched) {
            Set<ImageUpdateTrigger> others = watchers.get(repository);
            others.remove(trigger);
            if (others.isEmpty()) {
                watchers.remove(repository);
            }
        }
    }
}

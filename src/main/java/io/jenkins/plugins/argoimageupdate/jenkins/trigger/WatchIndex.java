package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.RepositoryKeys;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Which triggers watch which repository, so that news of one need not be taken to every job. Thread-safe. */
@Extension
public final class WatchIndex {

    private final Map<ImageUpdateTrigger, Set<String>> repositories = new IdentityHashMap<>();
    private final Map<String, Set<ImageUpdateTrigger>> watchers = new HashMap<>();

    /** The one of this controller. */
    public static WatchIndex get() {
        return ExtensionList.lookupSingleton(WatchIndex.class);
    }

    /** The triggers of the jobs that watch a repository, see {@link RepositoryKeys}. */
    public synchronized List<ImageUpdateTrigger> watching(String repository) {
        return current(watchers.getOrDefault(repository, Set.of()));
    }

    /** The triggers of all jobs, in no order. */
    public synchronized List<ImageUpdateTrigger> triggers() {
        return current(repositories.keySet());
    }

    /**
     * Without those of jobs that are gone and those that others have replaced, which are forgotten: Jenkins does not stop the triggers of a
     * job that it deletes, reloads or is given another {@code config.xml} for.
     */
    private List<ImageUpdateTrigger> current(Set<ImageUpdateTrigger> triggers) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            assert system != null;
            Map<Boolean, List<ImageUpdateTrigger>> parts =
                    triggers.stream().collect(Collectors.partitioningBy(WatchIndex::isCurrent));
            parts.get(false).forEach(this::remove);
            return parts.get(true);
        }
    }

    private static boolean isCurrent(ImageUpdateTrigger trigger) {
        Job<?, ?> job = trigger.getJob();
        return job != null
                && Jenkins.get().getItemByFullName(job.getFullName()) == job
                && ImageUpdateTrigger.of(job) == trigger;
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

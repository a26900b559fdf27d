package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.LastWatched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import jenkins.model.Jenkins;

/** What the last build of each job asked for, so that a page need not read it of all jobs. Thread-safe. */
@Extension
public final class PromotionIndex extends ItemListener {

    private final Map<Job<?, ?>, List<UpdateArguments>> known = new WeakHashMap<>();

    /** The one of this controller. */
    static PromotionIndex get() {
        return ExtensionList.lookupSingleton(PromotionIndex.class);
    }

    @Override
    public void onLoaded() {
        Jenkins.get().allItems(Job.class).forEach(this::look);
    }

    @Override
    public void onCreated(Item item) {
        onUpdated(item);
    }

    @Override
    public void onUpdated(Item item) {
        if (item instanceof Job<?, ?> job) {
            look(job);
        }
    }

    @Override
    public void onDeleted(Item item) {
        if (item instanceof Job<?, ?> job) {
            synchronized (known) {
                known.remove(job);
            }
        }
    }

    private void look(Job<?, ?> job) {
        List<UpdateArguments> kept = new LastWatched(job).ofFile();
        synchronized (known) {
            if (kept.isEmpty()) {
                known.remove(job);
            } else {
                known.put(job, kept);
            }
        }
    }

    /** Those that the reader may see, in the order of their names. */
    Map<Job<?, ?>, List<UpdateArguments>> visible() {
        List<Map.Entry<Job<?, ?>, List<UpdateArguments>>> all;
        synchronized (known) {
            all = new ArrayList<>(Map.copyOf(known).entrySet());
        }
        Map<Job<?, ?>, List<UpdateArguments>> visible = new LinkedHashMap<>();
        all.stream()
                .filter(entry -> isVisible(entry.getKey()))
                .sorted((one, other) ->
                        one.getKey().getFullName().compareTo(other.getKey().getFullName()))
                .forEach(entry -> visible.put(entry.getKey(), entry.getValue()));
        return visible;
    }

    private static boolean isVisible(Job<?, ?> job) {
        return job.hasPermission(Item.READ) && Jenkins.get().getItemByFullName(job.getFullName()) == job;
    }

    /** Whether a job in there promotes, be it one that the reader may not see. */
    boolean promotesIn(ItemGroup<?> group) {
        synchronized (known) {
            return known.entrySet().stream()
                    .anyMatch(entry -> isIn(entry.getKey(), group)
                            && entry.getValue().stream()
                                    .anyMatch(one -> one.promotedFrom().isPresent()));
        }
    }

    static boolean isIn(Job<?, ?> job, ItemGroup<?> group) {
        String folder = group.getFullName();
        return folder.isEmpty() || job.getFullName().startsWith(folder + "/");
    }

    /** Takes note of each build's end, after what it asked for is kept. */
    @Extension(ordinal = -10)
    public static final class Builds extends RunListener<Run<?, ?>> {

        @Override
        public void onFinalized(@NonNull Run<?, ?> run) {
            get().look(run.getParent());
        }

        @Override
        public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
            get().look(run.getParent());
        }
    }
}

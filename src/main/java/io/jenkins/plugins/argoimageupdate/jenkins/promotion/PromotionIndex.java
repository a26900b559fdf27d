package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** What the last build of each job asked for, so that a page need not read it of all jobs. Thread-safe. */
@Extension
public final class PromotionIndex extends ItemListener {

    /** By full name. */
    private final Map<String, List<UpdateArguments>> known = new ConcurrentSkipListMap<>();

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
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        known.remove(oldFullName);
        onUpdated(item);
    }

    @Override
    public void onDeleted(Item item) {
        known.remove(item.getFullName());
    }

    private void look(Job<?, ?> job) {
        List<UpdateArguments> kept = new LastWatched(job).ofFile();
        if (kept.isEmpty()) {
            known.remove(job.getFullName());
        } else {
            known.put(job.getFullName(), kept);
        }
    }

    /** Those that the reader may see, in the order of their names. */
    Map<Job<?, ?>, List<UpdateArguments>> visible() {
        Map<Job<?, ?>, List<UpdateArguments>> visible = new LinkedHashMap<>();
        known.forEach((name, arguments) -> {
            Job<?, ?> job = visible(name);
            if (job != null) {
                visible.put(job, arguments);
            }
        });
        return visible;
    }

    /** Null also for a job that the reader may know of, and not read. */
    @CheckForNull
    private static Job<?, ?> visible(String name) {
        try {
            Job<?, ?> job = Jenkins.get().getItemByFullName(name, Job.class);
            return job != null && job.hasPermission(Item.READ) ? job : null;
        } catch (AccessDeniedException e) {
            return null;
        }
    }

    /** Whether a job in there promotes, be it one that the reader may not see. */
    boolean promotesIn(ItemGroup<?> group) {
        return known.entrySet().stream()
                .anyMatch(entry -> isIn(entry.getKey(), group)
                        && entry.getValue().stream()
                                .anyMatch(one -> one.promotedFrom().isPresent()));
    }

    /** @param job its full name */
    static boolean isIn(String job, ItemGroup<?> group) {
        String folder = group.getFullName();
        return folder.isEmpty() || job.startsWith(folder + "/");
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

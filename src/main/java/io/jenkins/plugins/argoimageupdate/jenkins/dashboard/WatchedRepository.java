package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.Pause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A repository of images as the last polls of the jobs that watch it found it. */
@ExportedBean
public final class WatchedRepository {

    private final String key;
    private final String remaining;
    private final Set<WatchedJob> jobs = new LinkedHashSet<>();
    private final Set<String> live = new LinkedHashSet<>();
    private WatchedImageView latest;
    private long shared;
    private long cached;

    /**
     * @param key as {@link PollPause} calls it
     * @param remaining what its registry last said of its rate limit; empty for nothing
     */
    WatchedRepository(String key, String remaining) {
        this.key = key;
        this.remaining = remaining;
    }

    void add(WatchedJob job, WatchedImageView image) {
        jobs.add(job);
        if (!image.getLive().isEmpty()) {
            live.add(image.getLive());
        }
        shared += image.getShared();
        cached += image.getCached();
        if (latest == null || image.getLastCheck().after(latest.getLastCheck())) {
            latest = image;
        }
    }

    /** With which it is paused and resumed. */
    @Exported
    public String getKey() {
        return key;
    }

    /** The registry's host. */
    @Exported
    public String getRegistry() {
        return latest == null || latest.getRegistry().isEmpty()
                ? key.substring(0, Math.max(0, key.indexOf('/')))
                : latest.getRegistry();
    }

    @Exported
    public String getRepository() {
        return latest == null ? key.substring(key.indexOf('/') + 1) : latest.getRepository();
    }

    @Exported
    public List<WatchedJob> getJobs() {
        return new ArrayList<>(jobs);
    }

    /** Those that the page names. */
    public PageRows<WatchedJob> getNamedJobs() {
        return PageRows.of(getJobs(), Budget.NAMED.intValue(), job -> job.isFailed() ? 0 : 1);
    }

    /** Whether its registry asks to wait, or could not tell its tags. */
    boolean isProblem() {
        return getRetryAt() != null || !getError().isEmpty();
    }

    /** The schedules of its jobs, by how the page says them. */
    public Map<String, String> getSchedules() {
        Map<String, String> schedules = new TreeMap<>();
        jobs.stream()
                .filter(job -> !job.getSpec().isEmpty())
                .forEach(job -> schedules.put(job.getSchedule(), job.getSpec()));
        return schedules;
    }

    /** The schedules of its jobs. */
    @Exported
    public List<String> getSpecs() {
        return jobs.stream().map(WatchedJob::getSpec).distinct().toList();
    }

    /** Null if it has not been asked yet. */
    @Exported
    @CheckForNull
    public Date getLastPoll() {
        return latest == null ? null : latest.getLastCheck();
    }

    /** Of the last poll, in milliseconds. */
    @Exported
    public long getDuration() {
        return latest == null ? 0 : latest.getDuration();
    }

    public String getTook() {
        return getDuration() == 0 ? "" : TimeSpan.of(getDuration());
    }

    /** Null when not known. */
    @Exported
    @CheckForNull
    public Integer getTags() {
        return latest == null ? null : latest.getTags();
    }

    /** Tags that are live. */
    @Exported
    public List<String> getLive() {
        return new ArrayList<>(live);
    }

    /** Requests that the last polls did not send, because others had sent them. */
    @Exported
    public long getShared() {
        return shared;
    }

    /** Requests that the last polls did not send, because the cache had the answers. */
    @Exported
    public long getCached() {
        return cached;
    }

    /** What its registry last said of its rate limit; empty for nothing. */
    @Exported
    public String getRemaining() {
        return remaining;
    }

    /** When its registry may be asked again; null for at any time. */
    @Exported
    @CheckForNull
    public Date getRetryAt() {
        Date at = latest == null ? null : latest.getRetryAt();
        return at != null && at.after(new Date()) ? at : null;
    }

    /** Empty when all is well. */
    @Exported
    public String getError() {
        return latest != null && latest.isFailed() ? latest.getError() : "";
    }

    @Exported
    public boolean isPaused() {
        return getPause() != null;
    }

    /** Who has paused it, when and why; null if it is not paused. */
    @Exported(inline = true)
    @CheckForNull
    public Pause getPause() {
        return PollPause.get().ofRepository(key).orElse(null);
    }

    /** With which the page tells its rows apart. */
    public String getAnchor() {
        return Anchor.of("repository", key);
    }

    String text() {
        return String.join(" ", key, getRegistry(), getRepository(), getError(), String.join(" ", live)) + " "
                + jobs.stream().map(WatchedJob::getName).collect(Collectors.joining(" "));
    }
}

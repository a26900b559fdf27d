package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.Connections;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchIndex;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** What all jobs watch, at one moment. Of jobs that the reader may not see it says no more than that there are such. */
public final class WatchSnapshot {

    private static final int MOST_JOBS = 1_000;
    private static final double HOUR = 3_600_000;

    private final List<WatchedJob> jobs = new ArrayList<>();
    private final Map<String, WatchedTarget> repositories = new TreeMap<>();
    private final Map<String, WatchedTarget> gitRepositories = new TreeMap<>();
    private final List<Registry> registries;
    private int hidden;
    private int images;

    /** The requests to a registry since Jenkins started. */
    public record Registry(String host, RequestMetrics.Snapshot counts, long anHour) {}

    private WatchSnapshot() {
        double hours = Math.max(1, uptime() / HOUR);
        registries = Connections.get().registries().metrics().entrySet().stream()
                .map(entry -> registry(entry.getKey(), entry.getValue().snapshot(), hours))
                .toList();
    }

    static WatchSnapshot take() {
        WatchSnapshot snapshot = new WatchSnapshot();
        WatchIndex.get().triggers().stream()
                .filter(trigger -> trigger.getJob() != null)
                .sorted(Comparator.comparing(trigger -> trigger.getJob().getFullName()))
                .limit(MOST_JOBS)
                .forEach(snapshot::add);
        return snapshot;
    }

    public List<WatchedJob> getJobs() {
        return List.copyOf(jobs);
    }

    /** How many jobs the reader may not see. */
    public int getHidden() {
        return hidden;
    }

    public Collection<WatchedTarget> getRepositories() {
        return repositories.values();
    }

    public Collection<WatchedTarget> getGitRepositories() {
        return gitRepositories.values();
    }

    public List<Registry> getRegistries() {
        return registries;
    }

    public int getImages() {
        return images;
    }

    /** Jobs whose last poll failed, or of whose images one does. */
    public long getErrors() {
        return jobs.stream().filter(WatchedJob::isFailed).count();
    }

    public long getRequestsAnHour() {
        return registries.stream().mapToLong(Registry::anHour).sum();
    }

    public long getSaved() {
        return registries.stream()
                .mapToLong(registry -> registry.counts().saved())
                .sum();
    }

    private void add(ImageUpdateTrigger trigger) {
        Job<?, ?> job = trigger.getJob();
        PollState state = trigger.getState();
        images += state.getImages().size();
        if (!job.hasPermission(Item.EXTENDED_READ)) {
            hidden++;
            return;
        }
        String spec = trigger.getSpec().isEmpty()
                ? ArgoImageUpdateConfiguration.get().getDefaults().getPollSpec()
                : trigger.getSpec();
        WatchedJob watched = new WatchedJob(job, spec, state, PollPause.get().isPaused(job));
        jobs.add(watched);
        for (WatchedImageView image : state.getImages()) {
            target(repositories, image.getImage())
                    .add(watched, image.getLastCheck(), image.isFailed() ? image.getError() : "", image.getLive());
        }
        UpdateHistory.of(job).entries().stream()
                .filter(entry -> !entry.repository().isEmpty())
                .collect(Collectors.toMap(HistoryEntry::repository, entry -> entry, (one, older) -> one))
                .forEach((repository, entry) -> target(gitRepositories, repository)
                        .add(watched, Date.from(entry.at()), "", shortCommit(entry.commit())));
    }

    private static WatchedTarget target(Map<String, WatchedTarget> targets, String name) {
        return targets.computeIfAbsent(Objects.requireNonNull(name), WatchedTarget::new);
    }

    private static String shortCommit(String commit) {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }

    private static long uptime() {
        return System.currentTimeMillis() - Jenkins.get().toComputer().getConnectTime();
    }

    private static Registry registry(String host, RequestMetrics.Snapshot counts, double hours) {
        return new Registry(host, counts, Math.round(counts.total() / hours));
    }
}

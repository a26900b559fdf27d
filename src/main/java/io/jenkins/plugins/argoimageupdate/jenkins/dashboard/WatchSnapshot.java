package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.HttpServices;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.ServerUsage;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchIndex;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What all jobs watch, at one moment, from what polls and builds have left behind: no server is asked for it. */
@ExportedBean
public final class WatchSnapshot {

    private static final int MOST_JOBS = Budget.PAGE_JOBS.intValue();
    private static final int MOST_REPOSITORIES = Budget.PAGE_REPOSITORIES.intValue();
    private static final double HOUR = 3_600_000;

    private final List<WatchedJob> jobs = new ArrayList<>();
    private final Map<String, WatchedRepository> repositories = new TreeMap<>();
    private final Map<String, WatchedServer> gitRepositories = new TreeMap<>();
    private final Map<String, RegistryTraffic> registries = new TreeMap<>();
    private final List<WatchedServer> argoCdServers = new ArrayList<>();
    private int jobsLeftOut;
    private WatchSummary summary;

    private WatchSnapshot() {
        Duration uptime = Duration.between(ServerUsage.get().since(), Instant.now());
        double hours = Math.max(1, uptime.toMillis() / HOUR);
        HttpServices.get()
                .registries()
                .metrics()
                .forEach((host, metrics) -> registries.put(host, new RegistryTraffic(host, metrics, hours)));
        ArgoImageUpdateConfiguration.get().getArgoCdServers().forEach(this::addArgoCd);
        ServerUsage.get().git().all().forEach((address, metrics) -> git(address));
        PollPause.get().pausedRepositories().forEach(key -> repository(key, ""));
    }

    private record Watch(Job<?, ?> job, ImageUpdateTrigger trigger) {}

    static WatchSnapshot take() {
        WatchSnapshot snapshot = new WatchSnapshot();
        List<Watch> watches = new ArrayList<>();
        for (ImageUpdateTrigger trigger : WatchIndex.get().triggers()) {
            Job<?, ?> job = trigger.getJob();
            if (job != null) {
                watches.add(new Watch(job, trigger));
            }
        }
        watches.sort(Comparator.comparing(watch -> watch.job().getFullName()));
        watches.stream().limit(MOST_JOBS).forEach(snapshot::addOrSayWhyNot);
        snapshot.jobsLeftOut = Math.max(0, watches.size() - MOST_JOBS);
        snapshot.summary = new WatchSummary(snapshot.jobs, PollPause.get().isAllPaused());
        return snapshot;
    }

    /** A job of which nothing can be told does not keep the others from being shown. */
    private void addOrSayWhyNot(Watch watch) {
        try {
            add(watch);
        } catch (RuntimeException | StackOverflowError e) {
            String work = "The look at " + watch.job().getFullName();
            jobs.add(WatchedJob.unknown(watch.job(), Breakdown.of(work, e)));
        }
    }

    private void add(Watch watch) {
        PollState state = watch.trigger().getState();
        UpdateHistory history = UpdateHistory.of(watch.job());
        WatchedJob job = new WatchedJob(watch.job(), state, ImagePanel.rowsOf(state, history));
        for (WatchedImageView image : state.getImages()) {
            String key = image.getRepositoryKey();
            repository(key.isEmpty() ? "/" + image.getImage() : key, image.getRegistry())
                    .add(job, image);
        }
        history.entries().stream()
                .filter(entry -> !entry.revision().repository().isEmpty())
                .forEach(entry -> git(entry.revision().repository())
                        .wrote(entry.revision().commit(), entry.at()));
        jobs.add(job);
    }

    private WatchedRepository repository(String key, String host) {
        RegistryTraffic registry = registries.get(host);
        return repositories.computeIfAbsent(
                key, any -> new WatchedRepository(key, registry == null ? "" : registry.getRemaining()));
    }

    private void addArgoCd(ArgoCdServerConfig server) {
        String name = server.getName();
        ServerUsage known = ServerUsage.get();
        argoCdServers.add(new WatchedServer(
                name, server.getUrl(), known.version(name), known.argoCd().of(name)));
    }

    private WatchedServer git(String address) {
        return gitRepositories.computeIfAbsent(
                address,
                any -> new WatchedServer(
                        address, address, "", ServerUsage.get().git().of(address)));
    }

    @Exported(inline = true)
    public List<WatchedJob> getJobs() {
        return List.copyOf(jobs);
    }

    /** How many jobs watch images besides; nothing of this is about them. */
    @Exported
    public int getJobsLeftOut() {
        return jobsLeftOut;
    }

    @Exported(inline = true)
    public List<WatchedRepository> getRepositories() {
        return List.copyOf(repositories.values());
    }

    /** Those that the page has room for. */
    public PageRows<WatchedRepository> getShownRepositories() {
        return PageRows.of(getRepositories(), MOST_REPOSITORIES, repository -> repository.isProblem() ? 0 : 1);
    }

    @Exported(inline = true)
    public List<RegistryTraffic> getRegistries() {
        return List.copyOf(registries.values());
    }

    /** Those of the configuration. */
    @Exported(inline = true)
    public List<WatchedServer> getArgoCdServers() {
        return List.copyOf(argoCdServers);
    }

    @Exported(inline = true)
    public List<WatchedServer> getGitRepositories() {
        return List.copyOf(gitRepositories.values());
    }

    /** The first line of the page. */
    WatchSummary summary() {
        return summary;
    }

    /** The same as a text, in the reader's language. */
    @Exported
    public String getSummary() {
        return summary().getLabel();
    }

    /** What somebody has to do something about. */
    @Exported(inline = true)
    public List<WatchProblem> getProblems() {
        return WatchProblem.of(jobs);
    }

    /** How many are watched. */
    @Exported
    public long getImages() {
        return summary().images();
    }

    /** How many of them are known not to be live. */
    @Exported
    public long getNotLive() {
        return summary().notLive();
    }

    /** For how many of them no version could be chosen. */
    @Exported
    public long getUnchecked() {
        return summary().unchecked();
    }

    /** Jobs whose last poll failed, or of whose images one does. */
    @Exported
    public long getErrors() {
        return jobs.stream().filter(WatchedJob::isFailed).count();
    }

    /** Jobs whose images can be checked, and are not all healthy. */
    @Exported
    public long getUnhealthy() {
        return jobs.stream().filter(job -> job.isUnhealthy() && !job.isFailed()).count();
    }

    /** To registries. */
    @Exported
    public long getRequestsAnHour() {
        return registries.values().stream()
                .mapToLong(RegistryTraffic::getAnHour)
                .sum();
    }

    /** Requests to registries that were not sent since Jenkins started, because others had sent them. */
    @Exported
    public long getShared() {
        return registries.values().stream()
                .mapToLong(RegistryTraffic::getShared)
                .sum();
    }

    /** Requests to registries that were not sent since Jenkins started, because the cache had the answers. */
    @Exported
    public long getCached() {
        return registries.values().stream()
                .mapToLong(RegistryTraffic::getCached)
                .sum();
    }

    /** How many bytes the metadata of tags take in memory. */
    @Exported
    public long getMetadataBytes() {
        return UpdateEngine.get().metadataBytes();
    }

    /** How many bytes the copies of Git repositories took on disk when they were last looked after; negative before that. */
    @Exported
    public long getGitCacheBytes() {
        return UpdateEngine.get().gitCacheBytes();
    }

    /** Hosts of registries that want to be left alone for a while. */
    @Exported
    public List<String> getLimited() {
        return repositories.values().stream()
                .filter(repository -> repository.getRetryAt() != null)
                .map(WatchedRepository::getRegistry)
                .distinct()
                .toList();
    }
}

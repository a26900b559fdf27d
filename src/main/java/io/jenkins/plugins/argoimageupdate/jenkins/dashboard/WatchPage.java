package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.Functions;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** <em>Image watch</em> as it is shown once: what is asked for, the first line, what is missing, and the tables. */
public final class WatchPage {

    private final WatchSnapshot snapshot;
    private final WatchQuery query;
    private final PageRows<WatchedRepository> repositories;
    private final TableView<WatchProblem> problems;
    private final TableView<WatchedJob> jobs;
    private final TableView<WatchedRepository> repositoryTable;
    private final TableView<RegistryTraffic> registries;
    private final TableView<WatchedServer> servers;
    private final TableView<WatchedServer> git;

    WatchPage(WatchSnapshot snapshot, WatchQuery query) {
        this.snapshot = snapshot;
        this.query = query;
        this.repositories = snapshot.getShownRepositories();
        this.problems = new TableView<>("problems", snapshot.getProblems(), WatchProblem::text, Map.of(), query);
        this.jobs = new TableView<>("jobs", urgentFirst(snapshot.getJobs()), WatchedJob::text, ofJobs(), query);
        this.repositoryTable =
                new TableView<>("repositories", repositories.rows(), WatchedRepository::text, ofRepositories(), query);
        this.registries =
                new TableView<>("registries", snapshot.getRegistries(), RegistryTraffic::text, ofRegistries(), query);
        this.servers = new TableView<>("servers", snapshot.getArgoCdServers(), WatchedServer::text, ofServers(), query);
        this.git = new TableView<>("git", snapshot.getGitRepositories(), WatchedServer::text, ofServers(), query);
    }

    private static List<WatchedJob> urgentFirst(List<WatchedJob> jobs) {
        return jobs.stream()
                .sorted(Comparator.comparing(job -> !job.isFailed() && !job.isUnhealthy()))
                .toList();
    }

    private static Map<String, Predicate<WatchedJob>> ofJobs() {
        return Map.of(
                "lastPoll", job -> job.getLastPoll() != null,
                "nextPoll",
                        job -> job.getNextPoll() != null || !job.getHindrance().isEmpty());
    }

    private static Map<String, Predicate<WatchedRepository>> ofRepositories() {
        return Map.of(
                "lastPoll", repository -> repository.getLastPoll() != null,
                "tags", repository -> repository.getTags() != null,
                "saved", repository -> repository.getShared() + repository.getCached() > 0,
                "limit",
                        repository -> repository.getRetryAt() != null
                                || !repository.getRemaining().isEmpty(),
                "error", repository -> !repository.getError().isEmpty());
    }

    private static Map<String, Predicate<RegistryTraffic>> ofRegistries() {
        return Map.of(
                "shared", registry -> registry.getShared() > 0,
                "cached", registry -> registry.getCached() > 0,
                "retries", registry -> registry.getRetries() > 0,
                "failures", registry -> registry.getFailures() > 0,
                "limit", registry -> !registry.getRemaining().isEmpty(),
                "error", registry -> !registry.getError().isEmpty());
    }

    private static Map<String, Predicate<WatchedServer>> ofServers() {
        return Map.of(
                "version", server -> !server.getVersion().isEmpty(),
                "lastAnswer", server -> server.getLastAnswer() != null,
                "commit", server -> !server.getCommit().isEmpty(),
                "error", server -> !server.getLastError().isEmpty(),
                "login", server -> !server.getLogins().isEmpty());
    }

    public WatchSnapshot getSnapshot() {
        return snapshot;
    }

    /** What is searched for; empty for nothing. */
    public String getSearch() {
        return query.text();
    }

    /** Whether there is anything to search. */
    public boolean isSearchable() {
        return !snapshot.getJobs().isEmpty();
    }

    /** Whether the search has found nothing at all. */
    public boolean isNothingFound() {
        return !query.text().isEmpty()
                && Stream.of(problems, jobs, repositoryTable, registries, servers, git)
                        .allMatch(TableView::isEmpty);
    }

    public WatchSummary getSummary() {
        return snapshot.summary();
    }

    /** Empty once nothing is missing. */
    public List<SetUpStep> getSetUp() {
        return SetUpList.of(snapshot);
    }

    public TableView<WatchProblem> getProblems() {
        return problems;
    }

    public TableView<WatchedJob> getJobs() {
        return jobs;
    }

    public TableView<WatchedRepository> getRepositories() {
        return repositoryTable;
    }

    /** How many repositories are not even searched. */
    public int getRepositoriesLeftOut() {
        return repositories.more();
    }

    public TableView<RegistryTraffic> getRegistries() {
        return registries;
    }

    public TableView<WatchedServer> getServers() {
        return servers;
    }

    public TableView<WatchedServer> getGit() {
        return git;
    }

    /** Such as {@code 1.2 MB}. */
    public String bytes(long bytes) {
        return Functions.humanReadableByteSize(bytes);
    }
}

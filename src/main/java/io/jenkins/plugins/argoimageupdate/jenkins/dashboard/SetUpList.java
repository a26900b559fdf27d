package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.model.Job;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** What is there, and what is missing, before images are updated. */
final class SetUpList {

    private static final String CONFIGURE = "manage/configure";

    private final WatchSnapshot snapshot;
    private final List<ArgoCdServerConfig> servers =
            ArgoImageUpdateConfiguration.get().getArgoCdServers();
    private final boolean updated;

    private SetUpList(WatchSnapshot snapshot) {
        this.snapshot = snapshot;
        this.updated = hasUpdated();
    }

    private static boolean hasUpdated() {
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (UpdateHistory.exists(job)) {
                return true;
            }
        }
        return false;
    }

    /** All steps; none once nothing is missing. */
    static List<SetUpStep> of(WatchSnapshot snapshot) {
        SetUpList list = new SetUpList(snapshot);
        List<SetUpStep> steps = new ArrayList<>();
        steps.add(list.server());
        list.credentials().ifPresent(steps::add);
        steps.add(list.job());
        steps.add(list.success());
        steps.add(list.git());
        steps.add(webhook());
        return steps.stream().anyMatch(SetUpStep::isMissing) ? steps : List.of();
    }

    private SetUpStep server() {
        String label = Messages.SetUp_server();
        if (!servers.isEmpty()) {
            return SetUpStep.done(
                    label, servers.stream().map(ArgoCdServerConfig::getName).collect(Collectors.joining(", ")));
        }
        return isChecked()
                ? SetUpStep.done(label, Messages.SetUp_noServerNeeded())
                : SetUpStep.open(label, Messages.SetUp_addServer(), CONFIGURE);
    }

    /** Empty where no server needs any. */
    private Optional<SetUpStep> credentials() {
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        String label = Messages.SetUp_credentials();
        String problems =
                servers.stream().flatMap(server -> problem(server).stream()).collect(Collectors.joining(" "));
        return Optional.of(
                problems.isEmpty()
                        ? SetUpStep.done(
                                label,
                                servers.stream()
                                        .map(ArgoCdServerConfig::getCredentialsId)
                                        .distinct()
                                        .collect(Collectors.joining(", ")))
                        : SetUpStep.open(label, problems, CONFIGURE));
    }

    private Optional<String> problem(ArgoCdServerConfig server) {
        if (server.getCredentialsId().isBlank()) {
            return Optional.of(Messages.SetUp_noCredentials(server.getName()));
        }
        FormValidation exists =
                CredentialChoices.ofArgoCd(null, server.getUrl()).check(server.getCredentialsId());
        if (exists.kind == FormValidation.Kind.ERROR) {
            return Optional.of(Messages.SetUp_missingCredentials(server.getName(), server.getCredentialsId()));
        }
        return snapshot.getArgoCdServers().stream()
                .filter(known -> known.getName().equals(server.getName()) && known.hasNeverAnswered())
                .map(known -> Messages.SetUp_failing(known.getName(), known.getLastError()))
                .findFirst();
    }

    private SetUpStep job() {
        String label = Messages.SetUp_job();
        int jobs = snapshot.getJobs().size();
        if (jobs > 0) {
            return SetUpStep.done(label, snapshot.getJobs().get(0).getName());
        }
        return updated ? SetUpStep.done(label, "") : SetUpStep.open(label, Messages.SetUp_addJob(), "view/all/newJob");
    }

    private SetUpStep success() {
        String label = Messages.SetUp_success();
        if (updated || isChecked()) {
            return SetUpStep.done(label, "");
        }
        String link =
                snapshot.getJobs().isEmpty() ? "" : snapshot.getJobs().get(0).getUrl();
        return SetUpStep.open(label, Messages.SetUp_build(), link);
    }

    /** Before the first update nobody knows whether a repository takes commits. */
    private SetUpStep git() {
        String label = Messages.SetUp_git();
        List<WatchedServer> repositories = snapshot.getGitRepositories();
        String problems = repositories.stream()
                .filter(WatchedServer::hasNeverAnswered)
                .map(repository -> Messages.SetUp_failing(repository.getName(), repository.getLastError()))
                .collect(Collectors.joining(" "));
        if (!problems.isEmpty()) {
            return SetUpStep.open(label, problems, "manage/credentials");
        }
        return repositories.stream().anyMatch(WatchedServer::hasEverAnswered)
                ? SetUpStep.done(label, "")
                : SetUpStep.optional(label, Messages.SetUp_addGit(), "manage/credentials");
    }

    private static SetUpStep webhook() {
        String label = Messages.SetUp_webhook();
        return ArgoImageUpdateConfiguration.get().getWebhookSources().isEmpty()
                ? SetUpStep.optional(label, Messages.SetUp_addWebhook(), CONFIGURE)
                : SetUpStep.done(label, "");
    }

    /** Whether a version could be chosen for some image. */
    private boolean isChecked() {
        return snapshot.getImages() > snapshot.getUnchecked();
    }
}

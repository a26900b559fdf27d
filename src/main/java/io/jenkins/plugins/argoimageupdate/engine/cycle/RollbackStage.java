package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drifts;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.writeback.ImagesInGit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Plans to write earlier versions. Whatever is wrong with one of them is an error before anything is written: half a rollback is a state
 * that nobody has tested.
 */
final class RollbackStage {

    private final Engine engine;
    private final Connections connections;
    private final Deadline deadline;
    private final RequestCounts requests;

    RollbackStage(Engine engine, Connections connections, Deadline deadline, RequestCounts requests) {
        this.engine = engine;
        this.connections = connections;
        this.deadline = deadline;
        this.requests = requests;
    }

    /**
     * What to write, and what to say of the rest.
     *
     * @param plans of the Applications that are rolled back; not empty
     */
    record Planned(List<PlannedApplication> plans, List<Warning> warnings) {}

    /** @throws UpdateException if it cannot be carried out as a whole */
    Planned plan(Discovery discovery, Rollback rollback) throws InterruptedException {
        for (Discovery.Missed missed : discovery.failures()) {
            throw missed.failure();
        }
        if (rollback.isAdoption()) {
            return adopt(discovery.targets(), rollback);
        }
        Map<WatchTarget, Map<WatchedImage, ImageTag>> wanted = new LinkedHashMap<>();
        for (WatchTarget target : discovery.targets()) {
            Map<WatchedImage, ImageTag> versions = versions(target, rollback);
            if (!versions.isEmpty()) {
                wanted.put(target, versions);
            }
        }
        List<Warning> warnings = new ArrayList<>(unknown(discovery.targets(), rollback));
        warnings.addAll(unnamed(discovery.targets(), wanted, rollback));
        if (wanted.isEmpty()) {
            throw unusable(
                    rollback,
                    "it has a version of no image that is watched now: " + images(discovery.targets()),
                    "Name a version of one of them");
        }
        for (Map<WatchedImage, ImageTag> versions : wanted.values()) {
            for (Map.Entry<WatchedImage, ImageTag> version : versions.entrySet()) {
                requireInRegistry(version.getKey(), version.getValue());
            }
        }
        List<PlannedApplication> plans = new ArrayList<>();
        wanted.forEach(
                (target, versions) -> plans.add(PlannedApplication.ofRollback(target, selections(target, versions))));
        return new Planned(PlannedApplication.withoutConflicts(plans), warnings);
    }

    private Planned adopt(List<WatchTarget> targets, Rollback rollback) throws InterruptedException {
        DriftStage drifts = new DriftStage(engine, connections, deadline);
        HeldImages held = new HeldImages(connections);
        List<PlannedApplication> current = new ClusterStage(connections, deadline)
                .look(targets.stream()
                        .map(target -> PlannedApplication.of(target, new Selections(Map.of(), Map.of()), held))
                        .toList());
        List<PlannedApplication> plans = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        for (PlannedApplication planned : current) {
            Drifts found = drifts.find(planned, false);
            PlannedApplication drifted = planned.with(found, List.of());
            warnings.addAll(DriftStage.warnings(found, DriftPolicy.ADOPT));
            if (drifted.drifts().isAdoptable()) {
                plans.add(DriftStage.adopting(drifted));
            }
        }
        if (plans.isEmpty()) {
            String why = warnings.isEmpty()
                    ? "nothing of " + names(targets) + " was changed in the cluster by hand: what runs is what Git says"
                    : warnings.get(0).sentence();
            throw unusable(
                    rollback,
                    why,
                    warnings.isEmpty() ? "" : "Run it again once its pods are ready, or write it to Git yourself");
        }
        return new Planned(PlannedApplication.withoutConflicts(plans), warnings);
    }

    private static String names(List<WatchTarget> targets) {
        return FirstFew.of(targets.stream()
                        .map(target -> target.spec().application().name())
                        .toList())
                .toString();
    }

    private Map<WatchedImage, ImageTag> versions(WatchTarget target, Rollback rollback) throws InterruptedException {
        Map<WatchedImage, ImageTag> versions = new LinkedHashMap<>();
        if (rollback.to() instanceof Rollback.Source.Commit commit) {
            WatchSpec then = at(target, commit.id(), rollback);
            target.spec()
                    .images()
                    .forEach(image -> Planner.live(then, image).ifPresent(tag -> versions.put(image, tag)));
            return versions;
        }
        for (Rollback.Version version : ((Rollback.Source.Versions) rollback.to()).versions()) {
            target.spec().images().stream()
                    .filter(image -> version.isOf(target, image, connections))
                    .forEach(image -> versions.put(image, version.tag()));
        }
        return versions;
    }

    private WatchSpec at(WatchTarget target, String commit, Rollback rollback) throws InterruptedException {
        String name = target.spec().application().name();
        if (!(target.spec().writeBack() instanceof WriteBack.Git git)) {
            throw unusable(
                    rollback,
                    "the images of " + name + " are not written to Git, but to its parameters in Argo CD",
                    "Name the versions instead");
        }
        String repository = target.spec().repository();
        try {
            return deadline.run(() -> engine.git()
                    .readCommit(
                            connections.repository(repository, git.credentials(), git.isCredentialsAnnotated()),
                            target.spec().baseBranch(),
                            commit,
                            tree -> ImagesInGit.asLive(target.spec(), tree)));
        } catch (Deadline.MissedException e) {
            throw new GitException(Reason.TIMEOUT, "read commit " + commit, e.getMessage(), "Run again", e);
        }
    }

    /** Images that nobody watches any more, or that were named wrongly. */
    private List<Warning> unknown(List<WatchTarget> targets, Rollback rollback) {
        if (!(rollback.to() instanceof Rollback.Source.Versions given)) {
            return List.of();
        }
        List<String> unknown = given.versions().stream()
                .filter(version -> targets.stream()
                        .noneMatch(target -> target.spec().images().stream()
                                .anyMatch(image -> version.isOf(target, image, connections))))
                .filter(version ->
                        given.exact() || targets.stream().anyMatch(target -> version.isOf(target, connections)))
                .map(Rollback.Version::image)
                .distinct()
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        String names = FirstFew.of(unknown).toString();
        if (given.exact()) {
            throw unusable(rollback, "no image is watched as " + names, "These are: " + images(targets));
        }
        return List.of(new Warning(
                "", names + ": not watched any more, so it stays as it is in the rollback to " + rollback.words()));
    }

    /** Images that a commit does not name, such as those that came later. */
    private static List<Warning> unnamed(
            List<WatchTarget> targets, Map<WatchTarget, Map<WatchedImage, ImageTag>> wanted, Rollback rollback) {
        List<Warning> warnings = new ArrayList<>();
        if (rollback.to() instanceof Rollback.Source.Commit) {
            for (WatchTarget target : targets) {
                Map<WatchedImage, ImageTag> versions = wanted.getOrDefault(target, Map.of());
                target.spec().images().stream()
                        .filter(image -> !versions.containsKey(image))
                        .forEach(image -> warnings.add(new Warning(
                                image.image().label() + " of "
                                        + target.spec().application().name(),
                                "stays as it is: " + rollback.words() + " has no version of it")));
            }
        }
        return warnings;
    }

    private static String images(List<WatchTarget> targets) {
        Stream<String> names = targets.stream()
                .flatMap(target -> target.spec().images().stream())
                .map(image -> image.image().label());
        return FirstFew.of(names.distinct().toList()).toString();
    }

    private void requireInRegistry(WatchedImage watched, ImageTag version) throws InterruptedException {
        ImageReference image = watched.image().with(version);
        RegistryEndpoint endpoint = connections.registry(watched.image());
        RequestMetrics metrics = new RequestMetrics(requests.of(endpoint.api().getAuthority()));
        RegistryClient client =
                engine.registries().counting(metrics).client(endpoint, connections.login(watched, endpoint));
        String repository = endpoint.repositoryOf(watched.image());
        try {
            boolean there = deadline.run(() -> version.digest().isEmpty()
                    ? client.digest(repository, version.name()).isPresent()
                    : client.manifest(repository, version.digest()).isPresent());
            if (!there) {
                throw new RegistryException(
                        Reason.NOT_FOUND,
                        "roll back to " + image.withTag(),
                        "the registry does not have it any more",
                        "Push it again, or go back to another version");
            }
        } catch (Deadline.MissedException e) {
            throw new RegistryException(
                    Reason.TIMEOUT,
                    "look for " + image.withTag(),
                    e.getMessage(),
                    "Look at the load of the registry",
                    e);
        }
    }

    private static Selections selections(WatchTarget target, Map<WatchedImage, ImageTag> versions) {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        for (WatchedImage image : target.spec().images()) {
            ImageTag version = versions.get(image);
            outcomes.put(image, version == null ? new ImageOutcome.Kept() : new ImageOutcome.Fixed(version));
        }
        return new Selections(outcomes, Map.of());
    }

    private static ConfigurationException unusable(Rollback rollback, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                rollback.isAdoption() ? "write what is live to Git" : "roll back to " + rollback.words(),
                answer,
                advice);
    }
}

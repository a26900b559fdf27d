package io.jenkins.plugins.argoimageupdate.engine.cycle.rollback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.DeployedRevision;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Carried;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Move;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.BranchHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CarriedImages;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an Application that is written itself carried: its sources, and those that Argo CD has synced ({@code status.history}). A source
 * has its parameters and images in the form of an override file.
 */
public final class DeployedSources {

    private static final JsonMapper JSON = new JsonMapper();
    private static final WriteBackTarget FILE = new WriteBackTarget.OverrideFile("status.history");

    private final ApplicationStatus status;
    private final Instant now;

    /** @param status as Argo CD tells it */
    public DeployedSources(ApplicationStatus status, Instant now) {
        this.status = status;
        this.now = now;
    }

    /** The versions of each image that is written. */
    public Map<WatchedImage, List<List<Carried>>> histories(Map<WritePlace, ApplicationPlan> parts) {
        Map<WatchedImage, List<List<Carried>>> histories = new LinkedHashMap<>();
        parts.forEach((place, part) -> {
            for (ImageChange change : part.images()) {
                WatchedImage image = change.watched();
                BranchHistory history =
                        new BranchHistory(states(place, image.guards().rollbackHistory()), "");
                List<Carried> carried = CarriedImages.in(part.spec().at(asFile(place), List.of(image)), history)
                        .getOrDefault(image, List.of());
                histories.put(image, List.of(carried));
            }
        });
        return histories;
    }

    private static WritePlace asFile(WritePlace place) {
        return new WritePlace(
                place.index(), place.source(), place.type(), place.plugin(), place.repository(), place.branch(), FILE);
    }

    private List<BranchHistory.State> states(WritePlace place, RollbackHistory bound) {
        List<BranchHistory.State> states = new ArrayList<>();
        states.add(state(text(place.source()), new Move(Move.Kind.PERSON, "", "", now)));
        Instant since = now.minus(bound.age());
        for (int i = status.history().size() - 1; i >= 0 && states.size() <= bound.commits(); i--) {
            DeployedRevision deployed = status.history().get(i);
            Instant at = deployed.startedAt() == null ? now : deployed.startedAt();
            source(deployed, place.index())
                    .map(text -> state(text, new Move(Move.Kind.PERSON, deployed.initiator(), "", at)))
                    .ifPresent(states::add);
            if (at.isBefore(since)) {
                break;
            }
        }
        return states;
    }

    private static Optional<String> source(DeployedRevision deployed, int index) {
        try {
            JsonNode sources = JSON.readTree(deployed.sources());
            JsonNode source = sources.isArray() ? sources.path(index) : sources;
            return source.isObject() ? Optional.of(source.toString()) : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static String text(ApplicationSource source) {
        return JSON.writeValueAsString(Map.of(
                "helm", Map.of("parameters", Objects.requireNonNullElse(source.helmParameters(), List.of())),
                "kustomize", Map.of("images", Objects.requireNonNullElse(source.kustomizeImages(), List.of())),
                "plugin", Map.of("env", Objects.requireNonNullElse(source.pluginEnv(), List.of()))));
    }

    private static BranchHistory.State state(String text, Move move) {
        return new BranchHistory.State(new Source(text), move);
    }

    /** A source as a file. */
    private record Source(String text) implements RepositoryTree {

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> files(String directory) {
            return List.of();
        }
    }
}

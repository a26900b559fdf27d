package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceEvent;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a rollout asks of Argo CD, sent so that the wait outlives each request: an empty answer means that it cannot be had now. One
 * wait, one thread.
 */
final class RolloutRequests {

    private static final String LOOK = "look";
    private static final String TREE = "resources";
    private static final String SYNC = "sync";
    private static final String MANIFESTS = "manifests";
    private static final String EVENTS = "events";

    private final ArgoCdClient client;
    private final Outage outage;
    private final Presence presence;
    private final Clock clock;
    private @Nullable Instant manifestsFailedAt;
    private @Nullable String manifestsOf;
    private @Nullable ManifestImages manifests;
    private int refreshes;
    private @Nullable Instant refreshedAt;
    private @Nullable Instant lookedAt;
    private @Nullable Instant windowsAskedAt;
    private String blockedBy = "";

    RolloutRequests(ArgoCdClient client, Outage outage, Presence presence, Clock clock) {
        this.client = client;
        this.outage = outage;
        this.presence = presence;
        this.clock = clock;
    }

    /** The Application that was not seen before: one that is missing is an error. */
    Optional<LiveApplication> first(ApplicationRef ref) throws InterruptedException {
        return outage.survive(LOOK, () -> client.recent(ref));
    }

    Optional<LiveApplication> get(ApplicationRef ref) throws InterruptedException {
        lookedAt = clock.instant();
        try {
            return outage.survive(LOOK, () -> client.get(ref));
        } catch (ArgoCdException e) {
            presence.missing(e);
            return Optional.empty();
        }
    }

    boolean isLookDue(Duration pause) {
        return lookedAt == null || !clock.instant().isBefore(lookedAt.plus(pause));
    }

    /** A refresh that takes longer than the time-out goes on in Argo CD, so that it is no sign of an outage. */
    Optional<LiveApplication> refresh(ApplicationRef ref) throws InterruptedException {
        if (areInVain() || !presence.isThere()) {
            return Optional.empty();
        }
        refreshedAt = clock.instant();
        Optional<LiveApplication> refreshed = outage.attempt(() -> client.refresh(ref, false));
        refreshed.ifPresent(live -> {
            lookedAt = clock.instant();
            refreshes++;
        });
        return refreshed;
    }

    /** How often Argo CD has compared the Application because it was asked to. */
    int refreshes() {
        return refreshes;
    }

    boolean isRefreshDue(Duration pause) {
        return refreshedAt == null || !clock.instant().isBefore(refreshedAt.plus(pause));
    }

    Optional<ResourceTree> tree(ApplicationRef ref) throws InterruptedException {
        try {
            return outage.survive(TREE, () -> client.resourceTree(ref));
        } catch (ArgoCdException e) {
            if (!Presence.isAbsence(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * What the manifests of a revision say, asked for once.
     *
     * @param patience for an Argo CD that cannot tell, after which they are unknown
     */
    Optional<ManifestImages> manifests(ApplicationRef ref, String revision, Duration patience)
            throws InterruptedException {
        if (revision.equals(manifestsOf)) {
            return Optional.of(manifests);
        }
        try {
            return Optional.of(known(revision, outage.shared(MANIFESTS, () -> client.manifests(ref, revision))));
        } catch (ArgoCdException e) {
            manifestsFailedAt = manifestsFailedAt == null ? clock.instant() : manifestsFailedAt;
            boolean passing = Outage.mayPass(e) && clock.instant().isBefore(manifestsFailedAt.plus(patience));
            return passing
                    ? Optional.empty()
                    : Optional.of(known(revision, ManifestImages.unknown(ArgoCdMessages.quoted(e.answer()))));
        }
    }

    private ManifestImages known(String revision, ManifestImages answer) {
        manifestsOf = revision;
        manifests = answer;
        return answer;
    }

    /** The Application with the operation asked for; empty also when another one is in progress. */
    Optional<LiveApplication> sync(ApplicationRef ref, String revision) throws InterruptedException {
        return outage.survive(SYNC, () -> client.sync(ref, revision, false)).flatMap(answer -> answer);
    }

    /** No sync is to be asked for, whatever became of the last attempt. */
    void withoutSync() {
        outage.over(SYNC);
    }

    /** @param again after which it is asked once more */
    String blockedBy(ApplicationRef ref, Duration again) throws InterruptedException {
        Instant now = clock.instant();
        if (windowsAskedAt == null || !now.isBefore(windowsAskedAt.plus(again))) {
            windowsAskedAt = now;
            blockedBy = outage.attempt(
                            "sync windows", () -> client.syncWindows(ref).blocking(true))
                    .orElse("");
        }
        return blockedBy;
    }

    List<ResourceEvent> events(ApplicationRef ref, ResourceNode pod) throws InterruptedException {
        return outage.attempt(EVENTS, () -> client.events(ref, pod)).orElse(List.of());
    }

    /** What one of its resources says of itself; empty where that cannot be had now. */
    Optional<JsonNode> resource(ApplicationRef ref, ResourceNode node) throws InterruptedException {
        return outage.attempt("resource", () -> client.resource(ref, node));
    }

    /** Of the Application itself. */
    List<ResourceEvent> events(ApplicationRef ref) throws InterruptedException {
        return outage.attempt(EVENTS, () -> client.events(ref)).orElse(List.of());
    }

    /** Whether Argo CD gives no usable answer at the moment. */
    boolean areInVain() {
        return outage.isOn();
    }

    /** To end a message with; empty while Argo CD answers. */
    String lastFailure() {
        return outage.lastFailure()
                .map(failure -> "; the last request failed: " + failure.attempted() + ": " + failure.answer())
                .orElse("");
    }

    String advice() {
        return outage.lastFailure().map(ArgoCdException::advice).orElse("");
    }
}

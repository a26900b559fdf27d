package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an Application runs, and whether that may be promoted: it is Synced and Healthy, and has been for long enough. */
public final class LiveSource {

    private final Promotion.FromApplication from;
    private final LiveApplication application;
    private final ImageStates states;

    /** @param tree of the Application, with its pods */
    public LiveSource(Promotion.FromApplication from, LiveApplication application, ResourceTree tree) {
        this.from = from;
        this.application = application;
        this.states = ImageStates.of(application, tree);
    }

    /**
     * What there is to promote.
     *
     * @param named the images that the Application's annotations name, with their aliases
     */
    public PromotionSource at(Instant now, List<ImageReference> named) {
        Map<String, String> aliases = new LinkedHashMap<>();
        named.stream()
                .filter(image -> !image.alias().isEmpty())
                .forEach(image -> aliases.putIfAbsent(image.alias(), image.withoutTag()));
        List<PromotedImage> images = new ArrayList<>();
        for (String written : states.newest()) {
            ImageReference running = ImageReference.parseRunning(written);
            if (running.tag() == null) {
                continue;
            }
            List<String> called = named.stream()
                    .filter(image ->
                            image.isSameRepository(running) && !image.alias().isEmpty())
                    .map(ImageReference::alias)
                    .distinct()
                    .toList();
            if (called.isEmpty()) {
                images.add(new PromotedImage("", running));
            }
            called.forEach(alias -> images.add(new PromotedImage(alias, running)));
        }
        return new PromotionSource(
                from.origin(), aliases, images, reason(now, images).orElse(null));
    }

    private Optional<Wait> reason(Instant now, List<PromotedImage> images) {
        return unsettled()
                .or(() -> notLive(images))
                .map(why -> new Wait(Wait.Cause.SOAK, from.origin() + " " + why))
                .or(() -> soaking(now));
    }

    private Optional<String> unsettled() {
        ApplicationStatus status = application.status();
        if (application.beingDeleted()) {
            return Optional.of("is being deleted");
        }
        Operation operation = status.operation();
        if (operation != null && operation.phase().isOpen()) {
            return Optional.of("is being synced");
        }
        if (status.sync() != SyncStatus.SYNCED || !status.ofSpec()) {
            return Optional.of("is " + (status.ofSpec() ? status.sync() : SyncStatus.OUT_OF_SYNC) + ", not Synced");
        }
        return status.health().status() == HealthStatus.HEALTHY
                ? Optional.empty()
                : Optional.of("is " + status.health() + ", not Healthy");
    }

    private Optional<String> notLive(List<PromotedImage> images) {
        return images.stream()
                .map(image -> new DesiredImage(
                        ImageReference.of(image.alias(), image.image().withoutTag()), null, null, "", false))
                .flatMap(image -> notLive(image).stream())
                .findFirst();
    }

    private Optional<String> notLive(DesiredImage image) {
        ImageState state = states.of(image);
        return state.isLive() ? Optional.empty() : Optional.of("runs " + image.name() + ", but " + state.describe());
    }

    private Optional<Wait> soaking(Instant now) {
        if (from.soak().isZero()) {
            return Optional.empty();
        }
        Instant since = healthySince();
        if (since == null) {
            return Optional.of(
                    new Wait(Wait.Cause.SOAK, "Argo CD does not tell how long " + from.origin() + " has been healthy"));
        }
        Instant until = since.plus(from.soak());
        if (!now.isBefore(until)) {
            return Optional.empty();
        }
        Duration healthy = Duration.between(since, now);
        return Optional.of(new Wait(
                Wait.Cause.SOAK,
                "healthy in " + from.origin() + " for " + Soak.words(healthy.isNegative() ? Duration.ZERO : healthy)
                        + " of " + Soak.words(from.soak()),
                until));
    }

    /** The last of what can have made it what it is: its health, its sync, and the first start of what runs now in each workload. */
    private @Nullable Instant healthySince() {
        Operation operation = application.status().operation();
        return Stream.of(
                        Optional.ofNullable(application.status().healthSince()),
                        Optional.ofNullable(operation).map(Operation::finishedAt),
                        states.runningSince())
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(null);
    }
}

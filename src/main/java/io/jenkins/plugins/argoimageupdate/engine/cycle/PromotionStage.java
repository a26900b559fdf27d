package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.promotion.LiveSource;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotionMatch;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotionSource;
import io.jenkins.plugins.argoimageupdate.engine.watch.ApplicationAnnotations;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes versions from where they run already. Each source is asked once, however many Applications take from it. */
final class PromotionStage {

    private final Connections connections;
    private final Deadline deadline;

    PromotionStage(Connections connections, Deadline deadline) {
        this.connections = connections;
        this.deadline = deadline;
    }

    /**
     * A target, now that it is known what its images get.
     *
     * @param selections null for what registries have
     */
    record Promoted(WatchTarget target, @Nullable Selections selections) {}

    /** What a source tells; one of the two is null. */
    private record Answer(
            @Nullable PromotionSource source, @Nullable UpdateException failure) {}

    /** The same targets in the same order. */
    List<Promoted> promote(List<WatchTarget> targets) throws InterruptedException {
        Set<Promotion> sources = new LinkedHashSet<>();
        for (WatchTarget target : targets) {
            if (target.release().from() != null) {
                sources.add(target.release().from());
            }
        }
        Map<Promotion, Answer> answers = Parallel.map(sources, this::ask);
        List<Promoted> promoted = new ArrayList<>();
        for (WatchTarget target : targets) {
            Promotion from = target.release().from();
            promoted.add(
                    from == null
                            ? new Promoted(target, null)
                            : promote(target, from, answer(target, from, Objects.requireNonNull(answers.get(from)))));
        }
        return promoted;
    }

    private Answer answer(WatchTarget target, Promotion promotion, Answer answer) {
        return answer.failure() == null && promotion instanceof Promotion.FromApplication from && isItself(target, from)
                ? new Answer(
                        null,
                        new ConfigurationException(
                                Reason.INVALID_CONFIGURATION,
                                "promote to the Application "
                                        + target.spec().application().name(),
                                "promoteFrom names that Application itself",
                                "Name the one before it"))
                : answer;
    }

    private boolean isItself(WatchTarget target, Promotion.FromApplication from) {
        Application application = target.spec().application();
        String namespace =
                from.namespace().isEmpty() ? application.observed().controlPlaneNamespace() : from.namespace();
        return target.observed().isPresent()
                && from.name().equals(application.name())
                && namespace.equals(application.namespace())
                && connections
                        .argocd(from.argocd())
                        .server()
                        .url()
                        .equals(connections.argocd(target.argocd()).server().url());
    }

    private Answer ask(Promotion promotion) throws InterruptedException {
        if (promotion instanceof Promotion.OfVersions versions) {
            return new Answer(PromotionSource.of(versions), null);
        }
        Promotion.FromApplication from = (Promotion.FromApplication) promotion;
        String attempted = "look at the Application " + from.origin() + ", which is promoted from";
        try {
            return deadline.run(() -> new Answer(look(from), null));
        } catch (RuntimeException thrown) {
            return new Answer(null, Unforeseen.asFailure(attempted, thrown));
        } catch (Deadline.MissedException e) {
            return new Answer(
                    null,
                    new ArgoCdException(Reason.TIMEOUT, attempted, e.getMessage(), "Look at the load of Argo CD", e));
        }
    }

    private PromotionSource look(Promotion.FromApplication from) throws InterruptedException {
        ArgoCdClient client = connections.argocd(from.argocd());
        LiveApplication application = client.get(new ApplicationRef(from.name(), from.namespace(), ""));
        return new LiveSource(from, application, client.resourceTree(application.ref()))
                .at(Instant.now(), new ApplicationAnnotations(application.application()).named());
    }

    private static Promoted promote(WatchTarget target, Promotion from, Answer answer) {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        List<WatchedImage> wanted = Planner.toSelect(target.spec());
        if (answer.failure() != null) {
            wanted.forEach(image -> outcomes.put(image, new ImageOutcome.Failed(answer.failure())));
            return new Promoted(target, new Selections(outcomes, Map.of(), from.origin()));
        }
        PromotionMatch match = new PromotionMatch(Objects.requireNonNull(answer.source()));
        List<Warning> warnings = new ArrayList<>();
        for (WatchedImage watched : wanted) {
            if (match.find(watched.image()) instanceof PromotionMatch.Found found) {
                outcomes.put(watched, new ImageOutcome.Given(found.version(), found.reason()));
            } else if (match.find(watched.image()) instanceof PromotionMatch.None none) {
                outcomes.put(watched, new ImageOutcome.Nothing(none.explanation()));
                warnings.add(new Warning(watched.image().label(), "not promoted: " + none.explanation()));
            }
        }
        Application application = target.spec().application();
        match.leftOver(
                        target.spec().images().stream().map(WatchedImage::image).toList(),
                        application.observed().liveImages().stream()
                                .map(ImageReference::parseRunning)
                                .toList())
                .ifPresent(sentence -> warnings.add(new Warning("", sentence)));
        return new Promoted(target.warning(warnings), new Selections(outcomes, Map.of(), from.origin()));
    }
}

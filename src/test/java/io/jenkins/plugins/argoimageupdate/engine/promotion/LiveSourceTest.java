package io.jenkins.plugins.argoimageupdate.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be promoted of an Application, by recorded answers of a real Argo CD. */
public class LiveSourceTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final ResourceTree TREE =
            Recording.named("states", "all-live-tree").tree();

    @Test
    public void whatPodsRunIsThereWithItsAliases() {
        PromotionSource source =
                source("", status -> {}).at(LATER, List.of(ImageReference.of("front", registry() + "web")));

        assertThat(source.reason()).isNull();
        assertThat(source.aliases()).containsEntry("front", registry() + "web");
        assertThat(source.images())
                .extracting(image -> image.alias() + " " + image.image().nameAlone() + " "
                        + image.version().name())
                .anyMatch(line -> line.startsWith("front ") && line.endsWith("web main-feed001"))
                .anyMatch(line -> line.endsWith("both main-one0001"))
                .anyMatch(line -> line.endsWith("both main-two0001"));
    }

    @Test
    public void itWaitsWhileItIsNotHealthy() {
        assertThat(reason("", status -> health(status, "Progressing")).explanation())
                .isEqualTo("shop-staging is Progressing, not Healthy");
        assertThat(reason("", status -> health(status, "Degraded")).until()).isNull();
    }

    @Test
    public void itWaitsWhileItIsNotSynced() {
        Wait reason = reason("", status -> ((ObjectNode) status.path("sync")).put("status", "OutOfSync"));

        assertThat(reason.cause()).isEqualTo(Wait.Cause.SOAK);
        assertThat(reason.explanation()).isEqualTo("shop-staging is OutOfSync, not Synced");
    }

    @Test
    public void itWaitsWhileItIsComparedWithOtherSources() {
        assertThat(reason(
                                "",
                                status -> ((ObjectNode) status.path("sync")
                                                .path("comparedTo")
                                                .path("source"))
                                        .put("targetRevision", "other"))
                        .explanation())
                .isEqualTo("shop-staging is OutOfSync, not Synced");
    }

    @Test
    public void itWaitsWhileASyncIsUnderWay() {
        assertThat(reason("", status -> ((ObjectNode) status.path("operationState")).put("phase", "Running"))
                        .explanation())
                .isEqualTo("shop-staging is being synced");
    }

    @Test
    public void itSoaksFromTheLastOfHealthSyncAndPods() {
        Instant pods = Instant.parse("2000-01-01T00:00:00Z");
        for (String last : List.of("health", "sync")) {
            Wait reason = source("2h", status -> {
                        ((ObjectNode) status.path("health"))
                                .put(
                                        "lastTransitionTime",
                                        last.equals("health") ? "2099-12-31T23:20:00Z" : pods.toString());
                        ((ObjectNode) status.path("operationState"))
                                .put("finishedAt", last.equals("sync") ? "2099-12-31T23:20:00Z" : pods.toString());
                    })
                    .at(LATER, List.of())
                    .reason();
            assertThat(reason.explanation()).isEqualTo("healthy in shop-staging for 40 min of 2 h");
            assertThat(reason.until()).isEqualTo("2100-01-01T01:20:00Z");
        }
    }

    @Test
    public void itSoaksFromTheFirstPodOfWhatRunsNow() {
        Instant started = newestStart();
        Consumer<ObjectNode> longAgo = status -> {
            ((ObjectNode) status.path("health")).put("lastTransitionTime", "2000-01-01T00:00:00Z");
            ((ObjectNode) status.path("operationState")).put("finishedAt", "2000-01-01T00:00:00Z");
        };

        assertThat(source("1h", longAgo)
                        .at(started.plusSeconds(60), List.of())
                        .reason()
                        .until())
                .isEqualTo(started.plus(Duration.ofHours(1)));
        assertThat(source("1h", longAgo)
                        .at(started.plus(Duration.ofHours(1)), List.of())
                        .reason())
                .isNull();
    }

    @Test
    public void itWaitsWhereNothingTellsHowLong() {
        LiveApplication silent = application(status -> {
            status.remove("operationState");
            ((ObjectNode) status.path("health")).remove("lastTransitionTime");
        });
        Promotion.FromApplication from = new Promotion.FromApplication("", "", "shop-staging", Duration.ofHours(1));

        assertThat(new LiveSource(from, silent, ResourceTree.EMPTY)
                        .at(LATER, List.of())
                        .reason())
                .isEqualTo(new Wait(Wait.Cause.SOAK, "Argo CD does not tell how long shop-staging has been healthy"));
    }

    private static Instant newestStart() {
        return ImageStates.of(application(s -> {}), TREE).runningSince().orElseThrow();
    }

    private static String registry() {
        String image = TREE.pods().stream()
                .flatMap(pod -> pod.images().stream())
                .filter(one -> one.contains("web:"))
                .findFirst()
                .orElseThrow();
        return image.substring(0, image.indexOf("web:"));
    }

    private static void health(ObjectNode status, String health) {
        ((ObjectNode) status.path("health")).put("status", health);
    }

    private static Wait reason(String soak, Consumer<ObjectNode> change) {
        return source(soak, change).at(LATER, List.of()).reason();
    }

    private static LiveSource source(String soak, Consumer<ObjectNode> change) {
        return new LiveSource(
                new Promotion.FromApplication("", "", "shop-staging", Soak.parse(soak)), application(change), TREE);
    }

    private static LiveApplication application(Consumer<ObjectNode> change) {
        JsonNode json = Recording.named("states", "all-live").json();
        change.accept((ObjectNode) json.path("status"));
        return ApplicationJson.live(json);
    }
}

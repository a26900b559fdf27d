package io.jenkins.plugins.argoimageupdate.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotionMatch.Found;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotionMatch.None;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PromotionMatchTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    public void anAliasCountsBeforeTheNameSoThatRegistriesMayDiffer() {
        PromotionMatch match = match("web=staging.example.com/shop/web:1.2", "=prod.example.com/shop/web:0.9");

        assertThat(match.find(ImageReference.of("web", "prod.example.com/shop/web")))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.version().name()).isEqualTo("1.2"));
    }

    @Test
    public void withoutSuchAnAliasTheSameImageCounts() {
        assertThat(match("=docker.io/x/web:1.2@" + DIGEST).find(ImageReference.of("web", "x/web")))
                .isInstanceOfSatisfying(Found.class, found -> {
                    assertThat(found.version().name()).isEqualTo("1.2");
                    assertThat(found.version().digest()).isEqualTo(DIGEST);
                });
    }

    @Test
    public void nothingIsGuessedOfSeveralVersions() {
        assertThat(match("=x/web:1.2", "=x/web:1.3").find(ImageReference.of("web", "x/web")))
                .isEqualTo(
                        new None("shop-staging has it in several versions, x/web:1.2, x/web:1.3; nothing is guessed"));
    }

    @Test
    public void anAliasWhoseImageDoesNotRunIsNotReplacedByAnotherImage() {
        PromotionSource source =
                new PromotionSource("shop-staging", Map.of("web", "y/web"), List.of(running("=x/web:1.2")), null);

        assertThat(new PromotionMatch(source).find(ImageReference.of("web", "x/web")))
                .isEqualTo(new None("no pod of shop-staging has y/web now"));
    }

    @Test
    public void whatIsNotThereIsSaidWithWhatThereIs() {
        assertThat(match("api=x/api:1").find(ImageReference.of("web", "x/web")))
                .isEqualTo(new None("shop-staging has no image called web, and no x/web; there are api=x/api"));
        assertThat(match().find(ImageReference.of("", "x/web")))
                .isEqualTo(new None("shop-staging has no x/web; there are none"));
    }

    @Test
    public void whatOnlyTheSourceHasIsSaidUnlessItRunsOnTheOtherSideToo() {
        PromotionMatch match = match("web=x/web:1", "worker=x/worker:2", "=x/cron:3", "=istio/proxy:4");

        assertThat(match.leftOver(
                        List.of(ImageReference.of("web", "x/web")), List.of(ImageReference.of("", "istio/proxy"))))
                .contains("shop-staging also has worker=x/worker:2, x/cron:3, which nothing here is promoted to");
        assertThat(match("web=x/web:1").leftOver(List.of(ImageReference.of("web", "x/web")), List.of()))
                .isEmpty();
    }

    private static PromotionMatch match(String... running) {
        return new PromotionMatch(new PromotionSource(
                "shop-staging",
                Map.of(),
                Arrays.stream(running).map(PromotionMatchTest::running).toList(),
                null));
    }

    private static PromotedImage running(String text) {
        int end = text.indexOf('=');
        return new PromotedImage(text.substring(0, end), ImageReference.parseRunning(text.substring(end + 1)));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.plan;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.Test;

/** Applications with as many images as a list of annotations and an answer of Argo CD have room for, which took minutes. */
public class ManyLiveImagesTest {

    private static final int WATCHED = 1_000;
    private static final int LIVE = 30_000;

    @Test(timeout = 300_000)
    public void eachIsFoundByItsName() {
        ApplicationPlan plan = plan(
                i -> "registry.example.com/team/app-" + i + ":1",
                i -> image(
                        "a" + i + "=registry.example.com/team/app-" + i, UpdateStrategy.ALPHABETICAL, false, keys(i)));

        assertThat(plan.changes()).hasSize(WATCHED);
    }

    @Test(timeout = 300_000)
    public void thoseOfOneNameAreComparedOnce() {
        ApplicationPlan plan = plan(
                i -> "x/app:1." + i, i -> image("a" + i + "=x/app:~1." + i, UpdateStrategy.SEMVER, false, keys(i)));

        assertThat(plan.failed()).isEmpty();
    }

    @Test(timeout = 300_000)
    public void whatIsNotLiveIsTakenNoteOfOnceForEach() {
        ApplicationPlan plan = plan(
                i -> "registry-" + i + ".example.com/team/app:" + i,
                i -> image("a" + i + "=ghcr.io/team/app", UpdateStrategy.ALPHABETICAL, false, keys(i)));

        assertThat(plan.skipped()).hasSize(WATCHED);
        assertThat(plan.skipped().get(0).explanation()).contains("registry-0.example.com/team/app", "29995 more");
    }

    private static ManifestTarget keys(int i) {
        return new ManifestTarget.Helm("a" + i + ".name", "a" + i + ".tag", "");
    }

    private static ApplicationPlan plan(IntFunction<String> live, IntFunction<WatchedImage> watched) {
        String[] running = IntStream.range(0, LIVE).mapToObj(live).toArray(String[]::new);
        WatchedImage[] images = IntStream.range(0, WATCHED).mapToObj(watched).toArray(WatchedImage[]::new);
        WatchSpec spec = spec(new ApplicationFixture().live(running).build(), "", images);
        Map<WatchedImage, ImageOutcome> outcomes = new HashMap<>();
        for (WatchedImage image : images) {
            outcomes.put(
                    image,
                    new ImageOutcome.Selected(
                            new Selection(Optional.of(RegistryTag.named("2.0")), List.of(), List.of(), List.of())));
        }
        return Planner.plan(spec, outcomes);
    }
}

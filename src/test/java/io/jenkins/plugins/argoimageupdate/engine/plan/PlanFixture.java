package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Short ways to write specifications and plans in tests. */
public final class PlanFixture {

    private PlanFixture() {}

    public static WatchedImage image(String image, ManifestTarget target) {
        return image(image, UpdateStrategy.ALPHABETICAL, false, target);
    }

    public static WatchedImage image(String image, UpdateStrategy strategy, boolean force, ManifestTarget target) {
        ImageReference reference = ImageReference.parse(image);
        SelectionRule rule = new SelectionRule(strategy, reference.constraint(), "", List.of(), List.of());
        return new WatchedImage(reference, rule, force, "", target);
    }

    /** Git with a write-back target, or through Argo CD for null. */
    public static WatchSpec spec(Application application, String target, WatchedImage... images) {
        WriteBack way = target == null ? new WriteBack.ArgoCdApi() : new WriteBack.Git("", "", "", target, null);
        return new WatchSpec(application, List.of(images), way);
    }

    /** Every image from tag {@code 1.0.0} to that tag, which may have a digest after an {@code @}. */
    public static ApplicationPlan plan(WatchSpec spec, String... tags) {
        List<ImageChange> changes = Arrays.stream(tags)
                .map(PlanFixture::tag)
                .map(tag -> new ImageChange(
                        spec.images().get(Arrays.asList(tags).indexOf(text(tag))),
                        ImageTag.ofName("1.0.0"),
                        tag,
                        true,
                        Map.of()))
                .toList();
        return new ApplicationPlan(spec, changes);
    }

    private static ImageTag tag(String text) {
        String[] parts = text.split("@", 2);
        return new ImageTag(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static String text(ImageTag tag) {
        return tag.digest().isEmpty() ? tag.name() : tag.name() + "@" + tag.digest();
    }
}

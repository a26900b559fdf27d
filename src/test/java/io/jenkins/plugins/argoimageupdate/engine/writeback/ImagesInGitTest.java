package io.jenkins.plugins.argoimageupdate.engine.writeback;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ImagesInGitTest {

    private static final String DIGEST = "sha256:" + "b".repeat(64);

    private final ManifestTarget bitnami =
            new ManifestTarget.Helm("image.repository", "image.tag", "", "image.registry", "image.digest");

    @Test
    public void readsTagAndDigestOfValues() {
        assertThat(live("image: {tag: \"1\"}", null)).containsExactly("a=x/a:1");
        assertThat(live("image: {tag: 1@" + DIGEST + "}", null)).containsExactly("a=x/a:1@" + DIGEST);
        assertThat(live("image: {tag: " + DIGEST + "}", null)).containsExactly("a=x/a@" + DIGEST);
        assertThat(live("image: {tag: ~}", null)).isEmpty();
    }

    @Test
    public void readsADigestThatHasAKeyOfItsOwn() {
        assertThat(live("image: {tag: \"1\", digest: '" + DIGEST + "'}", bitnami))
                .containsExactly("a=x/a:1@" + DIGEST);
        assertThat(live("image: {tag: \"1\", digest: ''}", bitnami)).containsExactly("a=x/a:1");
        assertThat(live("image: {digest: '" + DIGEST + "'}", bitnami)).containsExactly("a=x/a@" + DIGEST);
        assertThat(live("image: {tag: \"1\", digest: " + "b".repeat(64) + "}", bitnami))
                .containsExactly("a=x/a:1@" + DIGEST);
    }

    private static List<String> live(String values, ManifestTarget target) {
        return ImagesInGit.asLive(
                        spec(new ApplicationFixture().build(), "helmvalues", image("a=x/a", target)),
                        new MapTree(Map.of("charts/app/values.yaml", values)))
                .application()
                .observed()
                .liveImages();
    }
}

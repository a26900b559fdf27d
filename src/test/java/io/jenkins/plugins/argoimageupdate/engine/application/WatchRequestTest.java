package io.jenkins.plugins.argoimageupdate.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchRequest.ImageRequest;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.UpdateStrategy;
import java.util.List;
import org.junit.Test;

public class WatchRequestTest {

    private static final ApplicationSelector MY_APP = ApplicationSelector.named("my-app");

    private final Application annotated = new ApplicationFixture()
            .annotation("image-list", "a=x/a")
            .annotation("update-strategy", "alphabetical")
            .annotation("a.allow-tags", "regexp:^main")
            .annotation("a.helm.image-spec", "web")
            .annotation("write-back-method", "git")
            .annotation("git-branch", "main")
            .build();

    @Test
    public void leavesEverythingToTheAnnotationsWhereNothingIsAsked() {
        WatchSpec spec = WatchRequest.ofAnnotations(MY_APP).watch(annotated, warning -> {});

        assertThat(spec).isEqualTo(new ApplicationAnnotations(annotated).watch(warning -> {}));
    }

    @Test
    public void fillsWhatIsNotAskedForFromTheAnnotationsOfTheSameAlias() {
        UpdateSettings digest = new UpdateSettings("digest", null, null, null, null, null);
        WriteBackSettings branch = new WriteBackSettings(null, null, null, "dev", null, null);
        ImageRequest image = new ImageRequest(ImageReference.parse("a=x/a:2"), digest, null);

        WatchSpec spec =
                new WatchRequest(MY_APP, List.of(image), UpdateSettings.NONE, branch).watch(annotated, w -> {});

        WatchedImage watched = spec.images().get(0);
        assertThat(watched.rule().strategy()).isEqualTo(UpdateStrategy.DIGEST);
        assertThat(watched.rule().constraint()).isEqualTo("2");
        assertThat(watched.rule().allowTags()).isEqualTo("regexp:^main");
        assertThat(watched.target()).isEqualTo(new ManifestTarget.Helm("", "", "web"));
        assertThat(((WriteBack.Git) spec.writeBack()).branch()).isEqualTo("dev");
    }

    @Test
    public void takesTheFallbackOnlyForWhatTheAnnotationsLeaveOpen() {
        UpdateSettings fallback =
                new UpdateSettings("alphabetical", null, "regexp:^x", null, null, List.of("linux/arm64"));
        WatchRequest request =
                new WatchRequest(MY_APP, List.of(), UpdateSettings.NONE, WriteBackSettings.NONE, fallback);

        WatchedImage watched = request.watch(annotated, warning -> {}).images().get(0);
        assertThat(watched.rule().allowTags()).isEqualTo("regexp:^main");
        assertThat(watched.rule().platforms()).containsExactly("linux/arm64");
    }

    @Test
    public void asksForImagesWhereThereAreNone() {
        Application bare = new ApplicationFixture().build();

        assertThatThrownBy(() -> WatchRequest.ofAnnotations(MY_APP).watch(bare, warning -> {}))
                .hasMessageContaining("image-list")
                .hasMessageContaining("my-app");
    }
}

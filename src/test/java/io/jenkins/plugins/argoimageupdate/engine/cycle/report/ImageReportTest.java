package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.List;
import org.junit.Test;

public class ImageReportTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    public void whatIsDesiredHasADigestOnlyWhereTheStrategyWritesOne() {
        assertThat(report("newest-build", null).desired(true).desired()).isEqualTo(ImageTag.ofName("2"));
        assertThat(report("digest", null).desired(true).desired()).isEqualTo(new ImageTag("2", DIGEST));
    }

    @Test
    public void whatWasBeforeIsNotKnownWhereSeveralVersionsRan() {
        ImageState one =
                state(new Running("Deployment/web", "1", 2, 2, true), new Running("Deployment/web", "0", 1, 1, false));
        ImageState two =
                state(new Running("Deployment/web", "1", 2, 2, true), new Running("Deployment/job", "0", 1, 1, true));
        assertThat(report("semver", one).desired(true).before()).isEqualTo(ImageTag.ofName("1"));
        assertThat(report("semver", two).desired(true).before()).isNull();
    }

    @Test
    public void onlyAnUpdateIsWritten() {
        DesiredImage desired = report("semver", null).desired(false);
        assertThat(desired.written()).isFalse();
        assertThat(desired.name()).isEqualTo("web");
        assertThat(desired.image().withoutTag()).isEqualTo("ghcr.io/org/web");
    }

    private static ImageState state(Running... running) {
        return new ImageState(Verdict.WOULD_UPDATE, "", List.of(running), "2 is available", "", "");
    }

    private static ImageReport report(String strategy, ImageState state) {
        return new ImageReport(
                new ImageSubject("web", "ghcr.io/org/web", strategy, "", ""),
                new ImageResult.Updated(new ImageVersion("1", "", null, ""), new ImageVersion("2", DIGEST, null, "")),
                null,
                null,
                state);
    }
}

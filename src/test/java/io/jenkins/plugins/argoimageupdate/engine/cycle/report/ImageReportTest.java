package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Instant;
import java.util.List;
import org.junit.Test;
import tools.jackson.databind.json.JsonMapper;

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

    @Test
    public void whatWaitsStaysAsItIsAndIsStoredWithItsReason() {
        ImageVersion live = new ImageVersion("1", "", null, "");
        ImageVersion next = new ImageVersion("2", DIGEST, null, "");
        Wait reason = new Wait(Wait.Cause.WINDOW, "closed on Sundays", Instant.parse("2026-11-30T06:00:00Z"));
        ImageReport waiting = new ImageReport(
                new ImageSubject("web", "ghcr.io/org/web", "semver", "", ""),
                new ImageResult.Waiting(live, next, reason),
                null);
        assertThat(waiting.to()).isEqualTo(live);
        assertThat(waiting.newest()).isEqualTo(next);
        assertThat(waiting.desired(false).desired()).isEqualTo(ImageTag.ofName("1"));
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readValue(json.writeValueAsString(waiting), ImageReport.class))
                .isEqualTo(waiting);
        assertThat(json.writeValueAsString(report("semver", null))).doesNotContain("waits");
    }

    @Test
    public void aChangeByHandIsStoredWithTheUpdateThatWritesItToGit() {
        Drift drift = new Drift("Deployment/web", "2", "1", "kubectl-set", Instant.parse("2026-11-30T06:00:00Z"), "");
        ImageReport adopting = report(
                        "semver",
                        state(new Running("Deployment/web", "2", 1, 1, true)).drifted(drift))
                .adopting(drift);
        JsonMapper json = JsonMapper.builder().build();

        assertThat(adopting.adopted()).isEqualTo(drift);
        assertThat(adopting.with(state()).adopted()).isEqualTo(drift);
        assertThat(json.readValue(json.writeValueAsString(adopting), ImageReport.class))
                .isEqualTo(adopting);
        assertThat(json.writeValueAsString(adopting))
                .contains(
                        "\"namespace\":\"\",\"drift\":{\"place\":\"Deployment/web\",\"live\":\"2\",\"git\":\"1\","
                                + "\"by\":\"kubectl-set\",\"since\":\"2026-11-30T06:00:00Z\",\"obstacle\":\"\",\"adoptable\":true},\"broken\":true");
        assertThat(json.writeValueAsString(report("semver", state())))
                .doesNotContain("drift")
                .doesNotContain("adopted");
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

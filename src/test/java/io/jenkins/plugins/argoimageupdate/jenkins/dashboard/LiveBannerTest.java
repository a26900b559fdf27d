package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import io.jenkins.plugins.argoimageupdate.jenkins.record.KnownImage;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.jvnet.localizer.LocaleProvider;

public class LiveBannerTest {

    private static final Instant BEFORE = Instant.now().minusSeconds(250);

    private final LocaleProvider languages = LocaleProvider.getProvider();

    @Before
    public void speakEnglish() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.ENGLISH;
            }
        });
    }

    @After
    public void speakAsBefore() {
        LocaleProvider.setProvider(languages);
    }

    @Test
    public void saysWhatIsLiveAndSinceWhen() {
        LiveBanner banner = banner(
                List.of(live("frontend", "main-2"), live("backend", "main-7")),
                List.of(entry(3, "frontend", "main-2", HistoryEntry.Outcome.HEALTHY)));

        assertThat(banner.getLabel()).isEqualTo("Both images are live");
        assertThat(banner.getLive()).isEqualTo("frontend main-2 for 4 min, backend main-7");
        assertThat(banner.getProblems()).isEmpty();
    }

    @Test
    public void namesTheBuildThatBroughtWhatCannotStartAndWhatServesInstead() {
        LiveBanner banner = banner(
                List.of(dead("frontend", "main-dead", "main-1"), live("backend", "main-7")),
                List.of(entry(2, "frontend", "main-dead", HistoryEntry.Outcome.FAILED)));

        assertThat(banner.getLabel()).isEqualTo("1 of 2 images is not live");
        assertThat(banner.getLive()).isEqualTo("backend main-7");
        assertThat(banner.getStillRunning()).isEqualTo("frontend main-1");
        assertThat(banner.getAdvice()).startsWith("Look at the pod in Argo CD.");
        assertThat(banner.getProblems())
                .containsExactly(new LiveBanner.Problem("frontend", "main-dead of #2 cannot start: ErrImagePull", 2));
    }

    @Test
    public void saysThatWhatRunsWasChangedByHand() {
        LiveBanner one = banner(List.of(changedByHand("frontend", "")), List.of());
        LiveBanner two = banner(
                List.of(changedByHand("frontend", "it runs in several versions"), live("backend", "main-7")),
                List.of());

        assertThat(one.getLabel()).isEqualTo("Changed by hand");
        assertThat(one.getLive()).isEqualTo("frontend main-hotfix");
        assertThat(one.getStillRunning()).isEmpty();
        assertThat(one.getAlert()).isEqualTo("jenkins-alert-warning");
        assertThat(one.getProblems())
                .containsExactly(new LiveBanner.Problem(
                        "frontend",
                        "changed by hand (kubectl-set) in Deployment/web 2 h ago: main-hotfix runs, Git says main-5",
                        null));
        assertThat(two.getLabel()).isEqualTo("1 of 2 images was changed by hand");
        assertThat(two.getLive()).isEqualTo("frontend main-hotfix, backend main-7");
    }

    @Test
    public void whatCannotStartIsWorseThanAChangeByHand() {
        LiveBanner banner = banner(
                List.of(changedByHand("frontend", ""), dead("backend", "main-dead", "main-1"), failed("cart", "503")),
                List.of());

        assertThat(banner.getLabel()).isEqualTo("1 of 3 images is not live");
        assertThat(banner(List.of(changedByHand("frontend", ""), failed("cart", "503")), List.of())
                        .getLabel())
                .isEqualTo("1 of 2 images was changed by hand");
    }

    @Test
    public void readersAreToldInTheirLanguage() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.SIMPLIFIED_CHINESE;
            }
        });

        LiveBanner banner = banner(List.of(changedByHand("frontend", "")), List.of());

        assertThat(banner.getLabel()).isEqualTo("被手动更改");
        assertThat(banner.getProblems().get(0).sentence())
                .isEqualTo("Deployment/web（2 小时前） 被手动更改（kubectl-set）：正在运行 main-hotfix，Git 中为 main-5");
    }

    @Test
    public void linksNoBuildThatIsGone() {
        HistoryEntry deleted = entry(2, "frontend", "main-dead", HistoryEntry.Outcome.FAILED);
        LiveBanner banner = banner(
                List.of(dead("frontend", "main-dead", "main-1")),
                List.of(new HistoryEntry(
                        deleted.build(),
                        deleted.at(),
                        deleted.change(),
                        deleted.revision(),
                        deleted.outcome(),
                        null,
                        true,
                        "")));

        assertThat(banner.getLabel()).isEqualTo("Not live");
        assertThat(banner.getProblems())
                .containsExactly(new LiveBanner.Problem("frontend", "main-dead cannot start: ErrImagePull", null));
    }

    @Test
    public void tellsTheSameProblemOfSeveralImagesOnce() {
        List<KnownImage> images = IntStream.rangeClosed(1, 9)
                .mapToObj(i ->
                        failed("image-" + i, "list tags of registry.example/image-" + i + ": 503. Try again later"))
                .toList();

        LiveBanner banner = banner(images, List.of());

        assertThat(banner.getLabel()).isEqualTo("9 of 9 images cannot be checked");
        assertThat(banner.getProblems())
                .containsExactly(new LiveBanner.Problem(
                        "image-1, image-2, image-3, image-4, image-5 and 4 more",
                        "list tags of …: 503. Try again later",
                        null));
    }

    @Test
    public void doesNotCallLiveWhatAPollCouldNotCheck() {
        LiveBanner banner =
                LiveBanner.of(rows(List.of(live("frontend", "main-2")), List.of()), List.of("get Applications: 403"));

        assertThat(banner.getLabel()).isEqualTo("The last poll failed");
        assertThat(banner.getLive()).isEqualTo("frontend main-2");
        assertThat(banner.getProblems()).containsExactly(new LiveBanner.Problem("", "get Applications: 403", null));
    }

    @Test
    public void tellsWhatFailedForOneImageOfItAlone() {
        LiveBanner banner = LiveBanner.of(
                rows(List.of(live("frontend", "main-2"), failed("backend", "429 Too Many Requests")), List.of()),
                List.of("429 Too Many Requests"));

        assertThat(banner.getProblems())
                .containsExactly(new LiveBanner.Problem("backend", "429 Too Many Requests", null));
    }

    @Test
    public void theWorstAnswersForAll() {
        assertThat(banner(List.of(live("a", "1"), image("b", "1", ImageStatus.ROLLING_OUT, null, "")), List.of())
                        .getLabel())
                .isEqualTo("1 of 2 images is rolling out");
        assertThat(banner(List.of(live("a", "1"), image("b", "1", ImageStatus.WOULD_UPDATE, null, "")), List.of())
                        .getLabel())
                .isEqualTo("Updates available for 1 of 2 images");
        assertThat(banner(List.of(failed("a", "503"), dead("b", "2", "1")), List.of())
                        .getLabel())
                .isEqualTo("1 of 2 images is not live");
        assertThat(banner(List.of(), List.of()).getLabel()).isEqualTo("Not known yet");
    }

    private static LiveBanner banner(List<KnownImage> images, List<HistoryEntry> entries) {
        return LiveBanner.of(rows(images, entries), List.of());
    }

    private static List<ImageRow> rows(List<KnownImage> images, List<HistoryEntry> entries) {
        UpdateHistory history = new UpdateHistory(entries, images, List.of());
        return images.stream()
                .map(image -> new ImageRow(image, history, ImageNames.OF_ONE_APPLICATION, HoldBook.EMPTY))
                .toList();
    }

    private static KnownImage live(String name, String tag) {
        ImageState state =
                new ImageState(Verdict.LIVE, tag, List.of(new Running("Deployment/web", tag, 1, 1, true)), "", "", "");
        return image(name, tag, ImageStatus.CURRENT, state, "");
    }

    private static KnownImage dead(String name, String tag, String still) {
        ImageState state = new ImageState(
                Verdict.CANNOT_START,
                tag,
                List.of(
                        new Running("Deployment/web", tag, 1, 0, true),
                        new Running("Deployment/web", still, 1, 1, false)),
                "cannot start: ErrImagePull",
                "web-1",
                "default");
        return image(name, still, ImageStatus.CANNOT_START, state, "");
    }

    private static KnownImage changedByHand(String name, String obstacle) {
        Instant since = Instant.now().minusSeconds(7_300);
        Drift drift = new Drift("Deployment/web", "main-hotfix", "main-5", "kubectl-set", since, obstacle);
        List<Running> running = List.of(new Running("Deployment/web", "main-hotfix", 1, 1, true));
        ImageState state = new ImageState(Verdict.LIVE, "main-5", running, "", "", "").drifted(drift);
        return image(name, "main-hotfix", ImageStatus.DRIFTED, state, "");
    }

    private static KnownImage failed(String name, String error) {
        return image(name, "1", ImageStatus.FAILED, null, error);
    }

    private static KnownImage image(
            String name, String tag, ImageStatus status, @CheckForNull ImageState state, String error) {
        Outcome outcome = status == ImageStatus.FAILED ? Outcome.FAILED : Outcome.CURRENT;
        return new KnownImage(
                new KnownImage.Subject("shop", name, "registry.example/" + name, "newest-build", "^main"),
                tag,
                BEFORE,
                new KnownImage.Choice(outcome, error, null),
                state,
                tag,
                status);
    }

    private static HistoryEntry entry(int build, String name, String to, HistoryEntry.Outcome outcome) {
        return new HistoryEntry(
                build,
                BEFORE,
                new HistoryEntry.Change("shop", name, "registry.example/" + name, "main-1", to, ""),
                new HistoryEntry.Revision("", "", ""),
                outcome,
                null,
                false,
                "");
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PausedImages;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Pages of builds and jobs that have more images than a page has room for: an administrator cannot know beforehand. */
public class ManyImagesTest {

    private static final int IMAGES = 3_000;
    private static final int SHOWN = Budget.PAGE_IMAGES.intValue();
    private static final String LEFT_OUT = "2,800 images more than this page has room for";
    private static final int MOST_CHARACTERS = 2_000_000;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final SampleReports reports = new SampleReports(Instant.now());
    private FreeStyleProject job;

    @Before
    public void createJob() throws Exception {
        job = JENKINS.createFreeStyleProject();
    }

    @Test
    public void thePagesOfABuildShowWhatFailedAndCountTheRest() throws Exception {
        Run<?, ?> build = SampleBuilds.build(JENKINS, job, many(ImageReport.Outcome.CURRENT));

        for (String path : List.of("", "image-update/")) {
            HtmlPage page = open(build.getUrl() + path);
            assertThat(page.getWebResponse().getContentAsString()).as(path).hasSizeLessThan(MOST_CHARACTERS);
            assertThat(page.asNormalizedText()).contains("199 images unchanged").doesNotContain("image-198");
            assertThat(SampleBuilds.unfold(page).asNormalizedText())
                    .contains(LEFT_OUT, "All of them in the remote API", "image-2999", "image-198")
                    .doesNotContain("image-199 ");
        }
        JSONObject update = json(build.getUrl() + "image-update/api/json")
                .getJSONArray("updates")
                .getJSONObject(0);
        assertThat(update.getJSONArray("applications")
                        .getJSONObject(0)
                        .getJSONArray("images")
                        .size())
                .isEqualTo(IMAGES);
    }

    @Test
    public void applicationsWithoutImagesCountToo() throws Exception {
        Run<?, ?> build = SampleBuilds.build(JENKINS, job, withoutImages(SHOWN + 50));

        for (String path : List.of("", "image-update/")) {
            assertThat(open(build.getUrl() + path).asNormalizedText())
                    .as(path)
                    .contains("50 Applications more than this page has room for");
        }
    }

    @Test
    public void imagesAndApplicationsThatAreLeftOutAreCountedApart() {
        List<ApplicationView> all = Stream.of(many(ImageReport.Outcome.CURRENT), withoutImages(1))
                .flatMap(report -> report.applications().stream())
                .map(application -> new ApplicationView(application, Instant.now()))
                .toList();

        assertThat(ShownApplications.of(all).leftOut()).isEqualTo("2,800 images and 1 Application");
    }

    @Test
    public void aSentenceNamesSomeImagesAndCountsTheRest() throws Exception {
        CycleReport all = reports.healthy();
        ApplicationReport one = all.applications().get(0);
        List<ImageReport> images = images(one.images().get(0), ImageReport.Outcome.UPDATED, null);
        Headline headline = Headline.of(with(all, images));

        assertThat(headline.sentence())
                .startsWith("Live: image-0 main-b99bc73, image-1 main-b99bc73")
                .contains("and 2,980 more")
                .hasSizeLessThan(1_000);
    }

    @Test
    public void thePagesOfAJobShowWhatFailedAndCountTheRest() throws Exception {
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        trigger.start(job, true);
        job.addTrigger(trigger);
        PollMemory.EMPTY
                .withFound(many(ImageReport.Outcome.CURRENT), Set.of(), new PausedImages(null, line -> {}))
                .write(job);

        for (String path : List.of("", "image-panel/panelFragment")) {
            HtmlPage page = open(job.getUrl() + path);
            assertThat(page.getWebResponse().getContentAsString()).as(path).hasSizeLessThan(MOST_CHARACTERS);
            assertThat(page.asNormalizedText()).contains(LEFT_OUT, "image-2999", "image-198");
        }
        assertThat(json(job.getUrl() + "image-panel/api/json")
                        .getJSONArray("images")
                        .size())
                .isEqualTo(IMAGES);
        assertThat(trigger.getState().getShownImages().rows()).hasSize(SHOWN);
    }

    @Test
    public void whatThePageHasRoomForStaysInItsOrder() {
        List<Integer> all = List.of(3, 1, 2);

        assertThat(PageRows.of(all, 3, row -> row).rows()).containsExactly(3, 1, 2);
        assertThat(PageRows.of(all, 2, row -> row)).isEqualTo(new PageRows<>(List.of(1, 2), 1));
    }

    private CycleReport many(ImageReport.Outcome outcome) {
        CycleReport current = reports.current();
        ImageReport sample = current.applications().get(0).images().get(0);
        return with(current, images(sample, outcome, new FailureReport(Reason.NOT_FOUND, "there is no such tag", "")));
    }

    private static ImageResult result(ImageReport sample, ImageReport.Outcome outcome) {
        return outcome == ImageReport.Outcome.UPDATED
                ? new ImageResult.Updated(sample.from(), sample.to())
                : new ImageResult.Current(sample.to());
    }

    /** @param failure of the last one; null for none */
    private static List<ImageReport> images(ImageReport sample, ImageReport.Outcome outcome, FailureReport failure) {
        List<ImageReport> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            boolean fails = failure != null && i == IMAGES - 1;
            ImageSubject about = new ImageSubject(
                    "image-" + i,
                    "example/image-" + i,
                    sample.about().strategy(),
                    sample.about().filter(),
                    "");
            ImageResult result = fails ? new ImageResult.Failed(failure) : result(sample, outcome);
            images.add(new ImageReport(about, result, sample.selection(), null, sample.state()));
        }
        return images;
    }

    private static CycleReport with(CycleReport report, List<ImageReport> images) {
        ApplicationReport one = report.applications().get(0);
        ApplicationReport many = new ApplicationReport(one.about(), images, one.writeBack(), one.rollout(), null, true);
        return new CycleReport(false, report.started(), report.finished(), List.of(many), List.of(), report.requests());
    }

    private CycleReport withoutImages(int applications) {
        CycleReport current = reports.current();
        List<ApplicationReport> empty = new ArrayList<>();
        for (int i = 0; i < applications; i++) {
            ApplicationSubject about = new ApplicationSubject("application-" + i, "", "", "", "");
            empty.add(new ApplicationReport(about, List.of(), null, null, null, true));
        }
        return new CycleReport(false, current.started(), current.finished(), empty, List.of(), current.requests());
    }

    private static HtmlPage open(String path) throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            return client.goTo(path);
        }
    }

    private static JSONObject json(String path) throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            return JSONObject.fromObject(
                    client.goTo(path, "application/json").getWebResponse().getContentAsString());
        }
    }

    private static JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false);
    }
}

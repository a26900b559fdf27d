package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlDetails;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What the page of an update shows at once, what it folds, and what it leaves out. */
public class UpdatePagePartsTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final SampleReports reports = new SampleReports(Instant.now());
    private FreeStyleProject job;

    @Before
    public void createJob() throws Exception {
        job = JENKINS.createFreeStyleProject();
    }

    @Test
    public void foldsImagesThatStayBelowThoseThatDoNot() throws Exception {
        Run<?, ?> build = SampleBuilds.build(JENKINS, job, reports.limited());
        for (String path : List.of("", "image-update/")) {
            HtmlPage page = open(build, path);
            assertThat(page.asNormalizedText())
                    .as(path)
                    .containsSubsequence("lyzhang1999/frontend", "1 image unchanged")
                    .doesNotContain("lyzhang1999/backend");
            assertThat(SampleBuilds.unfold(page).asNormalizedText()).contains("lyzhang1999/backend");
        }
    }

    @Test
    public void foldsNothingWhereAllImagesStay() throws Exception {
        Run<?, ?> build = SampleBuilds.build(JENKINS, job, reports.current());
        for (String path : List.of("", "image-update/")) {
            assertThat(open(build, path).asNormalizedText())
                    .as(path)
                    .contains("2 images unchanged", "lyzhang1999/frontend", "lyzhang1999/backend");
        }
    }

    /** The script of the page keeps parts open by their IDs. */
    @Test
    public void everyFoldedPartHasAnIdOfItsOwn() throws Exception {
        CycleReport one = withScaledDown(reports.failed());
        CycleReport two = twice(one);
        List<String> ids = open(SampleBuilds.build(JENKINS, job, two), "image-update/")
                .<HtmlDetails>getByXPath("//main//details|//div[@id='main-panel']//details")
                .stream()
                .map(DomElement::getId)
                .toList();
        assertThat(ids).hasSizeGreaterThan(6).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    public void jumpsToThePartsThatThereAre() throws Exception {
        assertThat(jumps(reports.healthy()))
                .containsExactly("Images", "From build to live", "Rollout", "Why this tag", "Commit", "Requests");
        assertThat(jumps(reports.current())).containsExactly("Images", "Why this tag", "Requests");
        assertThat(jumps(reports.dryRun()))
                .containsExactly("Images", "From build to live", "Why this tag", "Commit", "Requests");
        assertThat(jumps(twice(reports.healthy()))).containsExactly("example", "other", "Requests");
    }

    @Test
    public void foldsReplicaSetsThatAreKeptForARollback() throws Exception {
        HtmlPage page = open(SampleBuilds.build(JENKINS, job, withScaledDown(reports.failed())), "image-update/");
        assertThat(page.asNormalizedText())
                .contains(
                        "2 scaled-down ReplicaSets", "ReplicaSet frontend-74c454c5c7", "ReplicaSet backend-6d5f7b9c4d")
                .doesNotContain("frontend-old");
        assertThat(SampleBuilds.unfold(page).asNormalizedText()).contains("frontend-old-1", "frontend-old-2");
    }

    @Test
    public void hasNoColumnInWhichNothingStands() throws Exception {
        assertThat(open(SampleBuilds.build(JENKINS, job, reports.healthy()), "image-update/")
                        .asNormalizedText())
                .contains("Image built", "3 min earlier", "from b99bc73");
        HtmlPage page = open(SampleBuilds.build(JENKINS, job, withoutTimes(reports.healthy())), "image-update/");
        assertThat(headers(page, "Images")).containsExactly("Image", "Change", "Outcome");
        assertThat(page.asNormalizedText()).doesNotContain("Image built", "earlier");
    }

    @Test
    public void countsRequestsAndFoldsThemWithoutColumnsOfZeros() throws Exception {
        CycleReport report = with(
                reports.current(),
                new RequestMetrics.Snapshot(Map.of(RequestKind.TAGS, 27L, RequestKind.BLOB, 4L), 0, 0, 0, 0, "", 0L));
        HtmlPage page = open(SampleBuilds.build(JENKINS, job, report), "image-update/");
        assertThat(page.asNormalizedText()).contains("Requests (31)").doesNotContain("registry-1.docker.io");
        SampleBuilds.unfold(page);
        assertThat(headers(page, "Requests")).containsExactly("Server", "Requests", "Breakdown");

        page = SampleBuilds.unfold(open(SampleBuilds.build(JENKINS, job, reports.current()), "image-update/"));
        assertThat(headers(page, "Requests")).contains("Retries", "Failures", "Rate limit left");
    }

    @Test
    public void aDryRunHasNoStepsThatItCannotReach() throws Exception {
        assertThat(open(SampleBuilds.build(JENKINS, job, reports.dryRun()), "image-update/")
                        .asNormalizedText())
                .contains("From build to live", "waited 3 min for this update")
                .doesNotContain("Committed", "not reached");
    }

    private List<String> jumps(CycleReport report) throws Exception {
        HtmlPage page = open(SampleBuilds.build(JENKINS, job, report), "image-update/");
        List<HtmlAnchor> links = page.getByXPath("//nav[@class='aiu-jumps']/a");
        assertThat(links)
                .allSatisfy(link -> assertThat(
                                page.getElementById(link.getHrefAttribute().substring(1))
                                        .getTagName())
                        .as(link.getHrefAttribute())
                        .matches("h[23]"));
        return links.stream().map(DomNode::asNormalizedText).toList();
    }

    private static List<String> headers(HtmlPage page, String caption) {
        return page.<DomNode>getByXPath("//table[normalize-space(caption)='" + caption + "']//th").stream()
                .map(DomNode::asNormalizedText)
                .toList();
    }

    /** With another Application like it. */
    private static CycleReport twice(CycleReport report) {
        ApplicationReport one = report.applications().get(0);
        ApplicationSubject about = new ApplicationSubject("other", "argocd", "default", "production", "");
        ApplicationReport other =
                new ApplicationReport(about, one.images(), one.writeBack(), one.rollout(), null, true);
        return new CycleReport(
                false, report.started(), report.finished(), List.of(one, other), List.of(), report.requests());
    }

    private static CycleReport with(CycleReport report, RequestMetrics.Snapshot requests) {
        return new CycleReport(
                false,
                report.started(),
                report.finished(),
                report.applications(),
                List.of(),
                Map.of("registry-1.docker.io", requests));
    }

    private static CycleReport withScaledDown(CycleReport report) {
        ApplicationReport application = report.applications().get(0);
        RolloutReport rollout = application.rollout();
        List<ResourceReport> resources = new ArrayList<>(rollout.resources());
        resources.add(resource(
                "Deployment",
                "frontend-of-before",
                List.of(
                        resource("ReplicaSet", "frontend-old-1", List.of()),
                        resource("ReplicaSet", "frontend-old-2", List.of()))));
        return report.with(application.with(new RolloutReport(
                rollout.revision(),
                rollout.sync(),
                rollout.health(),
                rollout.started(),
                rollout.synced(),
                rollout.finished(),
                resources,
                rollout.timeline(),
                rollout.failure())));
    }

    private static ResourceReport resource(String kind, String name, List<ResourceReport> children) {
        ResourceKey key = new ResourceKey("apps", kind, "default", name);
        return new ResourceReport(key, "", "Healthy", "", "", List.of(), children, null);
    }

    private static CycleReport withoutTimes(CycleReport report) {
        ApplicationReport application = report.applications().get(0);
        return report.with(application.with(image -> new ImageReport(
                image.about(),
                new ImageResult.Updated(
                        new ImageVersion(SampleReports.OLD, "", null, ""),
                        new ImageVersion(SampleReports.NEW, "", null, "")),
                null,
                null,
                image.state())));
    }

    private static HtmlPage open(Run<?, ?> build, String path) throws Exception {
        return JENKINS.createWebClient().withJavaScriptEnabled(false).getPage(build, path);
    }
}

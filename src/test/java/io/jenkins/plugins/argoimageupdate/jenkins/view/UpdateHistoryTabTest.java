package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import java.time.Instant;
import java.util.List;
import net.sf.json.JSONArray;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Reads the history of jobs, and what is kept of it. */
public class UpdateHistoryTabTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final SampleReports reports = new SampleReports(Instant.now());
    private FreeStyleProject job;

    @Before
    public void createJob() throws Exception {
        job = JENKINS.createFreeStyleProject();
    }

    @Test
    public void listsWhatBuildsChanged() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.healthy());
        SampleBuilds.build(JENKINS, job, reports.current());
        SampleBuilds.build(JENKINS, job, reports.failed());
        String text = open("image-updates/").asNormalizedText();
        assertThat(text)
                .contains("4 of 4 changes are shown")
                .contains("main-0000000 → becomes main-b99bc73")
                .contains("1cce7a0", "Healthy", "Failed", "3 min 45 sec")
                .contains("last update: median 3 min 45 sec")
                .doesNotContain("#2");
    }

    @Test
    public void showsOneImageOnly() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.healthy());
        assertThat(open("image-updates/?image=backend").asNormalizedText()).contains("1 of 2 changes are shown");
        assertThat(csv("image-updates/csv?image=backend"))
                .contains("lyzhang1999/backend")
                .doesNotContain("lyzhang1999/frontend");
    }

    @Test
    public void exportsJson() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.healthy());
        WebResponse response = client().goTo(job.getUrl() + "image-updates/json", "application/json")
                .getWebResponse();
        JSONArray entries = JSONArray.fromObject(response.getContentAsString());
        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.getJSONObject(0).getLong("leadMillis")).isEqualTo(225_000);
        assertThat(response.getResponseHeaderValue("Content-Disposition")).startsWith("attachment");
    }

    @Test
    public void exportsNoFormulas() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.hostile("=HYPERLINK(\"http://evil\")"));
        assertThat(csv("image-updates/csv"))
                .contains("\"'=HYPERLINK(\"\"http://evil\"\")\"")
                .doesNotContain(",=")
                .doesNotContain(",\"=");
    }

    @Test
    public void keepsTextsFromOutsideHarmless() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.hostile("<script>alert(1)</script>"));
        for (String path : List.of("image-updates/", "image-updates/?image=%3Cscript%3Ealert(1)%3C/script%3E", "")) {
            String html = open(path).getWebResponse().getContentAsString();
            assertThat(html.contains("<script>alert")).as(path).isFalse();
        }
    }

    @Test
    public void outlivesItsBuilds() throws Exception {
        Run<?, ?> build = SampleBuilds.build(JENKINS, job, reports.healthy());
        build.delete();
        HtmlPage page = open("image-updates/");
        assertThat(page.asNormalizedText()).contains("2 of 2 changes are shown", "#1");
        assertThat(page.getAnchors().stream()
                        .anyMatch(anchor -> anchor.getHrefAttribute().contains("/1/image-update")))
                .isFalse();
    }

    @Test
    public void listsNoDryRun() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.dryRun());
        assertThat(open("image-updates/").asNormalizedText()).contains("No build has changed an image yet");
    }

    @Test
    public void keepsTheNewestEntriesOnly() {
        UpdateHistory history = new UpdateHistory(List.of(), List.of());
        for (int build = 1; build <= 300; build++) {
            history = history.with(build, List.of(reports.healthy()), false);
        }
        assertThat(history.entries()).hasSize(UpdateHistory.MOST_ENTRIES);
        assertThat(history.entries().get(0).build()).isEqualTo(300);
        assertThat(LeadTimes.of(history.entries()).getBars()).hasSize(20);
    }

    private HtmlPage open(String path) throws Exception {
        return client().getPage(job, path);
    }

    private String csv(String path) throws Exception {
        return client().goTo(job.getUrl() + path, "text/csv").getWebResponse().getContentAsString();
    }

    private static JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false);
    }
}

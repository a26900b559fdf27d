package io.jenkins.plugins.argoimageupdate.jenkins.history;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleBuilds;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleStates;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

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
                .contains("Builds 1–2 of 2")
                .contains("main-0000000 → changes to main-b99bc73")
                .contains("1cce7a0", "Healthy", "Failed", "3 min 45 s")
                .contains("Lead time, last update: 3 min 45 s")
                .doesNotContain("#2");
    }

    @Test
    public void tellsOfEachImageOfABuildWhatBecameOfIt() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.oneOfFiveFailed());
        assertThat(outcomes(entries()))
                .containsExactly(
                        "frontend FAILED", "sidecar BLOCKED", "backend HEALTHY", "worker HEALTHY", "web FAILED");
        assertThat(csv("image-updates/csv").lines())
                .satisfiesExactly(
                        head -> assertThat(head).endsWith(",outcome,lead_seconds,reason"),
                        frontend -> assertThat(frontend)
                                .endsWith("\"FAILED\",\"\",\"cannot start: ImagePullBackOff: manifest unknown (pod "
                                        + SampleStates.POD + ")\""),
                        sidecar -> assertThat(sidecar).contains("\"BLOCKED\",\"\",\"is blocked by another container"),
                        backend -> assertThat(backend).endsWith("\"HEALTHY\",\"\",\"\""),
                        worker -> assertThat(worker).endsWith("\"HEALTHY\",\"\",\"\""),
                        web -> assertThat(web).endsWith("the value web.tag has no effect there\""));
        assertThat(open("image-updates/").asNormalizedText())
                .contains("3 of 5 images")
                .containsSubsequence("frontend", "Failed", "cannot start: ImagePullBackOff")
                .containsSubsequence("sidecar", "Blocked by another image")
                .containsSubsequence("backend", "Healthy");
        JSONArray changes = JSONObject.fromObject(
                        client().goTo(job.getUrl() + "image-updates/api/json", "application/json")
                                .getWebResponse()
                                .getContentAsString())
                .getJSONArray("changes");
        assertThat(outcomes(changes)).hasSize(5).contains("sidecar BLOCKED", "worker HEALTHY");
    }

    @Test
    public void anAbortedUpdateLeavesThoseBesideItAsTheyEnded() throws Exception {
        job.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
                UpdateRunAction action = UpdateRunAction.of(build);
                action.finish(action.begin(SampleBuilds.arguments(), ""), reports.healthy());
                int second = action.begin(SampleBuilds.arguments(), "");
                action.rollingOut(second, reports.written());
                action.abort(second);
                return true;
            }
        });
        JENKINS.buildAndAssertSuccess(job);
        assertThat(outcomes(entries()))
                .containsExactly("frontend HEALTHY", "backend HEALTHY", "frontend ABORTED", "backend ABORTED");
    }

    /** Before it was known how each image is. */
    @Test
    public void readsWhatEarlierVersionsKept() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.current());
        Path file = job.getRootDir().toPath().resolve("argo-image-update-history.json");
        try (InputStream old = getClass().getResourceAsStream("history-without-states.json")) {
            Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(outcomes(entries()))
                .containsExactly("frontend FAILED", "frontend HEALTHY", "frontend WRITTEN", "frontend ABORTED");
        assertThat(open("image-updates/").asNormalizedText()).contains("Builds 1–4 of 4", "main-dead001");
        assertThat(open("").asNormalizedText())
                .contains("unknown", "not live", "main-dead001 did not become live in #14")
                .doesNotContain("updated by the last build");
        SampleBuilds.build(JENKINS, job, reports.healthy());
        assertThat(entries().size()).isEqualTo(6);
    }

    @Test
    public void showsOneImageOnly() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.healthy());
        assertThat(open("image-updates/?image=backend").querySelectorAll("li.aiu-chip"))
                .hasSize(1);
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
        assertThat(page.asNormalizedText()).contains("1 build", "#1");
        assertThat(page.getAnchors().stream()
                        .anyMatch(anchor -> anchor.getHrefAttribute().contains("/1/image-update")))
                .isFalse();
    }

    @Test
    public void listsNoDryRun() throws Exception {
        SampleBuilds.build(JENKINS, job, reports.dryRun());
        assertThat(open("image-updates/").asNormalizedText()).contains("No build has changed an image yet");
    }

    private JSONArray entries() throws Exception {
        return JSONArray.fromObject(client().goTo(job.getUrl() + "image-updates/json", "application/json")
                .getWebResponse()
                .getContentAsString());
    }

    private static List<String> outcomes(JSONArray entries) {
        List<String> outcomes = new ArrayList<>();
        for (Object entry : entries) {
            JSONObject change = (JSONObject) entry;
            outcomes.add(change.getString("name") + " " + change.getString("outcome"));
        }
        return outcomes;
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

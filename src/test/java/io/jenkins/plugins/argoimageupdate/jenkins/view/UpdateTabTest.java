package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.json.JSONNull;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.localizer.LocaleProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the pages of builds as people do. */
public class UpdateTabTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final SampleReports reports = new SampleReports(Instant.now());
    private FreeStyleProject job;

    @Before
    public void createJob() throws Exception {
        job = JENKINS.createFreeStyleProject();
    }

    @Test
    public void saysOnTheBuildPageThatImagesAreLive() throws Exception {
        HtmlPage page = open(build(reports.healthy()), "");
        assertThat(page.asNormalizedText())
                .contains("Image update · example")
                .contains("Healthy")
                .contains(
                        "Live: frontend main-b99bc73, backend main-b99bc73. Synced and Healthy 42 s after the commit.")
                .contains("frontend", "lyzhang1999/frontend", "main-0000000", "image built 3 min earlier")
                .contains("Commit 1cce7a0 on main of kubernetes-example-helm");
        assertThat(page.getAnchorByText("example").getHrefAttribute()).isEqualTo(SampleReports.ARGO_CD);
        assertThat(badge(job.getLastBuild())).isEqualTo("2 images updated");
    }

    @Test
    public void anUpdateWhoseBuildEndedWithoutItWasShownAsRunningForEver() throws Exception {
        job.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
                UpdateRunAction action = UpdateRunAction.of(build);
                action.begin(SampleBuilds.arguments(), "");
                action.rollingOut(action.begin(SampleBuilds.arguments(), ""), reports.written());
                return true;
            }
        });
        Run<?, ?> build = JENKINS.buildAndAssertSuccess(job);
        assertThat(UpdateRunAction.of(build).getRecords())
                .extracting(UpdateRecord::getState)
                .containsExactly(UpdateRecord.State.FAILED, UpdateRecord.State.ABORTED);
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("The build ended before this update did")
                .contains("Aborted after commit")
                .doesNotContain("Running", "Jenkins has restarted");
        assertThat(badge(build)).doesNotContain("rolling out");
    }

    @Test
    public void namesThePodThatFailsAndWhatToDo() throws Exception {
        HtmlPage page = open(build(reports.failed()), "image-update/");
        assertThat(page.asNormalizedText())
                .contains("pod frontend-74c454c5c7-tvtf9 cannot start: ImagePullBackOff")
                .contains("What to do: Push the image again, or revert commit 1cce7a0")
                .contains("Pods that cannot run")
                .contains("ImagePullBackOff 0/1, 3 restarts")
                .contains("slowest step");
        String text = page.asNormalizedText();
        assertThat(text.indexOf("Deployment frontend")).isLessThan(text.indexOf("Service backend"));
    }

    @Test
    public void showsWhatWasWrittenAndWhy() throws Exception {
        HtmlPage page = SampleBuilds.unfold(open(build(reports.healthy()), "image-update/"));
        assertThat(page.asNormalizedText())
                .contains(
                        "1,200 tags in the registry → 1,000 allowed (^main) → 1,000 left after version and metadata checks")
                .contains("+ value: main-b99bc73")
                .contains("updates image lyzhang1999/frontend tag 'main-0000000' to 'main-b99bc73'")
                .contains("registry-1.docker.io", "tag lists 2", "1996")
                .contains("Author: Release bot <release@example.com>", "Signed with SSH key SHA256:Nf3G9m");
        assertThat(page.getAnchors().stream().map(HtmlAnchor::getHrefAttribute))
                .contains("https://github.com/lyzhang1999/kubernetes-example-helm/commit/" + SampleReports.COMMIT);
    }

    @Test
    public void leadsFromEachResourceToArgoCdAndMarksPodsOfTheNewRevision() throws Exception {
        HtmlPage page = open(build(reports.failed()), "image-update/");
        assertThat(page.getAnchors().stream().map(HtmlAnchor::getHrefAttribute))
                .contains(SampleReports.ARGO_CD + "?resource=&node=apps%2FDeployment%2Fdefault%2Ffrontend%2F0");
        assertThat(page.asNormalizedText())
                .contains("Pod frontend-74c454c5c7-tvtf9 new")
                .contains("kubectl describe pod --namespace default frontend-74c454c5c7-tvtf9");
    }

    @Test
    public void readsReportsThatTellLess() throws Exception {
        Run<?, ?> build = build(reports.failed());
        Path file = build.getRootDir().toPath().resolve("argo-image-update-1.json");
        JsonNode report = new JsonMapper().readTree(Files.readString(file));
        for (String added : List.of("author", "signature", "group", "pod", "shared", "registry", "retryAt")) {
            report.findParents(added).forEach(parent -> ((ObjectNode) parent).remove(added));
        }
        Files.writeString(file, report.toString());
        assertThat(SampleBuilds.unfold(open(build, "image-update/")).asNormalizedText())
                .contains("ImagePullBackOff 0/1, 3 restarts", "Deployment frontend", "registry-1.docker.io")
                .doesNotContain("Author", "Signed", "The report of this update no longer exists");
    }

    /** Before it was known how each image is. */
    @Test
    public void readsReportsWithoutStates() throws Exception {
        Run<?, ?> build = build(reports.healthy());
        Path file = build.getRootDir().toPath().resolve("argo-image-update-1.json");
        ObjectNode report = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
        report.remove("warnings");
        ObjectNode application = (ObjectNode) report.get("applications").get(0);
        application.remove(List.of("health", "warnings"));
        application
                .get("images")
                .forEach(image -> ((ObjectNode) image).remove(List.of("state", "parameter", "registry")));
        Files.writeString(file, report.toString());
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("Live: frontend main-b99bc73, backend main-b99bc73.")
                .doesNotContain("The report of this update no longer exists");
        assertThat(images(build)).allSatisfy(image -> {
            assertThat(image.getString("status")).isEqualTo("LIVE");
            assertThat(image.get("state")).isEqualTo(JSONNull.getInstance());
        });
    }

    @Test
    public void tellsOfEachImageHowItIs() throws Exception {
        Run<?, ?> build = build(reports.oneOfFiveFailed());
        for (String path : List.of("", "image-update/")) {
            assertThat(open(build, path).asNormalizedText())
                    .as(path)
                    .containsSubsequence("frontend", "main-b99bc73", "cannot start", "running: main-0000000")
                    .containsSubsequence("sidecar", "main-b99bc73", "blocked by another image")
                    .containsSubsequence("backend", "main-b99bc73", "live")
                    .containsSubsequence("worker", "main-b99bc73", "live")
                    .containsSubsequence("web", "main-b99bc73", "differs from Git");
        }
        assertThat(badge(build)).isEqualTo("5 images to update, not all live");
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("ImagePullBackOff: manifest unknown (pod " + SampleStates.POD + ")")
                .contains("the value web.tag has no effect there");
        List<JSONObject> images = images(build);
        assertThat(images)
                .extracting(image -> image.getString("status"))
                .containsExactly("CANNOT_START", "BLOCKED", "LIVE", "LIVE", "DRIFTED");
        JSONObject dead = images.get(0).getJSONObject("state");
        assertThat(dead.getString("verdict")).isEqualTo("CANNOT_START");
        assertThat(dead.getString("git")).isEqualTo(SampleReports.NEW);
        assertThat(dead.getString("pod")).isEqualTo(SampleStates.POD);
        assertThat(dead.getJSONArray("live").getString(0)).isEqualTo(SampleReports.OLD);
        assertThat(dead.getJSONArray("running").getJSONObject(0).getInt("ready"))
                .isZero();
    }

    @Test
    public void doesNotCallCurrentWhatCannotStart() throws Exception {
        for (CycleReport report : List.of(reports.currentButDead(), reports.currentAndLookedAt())) {
            Run<?, ?> build = build(report);
            for (String path : List.of("", "image-update/")) {
                assertThat(SampleBuilds.unfold(open(build, path)).asNormalizedText())
                        .contains(
                                "Not healthy", "nothing to update, but not healthy: frontend main-b99bc73 cannot start")
                        .containsSubsequence("frontend", "main-b99bc73", "cannot start", "main-0000000")
                        .containsSubsequence("backend", "main-b99bc73", "current")
                        .doesNotContain("all current");
            }
        }
    }

    @Test
    public void tellsAnUpdateUnderWayFromOneThatIsDone() throws Exception {
        Run<?, ?> build = JENKINS.buildAndAssertSuccess(job);
        UpdateRunAction action = UpdateRunAction.of(build);
        int number = action.begin(SampleBuilds.arguments(), "");
        CycleReport written = reports.written();
        action.rollingOut(number, written);
        action.live(number).accept(new CycleEvent.BeforeRollout(written));
        action.live(number)
                .accept(new CycleEvent.RolloutBegan(written.applications().get(0)));
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("Rolling out", "Waiting for the rollout of example")
                .containsSubsequence("frontend", "main-b99bc73", "rolling out", "running: main-0000000")
                .doesNotContain("it was aborted", "Argo CD reports ,");
        assertThat(badge(build)).isEqualTo("2 images rolling out");
        assertThat(images(build)).extracting(image -> image.getString("status")).containsOnly("ROLLING_OUT");

        action.abort(number);
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("Aborted after commit 1cce7a0 was pushed.", "rolling out");
    }

    @Test
    public void saysOnceWhatToCheckInTheConfiguration() throws Exception {
        Run<?, ?> build = build(reports.warning("frontend, backend: update strategy 'latest' is the old name"));
        String text = open(build, "image-update/").asNormalizedText();
        assertThat(text)
                .containsOnlyOnce("update strategy 'latest' is the old name")
                .contains("Check the configuration:");
        JSONObject update =
                json(build, "image-update/api/json").getJSONArray("updates").getJSONObject(0);
        assertThat(update.getJSONArray("warnings").size()).isEqualTo(1);
        assertThat(update.getJSONArray("requests").getJSONObject(0).keySet())
                .containsAll(
                        Set.of("server", "total", "byKind", "shared", "cached", "retries", "failures", "remaining"));
        assertThat(UpdateHistory.of(job).warnings()).hasSize(1);
    }

    @Test
    public void answersWhyNotForAnyTag() throws Exception {
        Run<?, ?> build = build(reports.healthy());
        assertThat(ask(build, "main-b99bc73")).contains("main-b99bc73: chosen");
        assertThat(ask(build, "main-0a11cdf"))
                .contains("main-0a11cdf: eligible, but the strategy prefers the chosen tag");
        assertThat(ask(build, "release-1.4")).contains("release-1.4: does not match the allowed tags: ^main");
        assertThat(ask(build, "main-nowhere")).contains("main-nowhere: not among the best 31 of 1,200 tags");
    }

    @Test
    public void saysThatAllIsCurrent() throws Exception {
        assertThat(open(build(reports.current()), "image-update/").asNormalizedText())
                .contains("2 images checked, all current: frontend main-b99bc73, backend main-b99bc73.");
    }

    @Test
    public void saysWhatADryRunWouldDo() throws Exception {
        UpdateArguments arguments = SampleBuilds.arguments();
        arguments.setDryRun(true);
        Run<?, ?> build = SampleBuilds.build(JENKINS, job, arguments, reports.dryRun());
        assertThat(badge(build)).isEqualTo("2 images would be updated");
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("Dry run: 2 images would be updated")
                .containsSubsequence("frontend", "main-b99bc73", "would update")
                .contains("Would commit to main of kubernetes-example-helm", "Repository: " + SampleReports.REPOSITORY);
    }

    @Test
    public void speaksChinese() throws Exception {
        Run<?, ?> build = build(reports.healthy());
        LocaleProvider before = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.SIMPLIFIED_CHINESE;
            }
        });
        try {
            assertThat(open(build, "image-update/").asNormalizedText()).contains("镜像更新", "已上线：", "为何选择此标签", "最慢的一步");
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    @Test
    public void keepsTextsFromOutsideHarmless() throws Exception {
        String canary = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        Run<?, ?> build = build(reports.hostile(canary));
        for (String path :
                new String[] {"", "image-update/", "image-update/contentFragment", "image-update/cardFragment"}) {
            String html = client().getPage(build, path).getWebResponse().getContentAsString();
            for (String harm : List.of("<script>alert", "<img src=x", "href=\"javascript:")) {
                assertThat(html.contains(harm)).as(harm + " in " + path).isFalse();
            }
            assertThat(html.contains("&lt;script>alert(1)")).as(path).isTrue();
        }
        String asked = "image-update/?place=0-0-0&tag=" + URLEncoder.encode(canary, StandardCharsets.UTF_8);
        String answer = client().getPage(build, asked).getWebResponse().getContentAsString();
        assertThat(answer.contains("<script>alert")).isFalse();
    }

    @Test
    public void tellsPagesThatAreOpenHowItGoes() throws Exception {
        JSONObject progress =
                json(build(reports.healthy()), "image-update/progress").getJSONObject("data");
        assertThat(progress.getBoolean("running")).isFalse();
        assertThat(progress.getJSONArray("updates").getJSONObject(0).getString("label"))
                .isEqualTo("Healthy");
    }

    @Test
    public void hasARemoteApi() throws Exception {
        JSONObject image = images(build(reports.healthy())).get(0);
        assertThat(image.getString("from")).isEqualTo(SampleReports.OLD);
        assertThat(image.getString("to")).isEqualTo(SampleReports.NEW);
    }

    @Test
    public void hasNoPageWithoutAnUpdate() throws Exception {
        Run<?, ?> build = JENKINS.buildAndAssertSuccess(job);
        assertThat(build.getAction(UpdateTab.class)).isNull();
    }

    @Test
    public void doesWithoutAReportThatIsLost() throws Exception {
        Run<?, ?> build = build(reports.healthy());
        Files.delete(build.getRootDir().toPath().resolve("argo-image-update-1.json"));
        assertThat(open(build, "image-update/").asNormalizedText())
                .contains("The report of this update no longer exists");
    }

    private Run<?, ?> build(CycleReport report) throws Exception {
        return SampleBuilds.build(JENKINS, job, report);
    }

    private static List<JSONObject> images(Run<?, ?> build) throws Exception {
        List<JSONObject> images = new ArrayList<>();
        json(build, "image-update/api/json")
                .getJSONArray("updates")
                .getJSONObject(0)
                .getJSONArray("applications")
                .getJSONObject(0)
                .getJSONArray("images")
                .forEach(image -> images.add((JSONObject) image));
        return images;
    }

    private static String badge(Run<?, ?> build) {
        return build.getAction(UpdateTab.class).getBadge().getTooltip();
    }

    private static String ask(Run<?, ?> build, String tag) throws Exception {
        return open(build, "image-update/?place=0-0-0&tag=" + tag).asNormalizedText();
    }

    private static JSONObject json(Run<?, ?> build, String path) throws Exception {
        return JSONObject.fromObject(client().goTo(build.getUrl() + path, "application/json")
                .getWebResponse()
                .getContentAsString());
    }

    private static HtmlPage open(Run<?, ?> build, String path) throws Exception {
        return client().getPage(build, path);
    }

    private static JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false);
    }
}

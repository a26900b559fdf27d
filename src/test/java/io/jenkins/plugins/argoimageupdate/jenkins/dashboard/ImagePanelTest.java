package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ListView;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the panel of jobs and the administrator's page, as people of different permissions. */
public class ImagePanelTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Before
    public void configure() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("developer")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @Test
    public void saysWhatIsWatchedAndHowLongItTookToComeLive() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        demo.pushBoth();
        jenkins.buildAndAssertSuccess(job);
        assertThat(open("reader", job.getUrl()).asNormalizedText())
                .contains(
                        "Watched images",
                        "Not polled. State as of the last update, ",
                        "Both images are live",
                        "Live: frontend main-b99bc73 for ")
                .contains("lyzhang1999/frontend", "newest-build ^main", "updated by #1")
                .contains("Lead time, last update:");
    }

    @Test
    public void showsWhatPollsFoundToAllWhoMayReadTheJob() throws Exception {
        FreeStyleProject job = poll();
        assertThat(open("developer", job.getUrl()).asNormalizedText())
                .contains("Last poll", "lyzhang1999/frontend", "main-0000000", "current", "Poll now", "Polling log");
        assertThat(open("reader", job.getUrl()).asNormalizedText())
                .contains("Last poll", "lyzhang1999/frontend", "main-0000000", "current", "Polling log")
                .doesNotContain("Poll now");
        assertThat(open("reader", job.getUrl() + "argo-image-polling/").asNormalizedText())
                .contains("lyzhang1999/frontend", "Nothing to do: all images are current")
                .doesNotContain("Poll now");
    }

    @Test
    public void listsOfJobsAndBuildsTellWhatIsLive() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        demo.pushBoth();
        jenkins.buildAndAssertSuccess(job);
        ListView view = new ListView("images", jenkins.jenkins);
        view.add(job);
        view.add(jenkins.createFreeStyleProject("without-images"));
        view.getColumns().add(new ImagesColumn());
        jenkins.jenkins.addView(view);

        JSONObject banner =
                json("reader", job.getUrl() + "image-panel/api/json").getJSONObject("banner");
        assertThat(banner.getString("label")).isEqualTo("Both images are live");
        assertThat(banner.getString("live")).startsWith("frontend main-b99bc73 for ");
        assertThat(banner.getJSONArray("problems").size()).isZero();
        assertThat(open("reader", job.getUrl() + "image-panel/api/").asNormalizedText())
                .contains("banner.label", "images[].state");
        HtmlPage aboveTheApi = open("reader", job.getUrl() + "image-panel/");
        assertThat(aboveTheApi.getUrl().getPath()).endsWith(job.getUrl());
        HtmlPage page = open("reader", "view/images/");
        assertThat(page.asNormalizedText())
                .contains("Both images are live", "frontend main-b99bc73 for ", ", backend main-b99bc73 for ");
        assertThat(open("reader", job.getUrl() + "buildHistory/ajax")
                        .getByXPath("//a[@href and .//*[contains(@tooltip, '2 images updated:')]]"))
                .isNotEmpty();
    }

    @Test
    public void showsWhatAnUpdateHasDoneSinceTheLastPoll() throws Exception {
        demo.pushBoth();
        FreeStyleProject job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("example");
        job.getBuildersList().add(update);
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        jenkins.assertBuildStatusSuccess(job.getLastBuild());
        assertThat(open("developer", job.getUrl()).asNormalizedText())
                .contains("main-b99bc73", "updated by #1")
                .doesNotContain("update available: ");
    }

    @Test
    public void saysWhatFailsInWords() throws Exception {
        RegistryConfig registry = new RegistryConfig("docker.io");
        registry.setApiUrl("http://127.0.0.1:1");
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(registry));
        FreeStyleProject job = poll();
        assertThat(open("developer", job.getUrl()).asNormalizedText()).contains("check failed", "list tags of");
        assertThat(open("admin", "manage/image-watch/").asNormalizedText())
                .contains("2 of 2 images cannot be checked", "Problems", "list tags of");
    }

    @Test
    public void showsTheAdministratorWhatIsWatchedEverywhere() throws Exception {
        FreeStyleProject job = poll();
        assertThat(open("admin", "manage/image-watch/").asNormalizedText())
                .contains("No problems: 2 images in 1 job checked")
                .contains(job.getFullName(), Polls.NEVER, "Both images are live")
                .contains(
                        "lyzhang1999/frontend",
                        "production",
                        demo.world().argocd().toString());
    }

    @Test
    public void tellsTheAdministratorWhatPollsLearntOfEachRepositoryAndServer() throws Exception {
        FreeStyleProject job = poll();
        JSONObject snapshot = json("admin", "manage/image-watch/api/json").getJSONObject("snapshot");
        JSONObject repository = snapshot.getJSONArray("repositories").getJSONObject(0);
        assertThat(repository.getString("registry"))
                .isEqualTo(demo.world().registry().getAuthority());
        assertThat(repository.getString("repository")).isEqualTo("lyzhang1999/backend");
        assertThat(repository.getInt("tags")).isEqualTo(3);
        assertThat(repository.getJSONArray("jobs").getJSONObject(0).getString("name"))
                .isEqualTo(job.getFullName());
        assertThat(snapshot.getJSONArray("registries").getJSONObject(0).keySet())
                .isEqualTo(Set.of(
                        "host", "requests", "anHour", "shared", "cached", "retries", "failures", "remaining", "error"));
        JSONObject server = snapshot.getJSONArray("argoCdServers").getJSONObject(0);
        assertThat(server.getBoolean("reachable")).isTrue();
        assertThat(server.getString("version")).isNotEmpty();
        assertThat(server.getJSONArray("logins")
                        .getJSONObject(0)
                        .getJSONArray("jobs")
                        .join(", ")
                        .replace("\"", ""))
                .isEqualTo(job.getFullName());
        assertThat(snapshot.toString()).doesNotContain(DemoWorld.TOKEN);
    }

    @Test
    public void readsWhatEarlierVersionsKeptOfPolls() throws Exception {
        FreeStyleProject job = poll();
        Path file = job.getRootDir().toPath().resolve("argo-image-update-polls.json");
        JsonNode kept = new JsonMapper().readTree(Files.readString(file));
        for (String added : List.of("retryAt", "tags", "registry", "state", "warnings")) {
            kept.findParents(added).forEach(parent -> ((ObjectNode) parent).remove(added));
        }
        Files.writeString(file, kept.toString());

        assertThat(open("developer", job.getUrl()).asNormalizedText()).contains("lyzhang1999/frontend", "current");
        assertThat(open("admin", "manage/image-watch/").asNormalizedText())
                .contains("2 images in 1 job", "lyzhang1999/frontend");
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).hasSize(2);
    }

    @Test
    public void saysWhenARegistryMayBeAskedAgain() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        server.start();
        try {
            RegistryConfig registry = new RegistryConfig("docker.io");
            registry.setApiUrl("http://127.0.0.1:" + server.getAddress().getPort());
            ArgoImageUpdateConfiguration.get().setRegistries(List.of(registry));
            FreeStyleProject job = poll();
            assertThat(open("developer", job.getUrl()).asNormalizedText())
                    .containsPattern("429, retry at [0-9]+:[0-9]{2}:[0-9]{2}");
            assertThat(open("developer", job.getUrl() + "argo-image-polling/").asNormalizedText())
                    .containsPattern("rate limited for 3600 s, until [0-9T:-]+Z");
            assertThat(open("admin", "manage/image-watch/").asNormalizedText())
                    .containsPattern("rate limited; next request at [0-9]");
        } finally {
            server.stop(0);
        }
    }

    @Test
    public void pausesAndResumesARepository() throws Exception {
        FreeStyleProject job = poll();
        String key = demo.world().registry().getAuthority() + "/lyzhang1999/frontend";
        assertThat(post("admin", "manage/image-watch/pause?repository=" + key)).isEqualTo(200);
        demo.pushBoth();
        ImageUpdateTrigger.of(job).pollFor("a webhook", Instant.now());
        Polls.settle(jenkins);
        assertThat(Polls.of(job).get(0).getLog())
                .contains("frontend: not queried, an administrator has paused " + key)
                .contains("Starts a build: backend main-0000000 → main-b99bc73\n");
        assertThat(open("developer", job.getUrl()).asNormalizedText())
                .contains("lyzhang1999/frontend", "paused by admin ");
        assertThat(post("admin", "manage/image-watch/resume?repository=" + key)).isEqualTo(200);
        ImageUpdateTrigger.of(job).pollFor("a webhook", Instant.now());
        Polls.settle(jenkins);
        assertThat(Polls.of(job).get(0).getLog())
                .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73");
        assertThat(post("admin", "manage/image-watch/pause?repository=example.com/unknown"))
                .isEqualTo(404);
    }

    @Test
    public void pausesAndResumes() throws Exception {
        FreeStyleProject job = poll();
        int polls = Polls.of(job).size();
        assertThat(post("admin", "manage/image-watch/pause?job=" + job.getFullName()))
                .isEqualTo(200);
        assertThat(PollPause.get().isPaused(job)).isTrue();
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).hasSize(polls);
        assertThat(open("developer", job.getUrl()).asNormalizedText()).contains("Paused by admin ");
        job.renameTo("renamed");
        assertThat(PollPause.get().isPaused(job)).isTrue();
        assertThat(post("admin", "manage/image-watch/resume?job=renamed")).isEqualTo(200);
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).hasSize(polls + 1);
        assertThat(post("admin", "manage/image-watch/pause")).isEqualTo(200);
        assertThat(PollPause.get().isPaused(job)).isTrue();
    }

    private FreeStyleProject poll() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        return job;
    }

    private HtmlPage open(String user, String path) throws Exception {
        return client(user).goTo(path);
    }

    private JSONObject json(String user, String path) throws Exception {
        return JSONObject.fromObject(
                client(user).goTo(path, "application/json").getWebResponse().getContentAsString());
    }

    private int post(String user, String path) throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request = new WebRequest(client.createCrumbedUrl(path), HttpMethod.POST);
        return client.withThrowExceptionOnFailingStatusCode(false)
                .loadWebResponse(request)
                .getStatusCode();
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        return client.withBasicApiToken(user);
    }
}

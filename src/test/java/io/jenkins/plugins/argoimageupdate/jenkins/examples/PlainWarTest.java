package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealGitHttp;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.GitConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.PullSecretMapping;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateStep;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateCause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollQueue;
import java.io.Serializable;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * The example Pipelines from end to end: {@code java -jar jenkins.war} in a process of its own with the plugin, a real registry and a
 * real Git server, both over TLS by private certificate authorities and with passwords. Only Argo CD is a stand-in.
 */
public class PlainWarTest {

    private static final String REPOSITORY = "kubernetes-example-helm.git";
    private static final String NEW = "main-b99bc73";
    private static final String NEWER = "main-c0ffee0";

    private final RealRegistry registry = RealRegistry.secured();
    private final RealGitHttp git = new RealGitHttp();
    private final TemporaryFolder folder = new TemporaryFolder();
    private final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Rule
    public final RuleChain rules =
            RuleChain.outerRule(registry).around(git).around(folder).around(jenkins);

    private record Servers(
            String registry, String registryAuthority, String git, String gitAuthority, String argocd, String script)
            implements Serializable {}

    @Test
    public void aNewTagIsNoticedCommittedAndRolledOut() throws Throwable {
        RealRepository repository = chart();
        pushImages("main-0000000", Instant.now().minusSeconds(3600));
        try (EmbeddedArgoCd argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of(DemoWorld.TOKEN, "unused"),
                Lesson.fromDisk(folder.newFolder().toPath(), repository.directory()))) {
            argocd.add(Lesson.application(git.url(REPOSITORY)).replace("\"git\"", "\"git:secret:argocd/github\""));
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> argocd.application("example").contains(DemoWorld.FRONTEND + ":"));
            jenkins.startJenkins();
            jenkins.runRemotely(
                    PlainWarTest::configureAndBuild,
                    new Servers(
                            registry.address().toString(),
                            registry.trust().caPem(),
                            git.url(REPOSITORY),
                            git.caPem(),
                            argocd.url().toString(),
                            Files.readString(Path.of("examples", "Jenkinsfile"))));
            pushImages(NEW, Instant.now().minusSeconds(60));

            String log = jenkins.runRemotely(PlainWarTest::pollAndReadTheLog);

            assertThat(log)
                    .contains("Image update: frontend main-0000000 → " + NEW)
                    .contains("committed ", "Synced, Healthy after ");
            assertThat(repository.git("show", "main:.argocd-source-example.yaml"))
                    .contains("value: " + NEW)
                    .doesNotContain("main-0000000");
            assertThat(repository.git("log", "-1", "--format=%B", "main"))
                    .startsWith("build: automatic update of example");
            assertThat(argocd.application("example")).contains(DemoWorld.FRONTEND + ":" + NEW);

            pushImages(NEWER, Instant.now());
            log = jenkins.runRemotely(
                    PlainWarTest::buildAndReadTheLog,
                    Files.readString(Path.of("examples", "Jenkinsfile.explicit"))
                            .replace("https://github.com/lyzhang1999/" + REPOSITORY, git.url(REPOSITORY)));

            assertThat(log).contains("2 updated, commit ", "frontend is now " + NEWER, "backend is now " + NEWER);
            assertThat(argocd.application("example")).contains(DemoWorld.BACKEND + ":" + NEWER);
            jenkins.stopJenkins();
        }
    }

    private RealRepository chart() throws Exception {
        RealRepository repository = git.createRepository(REPOSITORY);
        new GitWorkspace(folder.newFolder().toPath())
                .commit(
                        git.remote(REPOSITORY),
                        BranchChange.on(
                                "main", tip -> Optional.of(new CommitDraft(Lesson.chart(), "Add the chart\n"))));
        return repository;
    }

    private void pushImages(String tag, Instant built) throws Exception {
        for (String image : List.of(DemoWorld.FRONTEND, DemoWorld.BACKEND)) {
            registry.push(image, tag, built);
        }
    }

    private static void configureAndBuild(JenkinsRule rule, Servers servers) throws Throwable {
        addToJenkins(text("argocd-production", DemoWorld.TOKEN));
        addToJenkins(userPassword("dockerhub", RealRegistry.USER, RealRegistry.PASSWORD));
        addToJenkins(userPassword("github", RealGitHttp.USER, RealGitHttp.PASSWORD));
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        ArgoCdServerConfig argocd = new ArgoCdServerConfig("production", servers.argocd());
        argocd.setCredentialsId("argocd-production");
        configuration.setArgoCdServers(List.of(argocd));
        RegistryConfig hub = new RegistryConfig("docker.io");
        hub.setApiUrl(servers.registry());
        hub.setCaCertificate(servers.registryAuthority());
        hub.setCredentialsId("dockerhub");
        configuration.setRegistries(List.of(hub));
        GitConfig gitConfig = new GitConfig();
        gitConfig.setCaCertificate(servers.gitAuthority());
        configuration.setGit(gitConfig);
        configuration.setPullSecrets(List.of(new PullSecretMapping("secret:argocd/github", "github")));
        WorkflowJob job = rule.createProject(WorkflowJob.class, "example");
        job.setDefinition(new CpsFlowDefinition(servers.script(), true));
        WorkflowRun first = rule.buildAndAssertSuccess(job);
        assertThat(JenkinsRule.getLog(first)).contains("frontend lyzhang1999/frontend: main-0000000 is current");
    }

    private static String pollAndReadTheLog(JenkinsRule rule) throws Throwable {
        WorkflowJob job = rule.jenkins.getItemByFullName("example", WorkflowJob.class);
        ImageUpdateTrigger.of(job).pollFor("the test", Instant.now());
        await().atMost(Duration.ofMinutes(5)).until(() -> PollQueue.get().isIdle());
        rule.waitUntilNoActivity();
        WorkflowRun second = rule.assertBuildStatusSuccess(job.getBuildByNumber(2));
        assertThat(second.getCause(ImageUpdateCause.class)).isNotNull();
        lookAtThePages(rule, job);
        return JenkinsRule.getLog(second);
    }

    private static String buildAndReadTheLog(JenkinsRule rule, String script) throws Throwable {
        WorkflowJob job = rule.createProject(WorkflowJob.class, "explicit");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return JenkinsRule.getLog(rule.buildAndAssertSuccess(job));
    }

    /** Only here the plugin has a class loader of its own, as it has with its users. */
    private static void lookAtThePages(JenkinsRule rule, WorkflowJob job) throws Exception {
        try (JenkinsRule.WebClient client = rule.createWebClient()) {
            assertThat(client.goTo(job.getUrl() + "image-panel/panelFragment").asNormalizedText())
                    .contains("Watched images", "Both images are live");
            for (String page : List.of("", "image-updates/", "argo-image-polling/", "2/", "2/image-update/")) {
                assertThat(client.goTo(job.getUrl() + page).asNormalizedText())
                        .as(page)
                        .contains("main-");
            }
            assertThat(client.goTo("manage/image-watch/").asNormalizedText()).contains("lyzhang1999/frontend");
            WebRequest dryRun = new WebRequest(
                    new URL(rule.getURL() + job.getUrl() + "descriptorByName/" + ArgoImageUpdateStep.class.getName()
                            + "/dryRun"),
                    HttpMethod.POST);
            dryRun.setRequestParameters(List.of(new NameValuePair("json", "{'application': 'example'}")));
            JSONObject crumb = client.getJSON("crumbIssuer/api/json").getJSONObject();
            dryRun.setAdditionalHeader(crumb.getString("crumbRequestField"), crumb.getString("crumb"));
            assertThat(client.loadWebResponse(dryRun).getContentAsString())
                    .contains("2 images checked, all current: frontend main-b99bc73");
        }
    }
}

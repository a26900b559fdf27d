package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealGitHttp;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.HttpServices;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What operators do, from Jenkinsfiles and with {@code git-http-backend} over TLS; of Argo CD and the registry there are stand-ins. */
public class OperatorsOnRealGitTest {

    private static final String NAME = "shop.git";
    private static final String OLD = "main-0000000";
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> JANE = Map.of(
            "GIT_AUTHOR_NAME", "Jane Doe",
            "GIT_AUTHOR_EMAIL", "jane@example.com",
            "GIT_COMMITTER_NAME", "Jane Doe",
            "GIT_COMMITTER_EMAIL", "jane@example.com");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final RealGitHttp git = new RealGitHttp();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private EmbeddedRegistry registry;
    private RealRepository repository;
    private EmbeddedArgoCd argocd;
    private WorkflowJob job;

    private void start(Map<String, byte[]> chart) throws Exception {
        registry = EmbeddedRegistry.start();
        push(DemoWorld.FRONTEND, OLD, BUILT);
        push(DemoWorld.BACKEND, OLD, BUILT);
        repository = git.createRepository(NAME);
        new GitWorkspace(folder.newFolder().toPath())
                .commit(
                        git.remote(NAME),
                        BranchChange.on("main", tip -> Optional.of(new CommitDraft(chart, "Add the chart\n"))));
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(50)),
                Lesson.fromDisk(folder.newFolder().toPath(), repository.directory()));
        String application = Lesson.application(git.url(NAME));
        argocd.add(application);
        argocd.add(application.replace("\"example\"", "\"example-prod\""));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> argocd.application("example-prod").contains(DemoWorld.FRONTEND + ":")
                        && argocd.application("example").contains(DemoWorld.FRONTEND + ":"));
        CredentialStores.addToJenkins(CredentialStores.text("argocd", "t0ken"));
        CredentialStores.addToJenkins(CredentialStores.userPassword("git", RealGitHttp.USER, RealGitHttp.PASSWORD));
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        ArgoCdServerConfig server =
                new ArgoCdServerConfig("production", argocd.url().toString());
        server.setCredentialsId("argocd");
        configuration.setArgoCdServers(List.of(server));
        RegistryConfig hub = new RegistryConfig("docker.io");
        hub.setApiUrl(registry.address().toString());
        configuration.setRegistries(List.of(hub));
        configuration.getGit().setCaCertificate(git.caPem());
        job = jenkins.createProject(WorkflowJob.class, "shop");
    }

    @After
    public void stop() {
        argocd.close();
        registry.close();
    }

    @Test
    public void aCanaryStopsAtItsPauseUntilSomebodyPromotesIt() throws Exception {
        start(Lesson.canary());
        push(DemoWorld.FRONTEND, "main-1111111", BUILT.plusSeconds(100));

        String paused =
                run("def r = argoImageUpdate application: 'example', git: [credentialsId: 'git'], waitFor: 'paused'\n"
                        + "echo \"paused: ${r.paused}\"\n"
                        + "argoRollout action: 'promoteFull', application: 'example'");

        assertThat(paused).contains("paused: true");
        await().atMost(Duration.ofMinutes(5))
                .until(() -> argocd.image("example", "frontend").endsWith("main-1111111")
                        && argocd.application("example").contains("\"Healthy\""));
        assertThat(override("example")).contains("main-1111111");
    }

    @Test
    public void whatPeopleUndoStaysUndoneAndTheyCanUndoHoldPromoteAndAdopt() throws Exception {
        start(Lesson.chart());
        push(DemoWorld.FRONTEND, "main-1111111", BUILT.plusSeconds(100));
        run("argoImageUpdate application: 'example', git: [credentialsId: 'git']");
        assertThat(override("example")).contains("main-1111111");

        run("argoImageUpdate application: 'example-prod', promoteFrom: 'example', git: [credentialsId: 'git']");
        assertThat(override("example-prod")).contains("main-1111111");

        revert("example");
        new ArgoCdClient(
                        new ArgoCdServer("production", argocd.url(), TlsTrust.DEFAULT, new Token("t0ken")),
                        HttpServices.get().http())
                .refresh(ApplicationRef.named("example"), false);
        await().atMost(Duration.ofMinutes(5))
                .until(() -> argocd.image("example", "frontend").endsWith(OLD));
        String waiting = run("def r = argoImageUpdate application: 'example', git: [credentialsId: 'git']\n"
                + "echo \"waits: ${r.waiting*.cause} ${r.waiting*.reason}\"");
        assertThat(waiting).contains("waits: [ROLLED_BACK] [main-1111111 was rolled back by Jane Doe in ");
        assertThat(override("example")).doesNotContain("main-1111111");

        push(DemoWorld.FRONTEND, "main-2222222", Instant.now());
        assertThat(
                        run(
                                "argoImageUpdate application: 'example', git: [credentialsId: 'git'], guards: [minimumAge: '1h']"))
                .contains("main-2222222 was built at ")
                .contains("is too young (minimumAge: 1h)");
        assertThat(override("example")).doesNotContain("main-2222222");
        run("argoImageUpdate application: 'example', git: [credentialsId: 'git']");
        assertThat(override("example")).contains("main-2222222");

        String back = run("argoImageUpdateRollback application: 'example', to: '1', reason: 'orders are lost'");
        assertThat(back).contains("frontend: held at main-1111111");
        assertThat(override("example")).contains("main-1111111");
        assertThat(run("argoImageUpdate application: 'example', git: [credentialsId: 'git']"))
                .contains("main-2222222 waits: held at main-1111111");

        argocd.setImage("example", "frontend", DemoWorld.FRONTEND + ":main-hotfix");
        run("argoImageUpdateRollback application: 'example', to: 'live', reason: 'hotfix of the night'");
        assertThat(override("example")).contains("main-hotfix");
        assertThat(repository.git("log", "-1", "--format=%B", "main")).contains("Adopted from the cluster");
        assertThat(repository.git("fsck", "--strict")).doesNotContain("error");
    }

    private void push(String image, String tag, Instant built) {
        registry.content().push(image, tag, built);
    }

    private String run(String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return JenkinsRule.getLog(jenkins.buildAndAssertSuccess(job));
    }

    private String override(String application) {
        return repository.git("show", "main:.argocd-source-" + application + ".yaml");
    }

    /** As {@code git revert} does with what was written last to an Application. */
    private void revert(String application) throws Exception {
        String file = ".argocd-source-" + application + ".yaml";
        byte[] empty = "helm:\n  parameters: []\n".getBytes(StandardCharsets.UTF_8);
        Path content = Files.write(folder.newFile().toPath(), empty);
        String index = folder.getRoot().toPath().resolve("index").toString();
        String blob = repository.git("hash-object", "-w", content.toString()).strip();
        Map<String, String> environment = new LinkedHashMap<>(JANE);
        environment.put("GIT_INDEX_FILE", index);
        repository.git(environment, "read-tree", "main");
        repository.git(environment, "update-index", "--add", "--cacheinfo", "100644," + blob + "," + file);
        String tree = repository.git(environment, "write-tree").strip();
        String commit = repository
                .git(environment, "commit-tree", tree, "-p", "main", "-m", "Revert the update")
                .strip();
        repository.git("update-ref", "refs/heads/main", commit);
    }
}

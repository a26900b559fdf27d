package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealGitHttp;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealSsh;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The example of a frontend and a backend with real parts: Docker Distribution over TLS by a private certificate authority with
 * a password, and {@code git-http-backend} and OpenSSH as Git servers. Only Argo CD is a stand-in.
 */
public class LessonTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NAME = "kubernetes-example-helm.git";
    private static final String OVERRIDE = """
            helm:
              parameters:
              - name: backend.image
                value: lyzhang1999/backend
                forcestring: true
              - name: backend.tag
                value: main-b99bc73
                forcestring: true
              - name: frontend.image
                value: lyzhang1999/frontend
                forcestring: true
              - name: frontend.tag
                value: main-b99bc73
                forcestring: true
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public RealRegistry registry = RealRegistry.secured();

    @Rule
    public RealGitHttp git = new RealGitHttp();

    @Rule
    public RealSsh ssh = new RealSsh();

    @Test
    public void endsAsInTheLessonOverHttps() throws Exception {
        pushImages();

        ApplicationReport report = update(git.createRepository(NAME), git.url(NAME), url -> git.remote(NAME));

        assertThat(report.failures()).isEmpty();
        ImageReport frontend = report.images().get(0);
        assertThat(frontend.selection().listed()).isEqualTo(1_200);
        assertThat(frontend.selection().allowed()).isEqualTo(1_000);
        assertThat(frontend.to().tag()).isEqualTo("main-b99bc73");
        assertThat(report.rollout().health()).isEqualTo("Healthy");
        assertThat(report.rollout().resources().toString()).contains("lyzhang1999/frontend:main-b99bc73");
    }

    @Test
    public void endsAsInTheLessonOverSsh() throws Exception {
        registry.push(DemoWorld.FRONTEND, "main-b99bc73", BUILT);
        registry.push(DemoWorld.BACKEND, "main-b99bc73", BUILT);
        RealRepository repository = ssh.createRepository(NAME);
        Path key = ssh.generateKey("deploy", "ed25519", "");
        ssh.authorize(key);
        GitRemote remote = ssh.remote(NAME, key, "");

        ApplicationReport report = update(repository, ssh.url(NAME), url -> remote);

        assertThat(report.failures()).isEmpty();
        assertThat(report.rollout().health()).isEqualTo("Healthy");
    }

    private ApplicationReport update(RealRepository repository, String url, Function<String, GitRemote> remotes)
            throws Exception {
        GitWorkspace workspace = new GitWorkspace(folder.newFolder().toPath());
        workspace.commit(
                remotes.apply(url),
                BranchChange.on("main", tip -> Optional.of(new CommitDraft(Lesson.chart(), "Add the chart\n"))));
        try (EmbeddedArgoCd argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of("token", "password").withStep(Duration.ofMillis(100)),
                Lesson.fromDisk(folder.newFolder().toPath(), repository.directory()))) {
            argocd.add(Lesson.application(url));
            await().until(() -> argocd.application("example").contains(DemoWorld.FRONTEND + ":"));
            RegistryEndpoint endpoint = RegistryEndpoint.at("docker.io", registry.address(), registry.trust());
            ArgoCdServer server =
                    new ArgoCdServer("example", argocd.url(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("token"));
            Connections connections = new FixedConnections(endpoint, registry.login(), remotes, server);
            Discovery discovery = new Discoverer(connections)
                    .discover(List.of(WatchRequest.ofAnnotations(ApplicationSelector.named("example"))));

            ApplicationReport report = new UpdateCycle(
                            FixedConnections.engine(folder.newFolder().toPath()),
                            connections,
                            CycleOptions.DEFAULT,
                            event -> {})
                    .run(discovery)
                    .applications()
                    .get(0);

            assertThat(repository.git("show", "main:.argocd-source-example.yaml"))
                    .isEqualTo(OVERRIDE);
            assertThat(repository.git("log", "-1", "--format=%B", "main").strip())
                    .isEqualTo("build: automatic update of example\n\n"
                            + "updates image lyzhang1999/frontend tag 'main-0000000' to 'main-b99bc73'\n"
                            + "updates image lyzhang1999/backend tag 'main-0000000' to 'main-b99bc73'");
            return report;
        }
    }

    private void pushImages() throws Exception {
        Map<String, Instant> tags = new LinkedHashMap<>();
        for (int i = 1; i < 1_000; i++) {
            tags.put(String.format("main-%07x", i), BUILT.plusSeconds(i));
        }
        for (int i = 0; i < 200; i++) {
            tags.put("pr-" + i, BUILT.plusSeconds(1_000_000L + i));
        }
        tags.put("main-b99bc73", BUILT.plusSeconds(500_000));
        registry.pushAll(DemoWorld.FRONTEND, tags);
        registry.push(DemoWorld.BACKEND, "main-0000000", BUILT);
        registry.push(DemoWorld.BACKEND, "main-b99bc73", BUILT.plusSeconds(1));
    }
}

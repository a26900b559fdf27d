package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Registries, Git servers and Argo CDs that take requests and never answer: every run ends, with what the others gave. */
public class SilentServersCycleTest {

    private static final String NEW = "main-b99bc73";
    private static final CycleOptions SHORT = CycleOptions.DEFAULT.asDryRun().within(Duration.ofSeconds(3));

    private static final String SILENT_IMAGES = """
              - {alias: one, image: silent/one, helm: {imageName: a.image, imageTag: a.tag}, forceUpdate: true}
              - {alias: two, image: silent/two, helm: {imageName: b.image, imageTag: b.tag}, forceUpdate: true}
              - {alias: three, image: silent/three, helm: {imageName: c.image, imageTag: c.tag}, forceUpdate: true}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private DemoWorld world;
    private HostileServer silent;

    @Before
    public void start() throws Exception {
        world = DemoWorld.start();
        silent = HostileServer.silent();
        world.push(DemoWorld.FRONTEND, NEW, Instant.now());
    }

    @After
    public void end() throws Exception {
        silent.close();
        world.close();
    }

    @Test(timeout = 120_000)
    public void theImagesOfASilentRegistryFailWhenTimeIsUpAndTheOthersAreFound() throws Exception {
        Connections connections = connections(world.repository(), world.argocd());

        CycleReport polled = new UpdateCycle(engine(), connections, SHORT, event -> {})
                .poll(discovered(connections, world.repository(), SILENT_IMAGES));

        List<ImageReport> images = polled.applications().get(0).images();
        assertThat(images.get(0).to().tag()).isEqualTo(NEW);
        assertThat(images.subList(1, 4)).allSatisfy(image -> {
            assertThat(image.failure().reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(image.failure().message())
                    .contains("choose a tag of")
                    .contains(silent.host())
                    .contains("not done after 3 seconds");
        });
    }

    @Test(timeout = 120_000)
    public void aSilentGitServerEndsWithTheRun() throws Exception {
        Connections connections = connections(silent.address() + "/charts.git", world.argocd());

        CycleReport report = new UpdateCycle(engine(), connections, SHORT, event -> {})
                .run(discovered(connections, silent.address() + "/charts.git", ""));

        assertThat(report.applications().get(0).failure().reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(report.applications().get(0).failure().message())
                .contains(silent.host(), "not done after 3 seconds");
    }

    @Test(timeout = 120_000)
    public void aSilentArgoCdEndsTheDiscovery() throws Exception {
        Connections connections = connections(world.repository(), silent.address());

        Discovery found = new Discoverer(connections, Duration.ZERO, notice -> {}, Deadline.in(Duration.ofSeconds(1)))
                .discover(WatchFile.parse("watch.yaml", "applications: [{name: a}, {name: b}, {name: c}]"));

        assertThat(found.targets()).isEmpty();
        assertThat(found.failures())
                .isNotEmpty()
                .allSatisfy(missed -> assertThat(missed.failure().reason()).isEqualTo(Reason.TIMEOUT));
    }

    @Test(timeout = 120_000)
    public void aSilentArgoCdIsAskedForOneApplicationOfMany() throws Exception {
        HttpConnector impatient = new HttpConnector(
                new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(1), 1000), null);
        ArgoCdServer server = FixedConnections.demo(silent.address(), DemoWorld.TOKEN);
        Connections connections = connections(world.repository(), new ArgoCdClient(server, impatient));

        Discovery found = new Discoverer(connections)
                .discover(WatchFile.parse("watch.yaml", "applications: [{name: a}, {name: b}, {name: c}]"));

        assertThat(found.failures()).hasSize(3);
        assertThat(silent.requests()).hasSize(1);
    }

    private Engine engine() throws Exception {
        return FixedConnections.engine(folder.newFolder().toPath());
    }

    private static Discovery discovered(Connections connections, String repository, String moreImages)
            throws InterruptedException {
        return new Discoverer(connections)
                .discover(WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                %sgit: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """.formatted(moreImages, repository)));
    }

    private Connections connections(String repository, URI argocd) {
        ArgoCdServer server = FixedConnections.demo(argocd, DemoWorld.TOKEN);
        return connections(repository, new ArgoCdClient(server, FixedConnections.connector()));
    }

    private Connections connections(String repository, ArgoCdClient argocd) {
        FixedConnections fixed = new FixedConnections(
                RegistryEndpoint.at("docker.io", world.registry(), TlsTrust.DEFAULT),
                RegistryLogin.ANONYMOUS,
                url -> FixedConnections.anonymous(url).withTimeout(Duration.ofSeconds(5)),
                null);
        return new Connections() {
            @Override
            public RegistryEndpoint registry(ImageReference image) {
                return image.name().startsWith("silent/")
                        ? RegistryEndpoint.at("silent.example", silent.address(), TlsTrust.DEFAULT)
                        : fixed.registry(image);
            }

            @Override
            public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) {
                return RegistryLogin.ANONYMOUS;
            }

            @Override
            public GitRemote repository(String url, String credentials) {
                return fixed.repository(url, credentials);
            }

            @Override
            public boolean hasArgoCd() {
                return true;
            }

            @Override
            public ArgoCdClient argocd(String name) {
                return argocd;
            }
        };
    }
}

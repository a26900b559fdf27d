package io.jenkins.plugins.argoimageupdate.jenkins.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnamePortSpecification;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** An Application names a secret and a repository; a server that somebody else owns records what it is sent. */
public class BoundCredentialsTest {

    private static final String OWNER = "argocd-image-updater.argoproj.io/";
    private static final String TOKEN = "planted-argocd-token";
    private static final String PASSWORD = "planted-charts-password";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private final List<String> logins = new CopyOnWriteArrayList<>();
    private HttpServer listener;
    private EmbeddedRegistry registry;
    private EmbeddedArgoCd argocd;
    private int applications;

    @Before
    public void start() throws Exception {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            try (exchange) {
                String login = exchange.getRequestHeaders().getFirst("Authorization");
                if (login != null) {
                    logins.add(login);
                }
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            }
        });
        listener.start();
        registry = EmbeddedRegistry.start();
        for (String image : List.of(DemoWorld.FRONTEND, DemoWorld.BACKEND)) {
            registry.content().push(image, "main-0000000", Instant.now().minusSeconds(7200));
            registry.content().push(image, "main-b99bc73", Instant.now().minusSeconds(3600));
        }
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of(TOKEN, "unused"), BoundCredentialsTest::running);
        CredentialStores.addToJenkins(CredentialStores.text("argocd-token", TOKEN));
        ArgoCdServerConfig server =
                new ArgoCdServerConfig("production", argocd.url().toString());
        server.setCredentialsId("argocd-token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
        RegistryConfig hub = new RegistryConfig("docker.io");
        hub.setApiUrl(registry.address().toString());
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(hub));
        CredentialStores.addToJenkins(
                new Domain("elsewhere", "", List.of(new HostnameSpecification("other.example.com", ""))),
                CredentialStores.userPassword("elsewhere", "bot", PASSWORD));
        CredentialStores.addToJenkins(
                new Domain("other port", "", List.of(new HostnamePortSpecification("127.0.0.1:1", ""))),
                CredentialStores.userPassword("other-port", "bot", PASSWORD));
        CredentialStores.addToJenkins(
                new Domain("here", "", List.of(new HostnameSpecification("127.0.0.1", ""))),
                CredentialStores.userPassword("here", "bot", PASSWORD));
    }

    @After
    public void stop() {
        argocd.close();
        registry.close();
        listener.stop(0);
    }

    private static ManifestSource.Rendered running(String application, Object source, String revision) {
        return new ManifestSource.Rendered(
                "0".repeat(40),
                "Helm",
                List.of(
                        new ManifestSource.Workload("frontend", DemoWorld.FRONTEND + ":main-0000000"),
                        new ManifestSource.Workload("backend", DemoWorld.BACKEND + ":main-0000000")),
                List.of());
    }

    @Test
    public void sendsCredentialsOfAnotherHostToNobody() throws Exception {
        String host = "127.0.0.1:" + listener.getAddress().getPort();
        for (String form : List.of(
                "http://HOST/a|b.git",
                "http://HOST\\e.git",
                "http://HOST\\@other.example.com/e.git",
                "http://a@b@HOST/e.git",
                "http://HOST/a b.git",
                "http://HOST/plain.git")) {
            String url = form.replace("HOST", host);
            assertRefused(dryRun(url, "", "elsewhere"), url);
            assertRefused(dryRun("https://other.example.com/charts.git", url, "elsewhere"), url);
        }
        assertRefused(dryRun("http://" + host + "/plain.git", "", "other-port"), "another port");
        assertThat(logins).isEmpty();
    }

    @Test
    public void sendsCredentialsToTheHostThatTheirDomainNames() throws Exception {
        FreeStyleBuild build =
                dryRun("http://127.0.0.1:" + listener.getAddress().getPort() + "/plain.git", "", "here");

        String pair = Base64.getEncoder().encodeToString(("bot:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(logins).as(JenkinsRule.getLog(build)).isNotEmpty().containsOnly("Basic " + pair);
    }

    private void assertRefused(FreeStyleBuild build, String url) throws Exception {
        assertThat(build.getResult()).as(url).isEqualTo(Result.FAILURE);
        assertThat(JenkinsRule.getLog(build))
                .as(url)
                .containsAnyOf("read the URL of a Git repository", "a credentials domain that does not cover")
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
    }

    /** @param annotated the repository of the annotation; empty for none */
    private FreeStyleBuild dryRun(String source, String annotated, String credentials) throws Exception {
        String name = "app-" + ++applications;
        String repository = annotated.isEmpty() ? "" : "\"" + OWNER + "git-repository\": \"" + json(annotated) + "\",";
        argocd.add(Lesson.application(json(source))
                .replace("\"name\": \"example\"", "\"name\": \"" + name + "\"")
                .replace(
                        "\"" + OWNER + "write-back-method\": \"git\",",
                        repository + "\"" + OWNER + "write-back-method\": \"git:secret:argocd/" + credentials + "\","));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> argocd.application(name).contains(DemoWorld.FRONTEND + ":"));
        ArgoImageUpdateBuilder builder = new ArgoImageUpdateBuilder();
        builder.setApplication(name);
        builder.setDryRun(true);
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        job.getBuildersList().add(builder);
        return job.scheduleBuild2(0).get();
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\");
    }
}

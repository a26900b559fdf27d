package io.jenkins.plugins.argoimageupdate.jenkins.secrets;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A registry, a Git server and a stand-in for Argo CD that each ask for a login, and a server that repeats logins in its errors. */
final class SecretServers extends ExternalResource {

    static final String REGISTRY_USER = "robot";
    static final String REGISTRY_PASSWORD = "planted-registry+p/w=1";
    static final String ARGOCD_TOKEN = "planted-argocd.token-2";
    static final String GIT_USER = "bot";
    static final String GIT_PASSWORD = "planted-git+p/w=3";
    static final String LOGIN_OF_AN_APPLICATION = "planted-application-4";

    private static final String REPOSITORY = "chart.git";

    private final TemporaryFolder folder = new TemporaryFolder();
    private EmbeddedRegistry registry;
    private EmbeddedGitServer git;
    private EmbeddedArgoCd argocd;
    private EchoServer echo;

    @Override
    protected void before() throws Throwable {
        folder.create();
        registry = EmbeddedRegistry.start();
        registry.rules().requirePassword(REGISTRY_USER, REGISTRY_PASSWORD);
        git = EmbeddedGitServer.start(folder.newFolder().toPath());
        git.createRepository(REPOSITORY, chart());
        git.requireLogin(GIT_USER, GIT_PASSWORD);
        echo = new EchoServer();
        for (String image : new String[] {DemoWorld.FRONTEND, DemoWorld.BACKEND}) {
            registry.content().push(image, "main-0000000", Instant.now().minusSeconds(7200));
            registry.content().push(image, "main-b99bc73", Instant.now().minusSeconds(3600));
        }
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of(ARGOCD_TOKEN, "unused"),
                Lesson.fromDisk(folder.newFolder().toPath(), git.path(REPOSITORY)));
        String application = Lesson.application(repository()).replace("\"git\"", "\"git:secret:argocd/git-pair\"");
        argocd.add(application);
        argocd.add(
                Lesson.application(repository().replace("://", "://" + GIT_USER + ":" + LOGIN_OF_AN_APPLICATION + "@"))
                        .replace("\"name\": \"example\"", "\"name\": \"leaky\""));
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> argocd.application("example").contains(DemoWorld.FRONTEND + ":"));
    }

    private static Map<String, String> chart() {
        Map<String, String> files = new LinkedHashMap<>();
        Lesson.chart().forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }

    @Override
    protected void after() {
        argocd.close();
        echo.close();
        git.close();
        registry.close();
        folder.delete();
    }

    String registry() {
        return registry.address().toString();
    }

    String repository() {
        return git.url(REPOSITORY);
    }

    String argocd() {
        return argocd.url().toString();
    }

    EchoServer echo() {
        return echo;
    }

    void holdSyncs(boolean hold) {
        argocd.faults().holdOperations(hold);
    }
}

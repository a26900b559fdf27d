package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.OperationPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceBranch;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.util.List;
import org.junit.Test;

/** The client against recorded answers of a real server. */
public class ArgoCdClientTest {

    private static final ApplicationRef EXAMPLE = ApplicationRef.named("example");
    private static final ApplicationRef WEB = ApplicationRef.named("web");

    @Test
    public void readsTheApplicationOfTheRecording() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("example", "application-get")) {
            LiveApplication live = server.client().get(EXAMPLE);
            assertThat(live.application().name()).isEqualTo("example");
            assertThat(live.application().observed().controlPlaneNamespace()).isEqualTo("argocd");
            assertThat(live.application().annotations())
                    .containsEntry("argocd-image-updater.argoproj.io/update-strategy", "latest");
            assertThat(live.application().sources().all()).hasSize(1);
            assertThat(live.application().sources().get(0).helm()).isNull();
            assertThat(live.application().observed().sourceTypes()).containsExactly("Helm");
            assertThat(live.application().observed().liveImages()).contains("lyzhang1999/backend:1276e23");
            assertThat(live.automated()).isTrue();
            assertThat(live.status().notHealthy())
                    .extracting(r -> r.key().toString())
                    .containsExactly(
                            "HorizontalPodAutoscaler/backend",
                            "HorizontalPodAutoscaler/frontend",
                            "Ingress/frontend-ingress");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /api/v1/applications/example null");
        }
    }

    @Test
    public void readsSeveralSourcesAndTheirRevisions() {
        LiveApplication live = Recording.named("web", "multi-healthy").application();
        assertThat(live.application().sources().areSeveral()).isTrue();
        assertThat(live.application().sources().all()).hasSize(2);
        assertThat(live.application().sources().get(1).helmParameters()).isEmpty();
        assertThat(live.application().observed().sourceTypes()).containsExactly("Kustomize", "Helm");
        assertThat(live.status().revisions()).hasSize(2);
        assertThat(live.status().operation().phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(live.status().ofSpec()).isTrue();
    }

    @Test
    public void readsEveryRecordedApplicationAndTree() {
        for (String file : List.of("example", "web", "forms")) {
            for (Recording recording : Recording.all(file)) {
                if (recording.status() == 200 && recording.path().contains("resource-tree")) {
                    assertThat(recording.tree().pods()).as(recording.name()).isNotEmpty();
                } else if (recording.status() == 200 && recording.json().has("spec")) {
                    assertThat(recording.application().application().name())
                            .as(recording.name())
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    public void showsWhichResourceOwnsWhich() {
        ResourceTree tree =
                Recording.named("example", "resource-tree-bad-image").tree();
        ApplicationStatus status = Recording.named("example", "application-progressing-bad-image")
                .application()
                .status();
        ResourceBranch frontend = tree.branches(status).stream()
                .filter(b -> b.node().key().toString().equals("Deployment/frontend"))
                .findFirst()
                .orElseThrow();
        assertThat(frontend.sync()).isEqualTo(SyncStatus.SYNCED);
        assertThat(frontend.children()).hasSize(3).allMatch(b -> b.sync() == null);
        assertThat(frontend.children().stream().flatMap(b -> b.children().stream()))
                .extracting(b -> b.node().reason())
                .containsExactlyInAnyOrder("ImagePullBackOff", "Running");
    }

    @Test
    public void passesProjectAndNamespaceOn() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("web", "web-sync-commit")) {
            ApplicationRef ref = new ApplicationRef("web", "team-a", "shop");
            server.client().refresh(ref, true);
            server.client().sync(ref, "abc", true);
            assertThat(server.requests().get(0))
                    .startsWith("GET /api/v1/applications/web?refresh=hard&project=shop&appNamespace=team-a");
            assertThat(server.requests().get(1))
                    .startsWith("POST /api/v1/applications/web/sync application/json")
                    .endsWith("{\"name\":\"web\",\"revision\":\"abc\",\"project\":\"shop\",\"appNamespace\":\"team-a\","
                            + "\"dryRun\":true}");
        }
    }

    @Test
    public void aSyncWhileAnotherRunsIsNoError() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("web", "web-sync-while-in-progress")) {
            assertThat(server.client().sync(WEB, "main", false)).isEmpty();
        }
    }

    @Test
    public void readsSyncWindowsCommitsAndEvents() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("web", "frozen-syncwindows")) {
            SyncWindows windows = server.client().syncWindows(WEB);
            assertThat(windows.blocking(true)).isEqualTo("deny * * * * * for 1h");
            assertThat(windows.blocking(false)).isEqualTo("deny * * * * * for 1h");
        }
        try (ReplayServer server = ReplayServer.answering("example", "revision-metadata")) {
            assertThat(server.client().revisionMetadata(EXAMPLE, "1cce7a0").message())
                    .startsWith("build: automatic update of example");
        }
        try (ReplayServer server = ReplayServer.answering("example", "events")) {
            ResourceNode pod =
                    Recording.named("example", "resource-tree").tree().pods().get(0);
            assertThat(server.client().events(EXAMPLE, pod))
                    .hasSize(3)
                    .allMatch(e -> !e.reason().isEmpty());
        }
    }

    @Test
    public void aRevisionOrNameCannotLeaveItsPathSegment() throws InterruptedException {
        try (ReplayServer server = ReplayServer.answering("example", "revision-metadata")) {
            server.client().revisionMetadata(ApplicationRef.named("../x?y"), "a/b c");
            assertThat(server.requests().get(0))
                    .startsWith("GET /api/v1/applications/..%2Fx%3Fy/revisions/a%2Fb%20c/metadata ");
        }
    }

    @Test
    public void credentialsAndAddressesThatCannotBeUsedAreRefusedWithoutShowingThem() {
        assertThat(new Token(" s3cret\n").token()).isEqualTo("s3cret");
        for (String token : List.of("", "two words", "s3cret\r\nX: y", "s\u00e9cret")) {
            ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> new Token(token));
            assertThat(e).hasMessageNotContaining("cret").hasMessageContaining("Paste the token alone");
        }
        for (String url : List.of("ftp://x", "https:///x", "argocd.example", "https://u:s3cret@x", "https://x?a=b")) {
            ConfigurationException e = catchThrowableOfType(
                    ConfigurationException.class, () -> server(URI.create(url), TlsTrust.DEFAULT, new Token("t")));
            assertThat(e).hasMessageNotContaining("s3cret").hasMessageContaining("Argo CD server test");
        }
        assertThat(server(URI.create("https://x/argocd"), TlsTrust.DEFAULT, new Token("s3cret"))
                        .toString())
                .doesNotContain("s3cret");
        assertThat(new UserPassword("bob", "s3cret").toString()).doesNotContain("s3cret");
    }
}

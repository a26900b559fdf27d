package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
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
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

/** The client against recorded answers of a real server, and against answers that no Argo CD gives. */
public class ArgoCdClientTest {

    private static final ApplicationRef EXAMPLE = ApplicationRef.named("example");
    private static final ApplicationRef WEB = ApplicationRef.named("web");

    @Test
    public void readsTheApplicationOfTheRecording() {
        try (ReplayServer server = ReplayServer.answering("example", "application-get")) {
            LiveApplication live = client(server).get(EXAMPLE);
            assertThat(live.application().name()).isEqualTo("example");
            assertThat(live.application().controlPlaneNamespace()).isEqualTo("argocd");
            assertThat(live.application().annotations())
                    .containsEntry("argocd-image-updater.argoproj.io/update-strategy", "latest");
            assertThat(live.application().sources()).hasSize(1);
            assertThat(live.application().sources().get(0).helm()).isNull();
            assertThat(live.application().sourceTypes()).containsExactly("Helm");
            assertThat(live.application().liveImages()).contains("lyzhang1999/backend:1276e23");
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
        assertThat(live.application().multiSource()).isTrue();
        assertThat(live.application().sources()).hasSize(2);
        assertThat(live.application().sources().get(1).helm()).isEmpty();
        assertThat(live.application().sourceTypes()).containsExactly("Kustomize", "Helm");
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
    public void anEmptyListIsNoError() {
        try (ReplayServer server = ReplayServer.answering("example", "application-list-by-selector")) {
            ApplicationQuery query = new ApplicationQuery("", LabelSelector.parse("team=web"), "");
            assertThat(client(server).list(query)).isEmpty();
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /api/v1/applications?selector=team%3Dweb null");
        }
    }

    @Test
    public void aListTellsOfWhatTypeTheSourcesAreAndWhereArgoCdRuns() {
        try (ReplayServer server = ReplayServer.answering("forms", "list-by-label")) {
            assertThat(client(server).list(ApplicationQuery.ALL))
                    .singleElement()
                    .satisfies(live -> {
                        assertThat(live.application().sourceTypes()).containsExactly("Directory");
                        assertThat(live.application().controlPlaneNamespace()).isEqualTo("argocd");
                        assertThat(live.application().liveImages()).contains("127.0.0.1:15000/states/db:main-bad0dea");
                        assertThat(live.status().reconciledAt()).isNotNull();
                    });
        }
    }

    @Test
    public void listsWhatTheServerDoesNotLeaveOutOnlyWhereItWasAskedFor() {
        try (ReplayServer server = ReplayServer.answering("forms", "list-by-label")) {
            ArgoCdClient client = client(server);
            LabelSelector labels = LabelSelector.parse("team in (states,other),!legacy");
            assertThat(client.list(new ApplicationQuery("default", labels, "argocd")))
                    .hasSize(1);
            assertThat(client.list(new ApplicationQuery("other", labels, "argocd")))
                    .isEmpty();
            assertThat(client.list(new ApplicationQuery("default", labels, "elsewhere")))
                    .isEmpty();
            assertThat(client.list(new ApplicationQuery("", LabelSelector.parse("legacy"), "")))
                    .isEmpty();
            client.list(new ApplicationQuery("default", LabelSelector.ANY, ""));
            assertThat(server.requests().get(0))
                    .startsWith("GET /api/v1/applications?selector=team%20in%20%28other%2Cstates%29%2C%21legacy"
                            + "&appNamespace=argocd null");
            assertThat(server.requests().get(4)).startsWith("GET /api/v1/applications?projects=default null");
        }
    }

    @Test
    public void aLongListIsReadItemByItemAndATooLongOneSaysHowToNarrowIt() {
        String item = "{\"metadata\":{\"name\":\"a\",\"annotations\":{\"x\":[{\"y\":null}]}}}";
        String list = "{\"metadata\":{\"a\":[1,{}]},\"items\":[" + (item + ",").repeat(999) + item + "],\"more\":{}}";
        try (ReplayServer server = ReplayServer.answering(200, "application/json", list)) {
            assertThat(client(server).list(ApplicationQuery.ALL)).hasSize(1000);
            HttpLimits small =
                    new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 1000);
            ArgoCdClient client = new ArgoCdClient(
                    server(server.url(), TlsTrust.DEFAULT, new Token("s3cret")), new HttpConnector(small, null));
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.list(ApplicationQuery.ALL));
            assertThat(e).hasMessageContaining("longer than 1000 bytes. Ask for fewer: select by labels, project");
        }
    }

    @Test
    public void whatIsNoListIsMalformed() {
        for (String body : List.of("[]", "{}", "{\"items\":[{\"a\":", "{\"error\":\"x\"}")) {
            try (ReplayServer server = ReplayServer.answering(200, "application/json", body)) {
                ArgoCdException e = catchThrowableOfType(
                        ArgoCdException.class, () -> client(server).list(ApplicationQuery.ALL));
                assertThat(e.reason()).as(body).isEqualTo(Reason.MALFORMED_ANSWER);
            }
        }
    }

    @Test
    public void aSelectorThatTheServerRefusesIsToBeCorrected() {
        ArgoCdException e = failure("forms", "list-selector-malformed", c -> c.list(ApplicationQuery.ALL));
        assertThat(e.reason()).isEqualTo(Reason.INVALID_CONFIGURATION);
        assertThat(e).hasMessageContaining("found '=', expected: identifier. Correct the label selector");
    }

    @Test
    public void passesProjectAndNamespaceOn() {
        try (ReplayServer server = ReplayServer.answering("web", "web-sync-commit")) {
            ApplicationRef ref = new ApplicationRef("web", "team-a", "shop");
            client(server).refresh(ref, true);
            client(server).sync(ref, "abc", true);
            assertThat(server.requests().get(0))
                    .startsWith("GET /api/v1/applications/web?refresh=hard&project=shop&appNamespace=team-a");
            assertThat(server.requests().get(1))
                    .startsWith("POST /api/v1/applications/web/sync application/json")
                    .endsWith("{\"name\":\"web\",\"revision\":\"abc\",\"project\":\"shop\",\"appNamespace\":\"team-a\","
                            + "\"dryRun\":true}");
        }
    }

    @Test
    public void aSyncWhileAnotherRunsIsNoError() {
        try (ReplayServer server = ReplayServer.answering("web", "web-sync-while-in-progress")) {
            assertThat(client(server).sync(WEB, "main", false)).isEmpty();
        }
    }

    @Test
    public void readsSyncWindowsCommitsAndEvents() {
        try (ReplayServer server = ReplayServer.answering("web", "frozen-syncwindows")) {
            SyncWindows windows = client(server).syncWindows(WEB);
            assertThat(windows.blocking(true)).isEqualTo("deny * * * * * for 1h");
            assertThat(windows.blocking(false)).isEqualTo("deny * * * * * for 1h");
        }
        try (ReplayServer server = ReplayServer.answering("example", "revision-metadata")) {
            assertThat(client(server).revisionMetadata(EXAMPLE, "1cce7a0").message())
                    .startsWith("build: automatic update of example");
        }
        try (ReplayServer server = ReplayServer.answering("example", "events")) {
            ResourceNode pod =
                    Recording.named("example", "resource-tree").tree().pods().get(0);
            assertThat(client(server).events(EXAMPLE, pod))
                    .hasSize(3)
                    .allMatch(e -> !e.reason().isEmpty());
        }
    }

    @Test
    public void anUnknownApplicationMayBeAForbiddenOne() {
        ArgoCdException e = failure("example", "application-unknown", c -> c.get(ApplicationRef.named("nosuch")));
        assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(e)
                .hasMessageStartingWith("get Application nosuch at Argo CD test (http://localhost:")
                .hasMessageContaining(
                        "403 permission denied. There is no such Application in Argo CD's own namespace, or"
                                + " this account may not read it; Argo CD does not tell which. Check the name, set its namespace"
                                + " if it lives in another one, or add to Argo CD's policy.csv, for the account's role:"
                                + " p, role:jenkins, applications, get, <project>/nosuch, allow");
        ArgoCdException elsewhere =
                failure("example", "application-unknown", c -> c.get(new ApplicationRef("nosuch", "team-a", "")));
        assertThat(elsewhere)
                .hasMessageContaining("no such Application in namespace team-a, or")
                .hasMessageContaining("and that Argo CD manages Applications in that namespace")
                .hasMessageContaining("applications, get, <project>/*, allow");
    }

    @Test
    public void anApplicationOfAForbiddenProjectIsForbidden() {
        ArgoCdException e =
                failure("example", "application-unknown", c -> c.get(new ApplicationRef("web", "", "shop")));
        assertThat(e)
                .hasMessageContaining(
                        "This account may not read it in project shop: add to Argo CD's policy.csv, for the"
                                + " account's role: p, role:jenkins, applications, get, shop/web, allow");
    }

    @Test
    public void anUnknownApplicationOfAKnownProjectIsNotFound() {
        ArgoCdException e = failure(
                "example", "application-unknown-with-project", c -> c.get(new ApplicationRef("nosuch", "", "default")));
        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(e)
                .hasMessageContaining(
                        "\"nosuch\" not found. There is no such Application of project default in Argo CD's own"
                                + " namespace: check its name and project, set its namespace if it lives in another one");
    }

    @Test
    public void aMissingRightIsGivenAsTheLineThatGrantsIt() {
        String right = "permission denied: applications, sync, shop/rb-man, sub: %s, iat: 2026-11-24T17:00:00Z";
        assertThat(forbidden(right.formatted("jenkins"), c -> c.sync(WEB, "main", false)))
                .hasMessageEndingWith(
                        "This account may not do that: add to Argo CD's policy.csv, for the account's role:"
                                + " p, role:jenkins, applications, sync, shop/rb-man, allow")
                .hasMessageNotContaining("no such Application");
        assertThat(forbidden(right.formatted("proj:shop:ci"), c -> c.sync(WEB, "main", false)))
                .hasMessageEndingWith("add to the policies of that role in its project:"
                        + " p, proj:shop:ci, applications, sync, shop/rb-man, allow");
        assertThat(forbidden("permission denied: applications, override, shop/rb-man", c -> c.sync(WEB, "x", false)))
                .hasMessageEndingWith("p, role:jenkins, applications, override, shop/rb-man, allow");
    }

    private static ArgoCdException forbidden(String message, Consumer<ArgoCdClient> call) {
        String body = "{\"error\":\"%1$s\",\"code\":7,\"message\":\"%1$s\"}".formatted(message);
        try (ReplayServer server = ReplayServer.answering(403, "application/json", body)) {
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> call.accept(client(server)));
            assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
            return e;
        }
    }

    @Test
    public void anEndpointThatTheServerDoesNotKnowIsNoMissingApplication() {
        try (ReplayServer server =
                ReplayServer.answering(404, "application/json", "{\"code\":5,\"message\":\"Not Found\"}")) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> client(server).syncWindows(WEB));
            assertThat(e).hasMessageContaining("Argo CD does not know this request");
        }
    }

    @Test
    public void aRefusedTokenIsExplainedWithoutShowingIt() {
        ArgoCdException e = failure("example", "bad-token", c -> c.get(EXAMPLE));
        assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(e)
                .hasMessageContaining(
                        "401 no session information. This token is expired, revoked or for another server")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    public void aRefusedPasswordIsExplainedWithoutShowingIt() {
        try (ReplayServer server = ReplayServer.answering("example", "session-wrong-password")) {
            ArgoCdClient client = client(server.url(), TlsTrust.DEFAULT, new UserPassword("jenkins", "s3cret"));
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
            assertThat(e)
                    .hasMessageStartingWith("log in as jenkins at Argo CD test")
                    .hasMessageContaining("Invalid username or password")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    public void aSyncWindowHasItsOwnReason() {
        ArgoCdException e =
                failure("web", "frozen-sync", c -> c.sync(ApplicationRef.named("frozen-app"), "main", false));
        assertThat(e.reason()).isEqualTo(Reason.SYNC_WINDOW);
    }

    @Test
    public void aPageInsteadOfJsonHintsAtTheRootPath() {
        for (int status : new int[] {200, 403, 404}) {
            try (ReplayServer server = ReplayServer.answering(status, "text/html", "<!doctype html><html></html>")) {
                ArgoCdException e = catchThrowableOfType(
                        ArgoCdException.class, () -> client(server).get(EXAMPLE));
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
                assertThat(e).hasMessageContaining("is its root path part of the URL");
            }
        }
    }

    @Test
    public void anAnswerThatIsCutOffIsMalformed() {
        try (ReplayServer server = ReplayServer.answering(200, "application/json", "{\"metadata\":{")) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> client(server).get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }

    @Test
    public void hostileNestingIsRefused() {
        try (ReplayServer server = ReplayServer.answering(200, "application/json", "[".repeat(100_000))) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> client(server).get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }

    @Test
    public void whatTheServerSaysIsOneLineWithoutUserInfo() {
        String body = "{\"code\":2,\"message\":\"rpc error:\\n fetch https://bob:hunter2@git.example/x failed\"}";
        try (ReplayServer server = ReplayServer.answering(500, "application/json", body)) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> client(server).get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.SERVER_ERROR);
            assertThat(e)
                    .hasMessageContaining("500 rpc error: fetch https://git.example/x failed")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    public void aServerThatDoesNotAnswerTimesOut() throws Exception {
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            HttpLimits limits =
                    new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(200), 1000);
            ArgoCdClient client = new ArgoCdClient(
                    server(
                            URI.create("http://localhost:" + silent.getLocalPort()),
                            TlsTrust.DEFAULT,
                            new Token("s3cret")),
                    new HttpConnector(limits, null));
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    public void aRevisionOrNameCannotLeaveItsPathSegment() {
        try (ReplayServer server = ReplayServer.answering("example", "revision-metadata")) {
            client(server).revisionMetadata(ApplicationRef.named("../x?y"), "a/b c");
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

    @Test
    public void aSessionWithoutATokenIsMalformed() {
        try (ReplayServer server = ReplayServer.answering(200, "application/json", "{\"token\":\"a\\r\\nb\"}")) {
            ArgoCdClient client = client(server.url(), TlsTrust.DEFAULT, new UserPassword("jenkins", "s3cret"));
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }

    private static ArgoCdException failure(String file, String recording, Consumer<ArgoCdClient> call) {
        try (ReplayServer server = ReplayServer.answering(file, recording)) {
            return catchThrowableOfType(ArgoCdException.class, () -> call.accept(client(server)));
        }
    }

    private static ArgoCdClient client(ReplayServer server) {
        return client(server.url(), TlsTrust.DEFAULT, new Token("s3cret"));
    }

    public static ArgoCdClient client(URI url, TlsTrust trust, ArgoCdCredentials credentials) {
        return new ArgoCdClient(server(url, trust, credentials), new HttpConnector(HttpLimits.DEFAULT, null));
    }

    private static ArgoCdServer server(URI url, TlsTrust trust, ArgoCdCredentials credentials) {
        return new ArgoCdServer("test", url, trust, credentials);
    }
}

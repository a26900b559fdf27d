package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients.client;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.ReplayServer.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import org.junit.Test;

/** What a refusal of Argo CD is taken for, and what is said to do. */
public class ArgoCdRefusalsTest {

    private static final ApplicationRef EXAMPLE = ApplicationRef.named("example");
    private static final ApplicationRef WEB = ApplicationRef.named("web");

    @Test
    public void anUnknownApplicationMayBeAForbiddenOne() throws InterruptedException {
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
    public void anApplicationOfAForbiddenProjectIsForbidden() throws InterruptedException {
        ArgoCdException e =
                failure("example", "application-unknown", c -> c.get(new ApplicationRef("web", "", "shop")));
        assertThat(e)
                .hasMessageContaining(
                        "This account may not read it in project shop: add to Argo CD's policy.csv, for the"
                                + " account's role: p, role:jenkins, applications, get, shop/web, allow");
    }

    @Test
    public void anUnknownApplicationOfAKnownProjectIsNotFound() throws InterruptedException {
        ArgoCdException e = failure(
                "example", "application-unknown-with-project", c -> c.get(new ApplicationRef("nosuch", "", "default")));
        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(e)
                .hasMessageContaining(
                        "\"nosuch\" not found. There is no such Application of project default in Argo CD's own"
                                + " namespace: check its name and project, set its namespace if it lives in another one");
    }

    @Test
    public void aMissingRightIsGivenAsTheLineThatGrantsIt() throws InterruptedException {
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

    private static ArgoCdException forbidden(String message, ReplayServer.Call call) {
        String body = "{\"error\":\"%1$s\",\"code\":7,\"message\":\"%1$s\"}".formatted(message);
        try (ReplayServer server = ReplayServer.answering(403, "application/json", body)) {
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> call.send(server.client()));
            assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
            return e;
        }
    }

    @Test
    public void anEndpointThatTheServerDoesNotKnowIsNoMissingApplication() {
        try (ReplayServer server =
                ReplayServer.answering(404, "application/json", "{\"code\":5,\"message\":\"Not Found\"}")) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> server.client().syncWindows(WEB));
            assertThat(e).hasMessageContaining("Argo CD does not know this request");
        }
    }

    @Test
    public void aRefusedTokenIsExplainedWithoutShowingIt() throws InterruptedException {
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
    public void aSyncWindowHasItsOwnReason() throws InterruptedException {
        ArgoCdException e =
                failure("web", "frozen-sync", c -> c.sync(ApplicationRef.named("frozen-app"), "main", false));
        assertThat(e.reason()).isEqualTo(Reason.SYNC_WINDOW);
    }
}

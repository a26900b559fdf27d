package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.Test;

/** Answers that no Argo CD gives, and none at all. */
public class UnusableAnswersTest {

    private static final ApplicationRef EXAMPLE = ApplicationRef.named("example");

    @Test
    public void aPageInsteadOfJsonHintsAtTheRootPath() {
        for (int status : new int[] {200, 403, 404}) {
            try (ReplayServer server = ReplayServer.answering(status, "text/html", "<!doctype html><html></html>")) {
                ArgoCdException e = catchThrowableOfType(
                        ArgoCdException.class, () -> server.client().get(EXAMPLE));
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
                assertThat(e).hasMessageContaining("include its root path");
            }
        }
    }

    @Test
    public void anAnswerThatIsCutOffIsMalformed() {
        try (ReplayServer server = ReplayServer.answering(200, "application/json", "{\"metadata\":{")) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> server.client().get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }

    @Test
    public void hostileNestingIsRefused() {
        try (ReplayServer server = ReplayServer.answering(200, "application/json", "[".repeat(100_000))) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> server.client().get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }

    @Test
    public void whatTheServerSaysIsOneLineWithoutUserInfo() {
        String body = "{\"code\":2,\"message\":\"rpc error:\\n fetch https://bob:hunter2@git.example/x failed\"}";
        try (ReplayServer server = ReplayServer.answering(500, "application/json", body)) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class, () -> server.client().get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.SERVER_ERROR);
            assertThat(e)
                    .hasMessageContaining("500 rpc error: fetch https://git.example/x failed")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    public void aServerThatDoesNotAnswerTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HttpLimits limits =
                    new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(200), 1000);
            ArgoCdClient client = client(
                    URI.create("http://localhost:" + silent.getLocalPort()),
                    TlsTrust.DEFAULT,
                    new Token("s3cret"),
                    limits);
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    public void aSessionWithoutATokenIsMalformed() {
        try (ReplayServer server = ReplayServer.answering(200, "application/json", "{\"token\":\"a\\r\\nb\"}")) {
            ArgoCdClient client = client(server.url(), TlsTrust.DEFAULT, new UserPassword("jenkins", "s3cret"));
            ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> client.get(EXAMPLE));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }
}

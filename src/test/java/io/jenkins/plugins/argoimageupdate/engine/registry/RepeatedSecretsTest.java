package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ReplayServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.Test;

/** Servers that repeat what they were sent in a spelling that is another one until somebody reads it. */
public class RepeatedSecretsTest {

    private static final String PASSWORD = "pa\"ss/wo+rd=1";
    private static final RegistryLogin LOGIN = RegistryLogin.of("bot", PASSWORD);
    private static final String BASIC = LOGIN.basic().substring("Basic ".length());

    @Test(timeout = 60_000)
    public void jsonIsMaskedOnceItIsRead() throws Exception {
        assertMasked(json("bad password pa\\\"ss/wo+rd=1"), "bad password ****");
        assertMasked(json("bad password pa\\\"ss\\/wo+rd=1"), "bad password ****");
        assertMasked(json("bad " + escaped(PASSWORD) + " of " + escaped(LOGIN.basic())), "bad **** of Basic ****");
        assertMasked(json("bad pa\\\"ss/\\u001b[31mwo+rd=1"), "bad ****");
        assertMasked(json("x".repeat(180) + " " + escaped(PASSWORD)), "x ****");
    }

    @Test(timeout = 60_000)
    public void statusLinesAndHeadersAreMasked() throws Exception {
        assertMasked("HTTX Basic " + BASIC + "\r\n\r\n", "Basic ****");
        assertMasked(
                "HTTP/1.1 200 OK\r\nContent-Length: " + BASIC + "\r\n\r\n",
                "the Content-Length of its answer is no number");
        assertMasked(
                answer("200 OK", "{\"tags\":[\"1.0\"]}", "Link: <http://other.example/" + BASIC + ">; rel=\"next\""),
                "http://other.example/****");
    }

    @Test(timeout = 60_000)
    public void addressesThatARedirectLedToAreMasked() throws Exception {
        for (String spelling : new String[] {
            BASIC, BASIC.replace("=", ""), BASIC.replace("=", "").replace('/', '_'), BASIC.replace("=", "%3D")
        }) {
            AtomicInteger asked = new AtomicInteger();
            try (HostileServer server = HostileServer.start((path, out) -> {
                String after = path.contains("/LOC/")
                        ? answer("404 Not Found", "{}", "A: b")
                        : answer("302 Found", "", "Location: /v2/LOC/" + spelling);
                HostileServer.write(out, asked.getAndIncrement() == 0 ? challenge() : after);
            })) {
                assertMasked(failure(server), "/v2/LOC/****");
            }
        }
    }

    @Test(timeout = 60_000)
    public void argoCdsAnswerToALoginIsMasked() {
        ArgoCdCredentials login = new ArgoCdCredentials.UserPassword("admin", PASSWORD);
        String body =
                "{\"error\":\"Invalid password pa\\\"ss/wo+rd=1\",\"message\":\"Invalid " + escaped(PASSWORD) + "\"}";

        assertThat(argoCd(login, body)).contains("Invalid ****").doesNotContain("wo+rd");
        assertThat(argoCd(
                        new ArgoCdCredentials.Token("tok123456"), "{\"message\":\"bad " + escaped("tok123456") + "\"}"))
                .contains("bad ****")
                .doesNotContain("tok123456");
    }

    private static String argoCd(ArgoCdCredentials credentials, String body) {
        try (ReplayServer server = ReplayServer.answering(401, "application/json", body)) {
            ArgoCdClient client = ArgoCdClients.client(server.url(), TlsTrust.DEFAULT, credentials);
            return catchThrowableOfType(ArgoCdException.class, () -> client.get(ApplicationRef.named("example")))
                    .getMessage();
        }
    }

    private static String json(String message) {
        return answer("403 Forbidden", "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"" + message + "\"}]}", "A: b");
    }

    private static String answer(String status, String body, String header) {
        return "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static String challenge() {
        return answer("401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"x\"");
    }

    private static String escaped(String text) {
        return text.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining());
    }

    private static void assertMasked(String answer, String shown) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (HostileServer server = HostileServer.start(
                (path, out) -> HostileServer.write(out, asked.getAndIncrement() == 0 ? challenge() : answer))) {
            assertMasked(failure(server), shown);
        }
    }

    private static void assertMasked(RegistryException failure, String shown) {
        assertThat(failure.getMessage())
                .contains(shown)
                .doesNotContain("wo+rd", BASIC.substring(0, 15))
                .doesNotContain(BASIC.substring(4, 12));
        assertThat(failure.answer()).doesNotContain("wo+rd", BASIC.substring(0, 15));
    }

    private static RegistryException failure(HostileServer server) {
        RegistryClients clients =
                new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
        return catchThrowableOfType(
                RegistryException.class,
                () -> clients.client(RegistryEndpoint.at(server.host(), server.address(), TlsTrust.DEFAULT), LOGIN)
                        .tags("app"));
    }
}

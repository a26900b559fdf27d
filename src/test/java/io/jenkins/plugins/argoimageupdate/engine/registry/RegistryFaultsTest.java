package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Each way a registry can fail gives one line: what was tried, on what, what came back, what to do. */
public class RegistryFaultsTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeTime time = new FakeTime();
    private EmbeddedRegistry registry;
    private RegistryClients clients;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        registry.content().push("app", "1.0.0", BUILT);
        registry.content().push("app", "1.1.0", BUILT.plusSeconds(1));
        clients = clients(HttpLimits.DEFAULT);
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void hostThatNobodyKnows() {
        RegistryEndpoint endpoint =
                RegistryEndpoint.at("registry.invalid", URI.create("http://registry.invalid"), TlsTrust.DEFAULT);
        assertFailure(
                () -> clients.client(endpoint, RegistryLogin.ANONYMOUS).tags("app"),
                Reason.UNREACHABLE,
                "list tags of registry.invalid/app: host registry.invalid is unknown. Check the name");
    }

    @Test
    public void portThatNobodyListensOn() throws Exception {
        try (Socket taken = new Socket()) { // and listens to nobody
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            RegistryEndpoint endpoint =
                    RegistryEndpoint.at("gone", URI.create("http://localhost:" + port), TlsTrust.DEFAULT);
            assertFailure(
                    () -> clients.client(endpoint, RegistryLogin.ANONYMOUS).tags("app"),
                    Reason.UNREACHABLE,
                    "list tags of localhost:" + port + "/app: connection to localhost:" + port
                            + " refused. Check host and port");
        }
    }

    @Test
    public void plainHttpWhereTlsIsExpected() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainText(plain));
            server.setDaemon(true);
            server.start();
            URI address = URI.create("https://localhost:" + plain.getLocalPort());
            assertFailure(
                    () -> clients.client(
                                    RegistryEndpoint.at("plain", address, TlsTrust.DEFAULT), RegistryLogin.ANONYMOUS)
                            .tags("app"),
                    Reason.UNTRUSTED_CERTIFICATE,
                    "localhost:" + plain.getLocalPort()
                            + " speaks plain HTTP, not TLS. Use an http:// address if that is intended: set"
                            + " api_url: http://<host> in registries.conf");
        }
    }

    /** Each connection: about one in some hundred is lost by the JDK's client in a race of its own, and is tried again. */
    private static void answerInPlainText(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket connection = plain.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                connection.getInputStream().readAllBytes();
            } catch (IOException e) {
                // the test sees it
            }
        }
    }

    @Test
    public void wrongPassword() {
        registry.rules().requirePassword("ci", "right");
        assertFailure(
                () -> client(RegistryLogin.of("ci", "wrong")).tags("app"),
                Reason.UNAUTHORIZED,
                "list tags of " + registry.host()
                        + "/app: 401 Unauthorized (UNAUTHORIZED: unauthorized). Check the password or token of user 'ci'");
    }

    @Test
    public void noPasswordWhereOneIsNeeded() {
        registry.rules().requirePassword("ci", "right");
        assertFailure(
                () -> client().tags("app"),
                Reason.UNAUTHORIZED,
                "401 Unauthorized (UNAUTHORIZED: unauthorized). Add credentials for this registry");
    }

    @Test
    public void wrongPasswordAtTheTokenServer() {
        registry.rules().requireToken("ci", "right");
        assertFailure(
                () -> client(RegistryLogin.of("ci", "wrong")).tags("app"),
                Reason.UNAUTHORIZED,
                "list tags of " + registry.host() + "/app (token from localhost): 401 Unauthorized");
    }

    @Test
    public void tokenServerWithoutTlsForARegistryWithTls() throws Exception {
        registry.rules()
                .fail(
                        "tags/list",
                        1,
                        Fault.status(401).with("WWW-Authenticate", "Bearer realm=\"http://evil.example/token\""));
        RegistryEndpoint https = RegistryEndpoint.at("x", URI.create("https://x.example"), TlsTrust.DEFAULT);
        TokenBroker broker = new TokenBroker(null, https, RegistryLogin.of("ci", "pw"), new TokenCache(), time);
        AuthChallenge challenge = AuthChallenge.parse(List.of("Bearer realm=\"http://evil.example/token\""))
                .get(0);
        assertFailure(
                () -> broker.authorization(challenge, "app", "list tags of x.example/app"),
                Reason.UNAUTHORIZED,
                "the registry sends credentials to a token server without TLS, evil.example");
    }

    @Test
    public void forbidden() {
        registry.rules().fail("tags/list", 1, Fault.status(403));
        assertFailure(
                () -> client(RegistryLogin.of("ci", "right")).tags("app"),
                Reason.FORBIDDEN,
                "list tags of " + registry.host() + "/app: 403 Forbidden. Give the user 'ci' the right to pull");
    }

    @Test
    public void unknownRepository() {
        assertFailure(
                () -> client().tags("nothing"),
                Reason.NOT_FOUND,
                "list tags of " + registry.host()
                        + "/nothing: 404 Not Found (NAME_UNKNOWN: name unknown) from http://" + registry.host()
                        + "/v2/nothing/tags/list. Check the name of the repository");
    }

    @Test
    public void addressWhereNoRegistryIs() {
        registry.rules().fail("/wrong/v2/", 1, Fault.status(404));
        RegistryEndpoint endpoint =
                RegistryEndpoint.at(registry.host(), URI.create(registry.address() + "/wrong"), TlsTrust.DEFAULT);
        assertFailure(
                () -> clients.client(endpoint, RegistryLogin.ANONYMOUS).tags("app"),
                Reason.NOT_FOUND,
                "/app: 404 Not Found from http://" + registry.host()
                        + "/wrong/v2/app/tags/list. Check that a container registry answers at this address");
    }

    @Test
    public void reasonsInEachFormThatServersUse() {
        for (String body : List.of(
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"why\"}]}",
                "{\"errors\":[{\"status\":403,\"message\":\"why\"}]}",
                "{\"error\":\"invalid_grant\",\"error_description\":\"why\"}",
                "{\"details\":\"why\"}",
                "{\"message\":\"why\"}",
                "{\"error\":\"why\"}")) {
            registry.rules().heal();
            registry.rules().fail("tags/list", 1, new Fault(403, Map.of(), body, 0, Duration.ZERO));
            assertFailure(() -> client().tags("app"), Reason.FORBIDDEN, "why). Use credentials that may pull");
        }
    }

    @Test
    public void nameThatIsNoRepository() {
        for (String name : List.of("../admin", "team/../admin", "team/..", "team//app", "")) {
            assertFailure(
                    () -> client().tags(name), Reason.INVALID_CONFIGURATION, "'" + name + "' is not a repository name");
        }
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    public void tooManyRequestsForTooLong() {
        registry.rules().fail("tags/list", 99, Fault.status(429).with("Retry-After", "3600"));
        assertFailure(
                () -> client().tags("app"),
                Reason.RATE_LIMITED,
                "list tags of " + registry.host() + "/app: 429, rate limited for 3600 s, until "
                        + time.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS) + ". Add credentials");
        assertThatThrownBy(() -> client().tags("app"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.retryAt())
                                .isEqualTo(time.now().plusSeconds(3600)));
    }

    @Test
    public void isLeftAloneForAsLongAsItAsks() throws Exception {
        registry.rules().fail("tags/list", 1, Fault.status(429).with("Retry-After", "3600"));
        Instant end = time.now().plusSeconds(3600);
        assertFailure(() -> client().tags("app"), Reason.RATE_LIMITED, "429, rate limited for 3600 s");
        assertFailure(
                () -> client().tags("app"),
                Reason.RATE_LIMITED,
                "not asked: rate limited; next request at " + end.truncatedTo(ChronoUnit.SECONDS));
        assertThat(registry.requests()).hasSize(1);
        time.sleep(Duration.ofSeconds(3600));
        assertThat(client().tags("app")).hasSize(2);
    }

    @Test
    public void tooManyRequestsAgainAndAgain() {
        registry.rules().fail("tags/list", 99, Fault.status(429).with("Retry-After", "1"));
        assertFailure(() -> client().tags("app"), Reason.RATE_LIMITED, "429 Too Many Requests. Add credentials");
        assertThat(registry.requests()).hasSize(RetryPolicy.DEFAULT.attempts());
    }

    @Test
    public void waitsAsLongAsTheRegistryAsks() throws Exception {
        registry.rules().fail("tags/list", 1, Fault.status(429).with("Retry-After", "7"));
        assertThat(client().tags("app")).containsExactly("1.0.0", "1.1.0");
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(7));
        assertThat(clients.metrics(endpoint()).snapshot().retries()).isEqualTo(1);
    }

    @Test
    public void internalErrors() {
        registry.rules().fail("tags/list", 99, Fault.status(500));
        assertFailure(
                () -> client().tags("app"),
                Reason.SERVER_ERROR,
                "list tags of " + registry.host() + "/app: 500 Internal Server Error. Look at the registry's own log");
    }

    @Test
    public void internalErrorThatPasses() throws Exception {
        registry.rules().fail("tags/list", 2, Fault.status(502));
        assertThat(client().tags("app")).hasSize(2);
    }

    @Test
    public void connectionThatBreaksOnce() throws Exception {
        registry.rules().fail("tags/list", 1, Fault.body("{\"tags\":[").cutOff());
        assertThat(client().tags("app")).hasSize(2);
    }

    @Test
    public void truncatedJson() {
        registry.rules().fail("tags/list", 99, Fault.body("{\"tags\":[\"1.0"));
        assertFailure(
                () -> client().tags("app"),
                Reason.MALFORMED_ANSWER,
                "list tags of " + registry.host()
                        + "/app: the answer (status 200, 13 bytes) of http://" + registry.host()
                        + "/v2/app/tags/list is no complete JSON object. Check that the address");
    }

    @Test
    public void pagesThatGoInACircle() {
        registry.rules()
                .fail(
                        "tags/list",
                        99,
                        Fault.body("{\"tags\":[\"a\"]}").with("Link", "</v2/app/tags/list>; rel=\"next\""));
        assertFailure(
                () -> client().tags("app"),
                Reason.MALFORMED_ANSWER,
                "list tags of " + registry.host() + "/app: the pages repeat after 1 tags. Check the registry");
    }

    @Test
    public void pagesOnAnotherHost() {
        registry.rules()
                .fail("tags/list", 99, Fault.body("{\"tags\":[\"a\"]}").with("Link", "<http://evil.example/v2/app>"));
        assertFailure(
                () -> client().tags("app"),
                Reason.MALFORMED_ANSWER,
                "the link to the next page, http://evil.example/v2/app, is to another host. Check the registry");
    }

    @Test
    public void contentThatIsNotThatOfItsDigest() {
        String digest = registry.content().putBlob(new byte[] {1, 2, 3});
        registry.rules().fail("blobs", 99, Fault.body("{}"));
        assertFailure(
                () -> client().blob("app", digest),
                Reason.MALFORMED_ANSWER,
                "the content received (2 bytes) does not match its digest");
    }

    @Test
    public void answerThatIsTooLong() {
        RegistryClients small =
                clients(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 10));
        assertFailure(
                () -> small.client(endpoint(), RegistryLogin.ANONYMOUS).tags("app"),
                Reason.MALFORMED_ANSWER,
                "the answer is longer than 10 bytes");
    }

    @Test
    public void answerThatDoesNotCome() {
        registry.rules().fail("tags/list", 99, Fault.status(200).after(Duration.ofMinutes(1)));
        RegistryClients impatient = new RegistryClients(
                new HttpConnector(
                        new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), 1000),
                        null),
                new RetryPolicy(1, Duration.ZERO, Duration.ZERO),
                time);
        assertFailure(
                () -> impatient.client(endpoint(), RegistryLogin.ANONYMOUS).tags("app"),
                Reason.TIMEOUT,
                "no answer from " + registry.host() + " in 100 ms");
    }

    @Test
    public void anInterruptEndsAWaitingRequest() throws Exception {
        registry.rules().fail("tags/list", 99, Fault.status(200).after(Duration.ofMinutes(1)));
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                client().tags("app");
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        thread.start();
        Awaitility.await().until(() -> !registry.requests().isEmpty());
        thread.interrupt();
        assertThat(interrupted.await(5, TimeUnit.MINUTES)).isTrue();
    }

    private RegistryClients clients(HttpLimits limits) {
        return new RegistryClients(new HttpConnector(limits, null), RetryPolicy.DEFAULT, time);
    }

    private RegistryEndpoint endpoint() {
        return RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT);
    }

    private RegistryClient client() {
        return client(RegistryLogin.ANONYMOUS);
    }

    private RegistryClient client(RegistryLogin login) {
        return clients.client(endpoint(), login);
    }

    private static void assertFailure(ThrowingCallable call, Reason reason, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/** Servers that take their time: each way ends, and what came before it does not begin again. */
public class NeverEndingAnswersTest {

    private static final HttpLimits SHORT =
            new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(1), 32L << 20);
    private static final HttpLimits LONGER =
            new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(1), 32L << 20);

    private final FakeTime time = new FakeTime();
    private final RegistryClients clients =
            new RegistryClients(new HttpConnector(SHORT, null), RetryPolicy.DEFAULT, time);
    /** For servers that do answer, as it takes time on a busy machine. */
    private final RegistryClients patient =
            new RegistryClients(new HttpConnector(LONGER, null), RetryPolicy.DEFAULT, time);

    @Test(timeout = 60_000)
    public void aServerThatNeverAnswersIsAskedOnceForThirtyImages() throws Exception {
        try (HostileServer server = HostileServer.silent()) {
            assertTimeOut(server, "no answer from " + server.host() + " in 500 ms");
            for (int image = 0; image < 30; image++) {
                RegistryException failure = assertTimeOut(
                        server,
                        "list tags of " + server.host() + "/app: not asked: " + server.host()
                                + " did not answer others in time; next request at 2026-01-01T00:00:15Z");
                assertThat(failure.retryAt()).isEqualTo(time.now().plusSeconds(15));
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test(timeout = 60_000)
    public void theRestBecomesLongerWithEachTimeOut() throws Exception {
        try (HostileServer server = HostileServer.silent()) {
            for (int seconds : new int[] {15, 30, 60, 120, 240, 480, 600, 600}) {
                assertTimeOut(server, "no answer from");
                time.pass(Duration.ofSeconds(seconds - 1));
                assertTimeOut(server, "not asked");
                time.pass(Duration.ofSeconds(1));
            }
            assertThat(server.requests()).hasSize(8);
        }
    }

    @Test(timeout = 60_000)
    public void anAnswerEndsTheRest() throws Exception {
        AtomicBoolean silent = new AtomicBoolean(true);
        try (HostileServer server = HostileServer.start((path, out) -> {
            if (silent.get()) {
                HostileServer.forEver();
            }
            HostileServer.head(out, "200 OK");
            HostileServer.write(out, "{\"tags\":[\"a\"]}");
        })) {
            assertTimeOut(patient, server, "no answer from");
            silent.set(false);
            time.pass(Duration.ofSeconds(15));
            assertThat(tags(patient, server)).containsExactly("a");
            silent.set(true);
            assertTimeOut(patient, server, "no answer from");
            assertTimeOut(patient, server, "next request at 2026-01-01T00:00:30Z");
        }
    }

    @Test(timeout = 60_000)
    public void othersAreNotHeldUp() throws Exception {
        try (HostileServer silent = HostileServer.silent();
                HostileServer good = HostileServer.start((path, out) -> {
                    HostileServer.head(out, "200 OK");
                    HostileServer.write(out, "{\"tags\":[\"a\"]}");
                })) {
            assertTimeOut(patient, silent, "no answer from");
            assertThat(tags(patient, good)).containsExactly("a");
        }
    }

    @Test(timeout = 60_000)
    public void oneByteASecondIsNoAnswer() throws Exception {
        for (String head :
                new String[] {"HTTP/1.1 200 OK\r\n\r\n{\"tags\":[", "HTTP/1.1 403 No\r\n\r\n", "HTTP/1.1 20"}) {
            try (HostileServer server = HostileServer.start((path, out) -> {
                HostileServer.write(out, head);
                while (true) {
                    HostileServer.write(out, " ");
                    Thread.sleep(50);
                }
            })) {
                assertTimeOut(server, " from " + server.host());
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test(timeout = 60_000)
    public void informationWithoutEndIsNoAnswer() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            String some = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(100);
            while (true) {
                HostileServer.write(out, some);
            }
        })) {
            assertThatThrownBy(() -> tags(server)).isInstanceOf(RegistryException.class);
        }
    }

    @Test(timeout = 60_000)
    public void headersWithoutEndAreNoAnswer() throws Exception {
        for (String header : new String[] {"x".repeat(1_000), "X-Header: " + "x".repeat(1_000) + "\r\n"}) {
            try (HostileServer server = HostileServer.start((path, out) -> {
                HostileServer.write(out, "HTTP/1.1 200 OK\r\n");
                while (true) {
                    HostileServer.write(out, header);
                }
            })) {
                assertThatThrownBy(() -> tags(server)).isInstanceOf(RegistryException.class);
            }
        }
    }

    @Test(timeout = 60_000)
    public void chunksWithoutEndAreTooMuch() throws Exception {
        try (HostileServer server = HostileServer.start((path, out) -> {
            HostileServer.head(out, "200 OK", "Transfer-Encoding: chunked");
            HostileServer.write(out, "9\r\n{\"tags\":[\r\n");
            String chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
            while (true) {
                HostileServer.write(out, chunk);
            }
        })) {
            assertThatThrownBy(() -> tags(patient, server)).hasMessageContaining("longer than 33554432 bytes");
        }
    }

    @Test(timeout = 60_000)
    public void redirectsWithoutEndAreRefused() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (HostileServer server = HostileServer.start(
                (path, out) -> HostileServer.head(out, "302 Found", "Location: /hop/" + count.incrementAndGet()))) {
            assertThatThrownBy(() -> tags(patient, server)).hasMessageContaining("more than 5 redirects");
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test(timeout = 60_000)
    public void redirectsToWhatIsNoPlaceAreRefused() throws Exception {
        for (String place : List.of(
                "http://localhost:99999/",
                "http://localhost:-1/",
                "http://localhost:0/",
                "http://a b/",
                "http://a_b:x/",
                "http://[::1/",
                "http:///x",
                "http://@/",
                "http://localhost:99999999999999/",
                "//",
                "http://xn--\u00e4/",
                "/" + "x".repeat(9_000))) {
            try (HostileServer server =
                    HostileServer.start((path, out) -> HostileServer.head(out, "302 Found", "Location: " + place))) {
                assertThatThrownBy(() -> tags(patient, server)).as(place).isInstanceOf(RegistryException.class);
            }
        }
    }

    @Test(timeout = 60_000)
    public void challengesThatNameNoPlaceAreRefused() throws Exception {
        for (String realm : List.of(
                "http://localhost:99999/",
                "http://localhost:-1/",
                "http://a b/",
                "http://[::1/",
                "http://",
                "x",
                "",
                "http://localhost:1/?a b",
                "http://localhost:1/#f",
                "http://localhost:1/%zz")) {
            try (HostileServer server = HostileServer.start((path, out) -> HostileServer.head(
                    out, "401 Unauthorized", "WWW-Authenticate: Bearer realm=\"" + realm + "\",service=\"s\""))) {
                assertThatThrownBy(() -> tags(patient, server)).as(realm).isInstanceOf(RegistryException.class);
            }
        }
    }

    @Test(timeout = 60_000)
    public void pagesWithoutEndAreTooMany() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (HostileServer server = HostileServer.start((path, out) -> {
            int page = count.incrementAndGet();
            HostileServer.head(out, "200 OK", "Link: </v2/app/tags/list?page=" + page + ">; rel=\"next\"");
            HostileServer.write(out, "{\"tags\":[\"" + page + "\"]}");
        })) {
            assertThatThrownBy(() -> tags(patient, server)).hasMessageContaining("more than 1000 pages");
        }
    }

    private RegistryException assertTimeOut(HostileServer server, String message) {
        return assertTimeOut(clients, server, message);
    }

    private static RegistryException assertTimeOut(RegistryClients clients, HostileServer server, String message) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, () -> tags(clients, server));
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        return failure;
    }

    private List<String> tags(HostileServer server) throws InterruptedException {
        return tags(clients, server);
    }

    private static List<String> tags(RegistryClients clients, HostileServer server) throws InterruptedException {
        return clients.client(
                        RegistryEndpoint.at(server.host(), server.address(), TlsTrust.DEFAULT), RegistryLogin.ANONYMOUS)
                .tags("app");
    }
}

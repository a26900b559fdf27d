package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Argo CD sends not even the headers of a stream before there is an event: those of an Application that is not there never come. */
public class UnansweredWatchTest {

    private static final int MINUTES = (int) Duration.ofMinutes(5).toMillis();

    private ServerSocket argocd;

    @Before
    public void listen() throws IOException {
        argocd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        argocd.setSoTimeout(MINUTES);
    }

    @After
    public void stop() throws IOException {
        argocd.close();
    }

    @Test
    public void aWatchThatIsClosedLeavesNoConnectionBehind() throws Exception {
        ApplicationWatch watch = watch(Duration.ofMinutes(5));
        try (Socket stream = argocd.accept()) {
            BufferedReader request = read(stream);
            watch.close();
            assertThat(isEnded(request)).isTrue();
        }
    }

    @Test
    public void aStreamThatIsTakenUpAgainLeavesNoConnectionBehind() throws Exception {
        try (ApplicationWatch watch = watch(Duration.ofMillis(50));
                Socket first = argocd.accept()) {
            assertThat(isEnded(read(first))).isTrue();
            try (Socket second = argocd.accept()) {
                assertThat(isEnded(read(second))).isTrue();
            }
            assertThat(watch.isLive()).isFalse();
        }
    }

    private ApplicationWatch watch(Duration answeredWithin) {
        ArgoCdServer server = new ArgoCdServer(
                "test",
                URI.create("http://localhost:" + argocd.getLocalPort()),
                TlsTrust.DEFAULT,
                new ArgoCdCredentials.Token("t0ken"));
        ApiTransport transport =
                new ApiTransport(server, new HttpConnector(HttpLimits.DEFAULT, null), Clock.systemUTC());
        ApiCall call = ApiCall.get("watch gone", "/api/v1/stream/applications?name=gone");
        return new ApplicationWatch(transport, call, ApplicationRef.named("gone"), () -> {}, answeredWithin);
    }

    /** The connection, once the request has come. */
    private static BufferedReader read(Socket connection) throws IOException {
        connection.setSoTimeout(MINUTES);
        BufferedReader request =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        assertThat(request.readLine()).startsWith("GET /api/v1/stream/applications");
        String header = request.readLine();
        while (!header.isEmpty()) {
            header = request.readLine();
        }
        return request;
    }

    private static boolean isEnded(BufferedReader request) throws IOException {
        return request.read() < 0;
    }
}

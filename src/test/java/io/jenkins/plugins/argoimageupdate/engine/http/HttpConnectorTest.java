package io.jenkins.plugins.argoimageupdate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.EnvironmentProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class HttpConnectorTest {

    private final HttpConnector connector = new HttpConnector(HttpLimits.DEFAULT, null);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer first;
    private HttpServer second;

    @Before
    public void start() throws IOException {
        first = server();
        second = server();
    }

    @After
    public void stop() {
        first.stop(0);
        second.stop(0);
    }

    @Test
    public void keepsCredentialsOnRedirectsWithinTheOrigin() throws Exception {
        HttpResult answer = send(address(first, "/go?to=/end"));
        assertThat(answer.text()).isEqualTo("/end secret");
        assertThat(answer.uri().getPath()).isEqualTo("/end");
    }

    @Test
    public void dropsCredentialsOnRedirectsElsewhere() throws Exception {
        assertThat(send(address(first, "/go?to=" + address(second, "/end"))).text())
                .isEqualTo("/end null");
    }

    @Test
    public void doesNotSendThemEvenIfThatPlaceRedirectsBack() throws Exception {
        String back = address(second, "/go?to=") + address(first, "/end");
        assertThat(send(address(first, "/go?to=" + back)).text()).isEqualTo("/end null");
    }

    @Test
    public void followsFiveRedirectsAndNoMore() {
        assertThatThrownBy(() -> send(address(first, "/loop")))
                .isInstanceOf(RedirectRefusedException.class)
                .hasMessage("more than 5 redirects");
        assertThat(seen).hasSize(6);
    }

    @Test
    public void saysThatAContentLengthIsNoNumber() throws Exception {
        for (String length : List.of("99999999999999999999", "bm90OmFOdW1iZXI")) {
            try (HostileServer server = HostileServer.start(
                    (path, out) -> HostileServer.head(out, "200 OK", "Content-Length: " + length))) {
                IOException failure = catchThrowableOfType(
                        IOException.class, () -> send(server.address().toString()));

                assertThat(NetworkFailure.of(failure, "registry.test").answer())
                        .isEqualTo(
                                "registry.test breaks the rules of HTTP (the Content-Length of its answer is no number)");
            }
        }
    }

    @Test
    public void namesTheHostOfARedirectThatDoesNotAnswer() {
        second.stop(0);
        String there = "localhost:" + second.getAddress().getPort();

        IOException failure =
                catchThrowableOfType(IOException.class, () -> send(address(first, "/go?to=http://" + there + "/end")));

        assertThat(NetworkFailure.of(failure, "registry.test").answer())
                .isEqualTo("registry.test redirects to " + there + ": connection to " + there + " refused");
    }

    @Test
    public void followsNoRedirectToOtherSchemes() {
        assertThatThrownBy(() -> send(address(first, "/go?to=file:///etc/passwd")))
                .isInstanceOf(RedirectRefusedException.class);
    }

    @Test
    public void isNotHeldUpByAServerThatSaysNothing() throws Exception {
        HttpRequest toStalled =
                HttpRequest.newBuilder(URI.create(address(first, "/stall"))).build();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpRequest toSilent = HttpRequest.newBuilder(URI.create("https://localhost:" + silent.getLocalPort()))
                    .build();
            FutureTask<HttpResult> handshake = inBackground(toSilent);
            FutureTask<HttpResult> body = inBackground(toStalled);
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read()).as("TLS handshake").isEqualTo(22);
                Awaitility.await().until(() -> seen.contains("/stall"));
                for (int i = 0; i < 20; i++) {
                    assertThat(send(address(second, "/end")).status()).isEqualTo(200);
                }
                assertThat(handshake.isDone() || body.isDone()).isFalse();
            }
            assertThatThrownBy(handshake::get).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    public void goesThroughTheProxyThatTheEnvironmentNames() throws Exception {
        EnvironmentProxies proxies = new EnvironmentProxies(
                Map.of("http_proxy", "http://127.0.0.1:" + first.getAddress().getPort()));
        HttpConnector proxied = new HttpConnector(HttpLimits.DEFAULT, proxies);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://registry.invalid/x")).build();
        assertThat(proxied.send(request, TlsTrust.DEFAULT).status()).isEqualTo(200);
        assertThat(seen).containsExactly("http://registry.invalid/x");
    }

    @Test
    public void sparesWhatNoProxyNames() {
        EnvironmentProxies proxies = new EnvironmentProxies(Map.of(
                "HTTPS_PROXY", "proxy.example:3128", "NO_PROXY", "corp.example, .lan,10.0.0.1,host.example:8443"));
        assertThat(isProxied(proxies, "https://ghcr.io/v2")).isTrue();
        assertThat(isProxied(proxies, "https://notcorp.example")).isTrue();
        assertThat(isProxied(proxies, "https://host.example")).isTrue();
        assertThat(isProxied(proxies, "http://ghcr.io/v2")).isFalse();
        assertThat(isProxied(proxies, "https://a.corp.example")).isFalse();
        assertThat(isProxied(proxies, "https://corp.example")).isFalse();
        assertThat(isProxied(proxies, "https://registry.lan:5000")).isFalse();
        assertThat(isProxied(proxies, "https://10.0.0.1")).isFalse();
        assertThat(isProxied(proxies, "https://host.example:8443")).isFalse();
        assertThat(isProxied(proxies, "https://localhost:5000")).isFalse();
    }

    @Test
    public void refusesCaTextWithoutCertificates() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("https://localhost")).build();
        assertThatThrownBy(() -> connector.send(request, new TlsTrust("junk", false)))
                .hasMessageContaining("no PEM certificate in the text");
        assertThatThrownBy(() -> TlsContexts.of(
                        new TlsTrust("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", false)))
                .hasMessageContaining("cannot be read");
    }

    @Test
    public void readsNoCertificatesForPlainHttp() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address(first, "/end"))).build();

        assertThat(connector.send(request, new TlsTrust("junk", false)).status())
                .isEqualTo(200);
    }

    private static boolean isProxied(EnvironmentProxies proxies, String address) {
        return !proxies.select(URI.create(address)).equals(List.of(Proxy.NO_PROXY));
    }

    private FutureTask<HttpResult> inBackground(HttpRequest request) {
        FutureTask<HttpResult> exchange = new FutureTask<>(() -> connector.send(request, TlsTrust.DEFAULT));
        Thread thread = new Thread(exchange);
        thread.setDaemon(true);
        thread.start();
        return exchange;
    }

    private HttpResult send(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "secret")
                .build();
        return connector.send(request, TlsTrust.DEFAULT);
    }

    private static String address(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        seen.add(uri.toString());
        String path = uri.getPath();
        if (path.equals("/go")) {
            exchange.getResponseHeaders().add("Location", uri.getQuery().substring("to=".length()));
        }
        if (path.equals("/loop")) {
            exchange.getResponseHeaders().add("Location", "/loop");
        }
        if (path.equals("/stall")) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            return;
        }
        byte[] body = (path + " " + exchange.getRequestHeaders().getFirst("Authorization")).getBytes();
        exchange.sendResponseHeaders(path.equals("/go") || path.equals("/loop") ? 302 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

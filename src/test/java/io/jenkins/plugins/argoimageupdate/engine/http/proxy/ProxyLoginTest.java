package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ProxyLoginTest {

    private static final ProxyLogin LOGIN = new ProxyLogin("jenkins", "pr0xy");

    private final List<String> headers = new CopyOnWriteArrayList<>();
    private PasswordProxy proxy;
    private HttpServer server;

    @Before
    public void start() throws IOException {
        proxy = new PasswordProxy(LOGIN);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestHeaders().forEach((name, values) -> headers.add(name + ": " + values));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/407") ? 407 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @After
    public void stop() throws IOException {
        server.stop(0);
        proxy.close();
    }

    @Test
    public void logsInToTheProxyAndShowsTheServerNothingOfIt() throws Exception {
        HttpConnector connector = connector(Optional.of(LOGIN), "");

        assertThat(connector.send(request(address("/")), TlsTrust.DEFAULT).status())
                .isEqualTo(200);
        assertThat(connector
                        .exchange(request(address("/")), TlsTrust.DEFAULT, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(proxy.served()).hasSize(2).allMatch(line -> line.startsWith("GET http://127.0.0.1:"));
        assertThat(headers).isNotEmpty().noneMatch(header -> header.startsWith("Proxy-"));
    }

    @Test
    public void shedsTheLoginWhereNoProxyIsUsed() throws Exception {
        HttpConnector connector = connector(Optional.of(LOGIN), "127.0.0.1");

        assertThat(connector.send(request(address("/")), TlsTrust.DEFAULT).status())
                .isEqualTo(200);
        assertThat(proxy.served()).isEmpty();
        assertThat(headers).isNotEmpty().noneMatch(header -> header.startsWith("Proxy-"));
        assertThat(connector.send(request(address("/407")), TlsTrust.DEFAULT).status())
                .isEqualTo(407);
    }

    @Test
    public void saysThatTheProxyAsksForALogin() {
        NetworkFailure failure = failure(connector(Optional.empty(), ""), address("/"));

        assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(failure.answer()).isEqualTo("the proxy 127.0.0.1:" + proxy.port() + " asks for a login");
        assertThat(failure.advice()).contains("Add user name and password");
    }

    @Test
    public void saysThatTheProxyDoesNotAcceptTheLogin() {
        NetworkFailure failure = failure(connector(Optional.of(new ProxyLogin("jenkins", "wr0ng")), ""), address("/"));

        assertThat(failure.answer()).endsWith("does not accept the login of user 'jenkins'");
        assertThat(failure.toString()).doesNotContain("wr0ng");
    }

    @Test
    public void saysWhichOptionLetsJavaLogInForHttps() {
        NetworkFailure failure = failure(connector(Optional.of(LOGIN), ""), "https://registry.example.com/v2/");

        assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(failure.answer()).contains("which Java does not send for https by default");
        assertThat(failure.advice()).contains("-Djdk.http.auth.tunneling.disabledSchemes=");
    }

    @Test
    public void failsStreamsTheSameWay() {
        HttpConnector connector = connector(Optional.empty(), "");

        assertThat(connector.exchangeAsync(request(address("/")), TlsTrust.DEFAULT, BodyHandlers.ofInputStream()))
                .failsWithin(Duration.ofMinutes(2))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ProxyRefusedException.class);
    }

    @Test
    public void readsTheLoginThatTheEnvironmentNames() {
        EnvironmentProxies proxies = new EnvironmentProxies(
                Map.of("https_proxy", "http://me:p%40ss+1@proxy:3128", "http_proxy", "proxy:3128", "no_proxy", "lan"));

        assertThat(proxies.login(URI.create("https://ghcr.io"))).contains(new ProxyLogin("me", "p@ss+1"));
        assertThat(proxies.login(URI.create("http://ghcr.io"))).isEmpty();
        assertThat(proxies.login(URI.create("https://x.lan"))).isEmpty();
        assertThat(new ProxyLogin("me", "p@ss").toString()).doesNotContain("p@ss");
    }

    private static NetworkFailure failure(HttpConnector connector, String address) {
        IOException[] thrown = new IOException[1];
        assertThatThrownBy(() -> connector.send(request(address), TlsTrust.DEFAULT))
                .isInstanceOfSatisfying(IOException.class, e -> thrown[0] = e);
        return NetworkFailure.of(thrown[0], URI.create(address).getHost());
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private HttpConnector connector(Optional<ProxyLogin> login, String exempt) {
        return new HttpConnector(HttpLimits.DEFAULT, new HttpProxies() {
            @Override
            public List<Proxy> select(URI uri) {
                InetSocketAddress address = new InetSocketAddress("127.0.0.1", proxy.port());
                return List.of(exempt.equals(uri.getHost()) ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public Optional<ProxyLogin> login(URI uri) {
                return login;
            }
        });
    }
}

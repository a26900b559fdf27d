package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import tools.jackson.databind.json.JsonMapper;

/** A registry that misleads: with redirects, token servers and tokens. Another server on the same host records who comes to it. */
public class RegistryTrustTest {

    private static final RegistryLogin LOGIN = RegistryLogin.of("ci", "s3cret");

    private final List<String> visits = new CopyOnWriteArrayList<>();
    private HttpServer registry;
    private HttpServer stranger;

    @Before
    public void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.start();
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.start();
        onStranger("/", exchange -> send(exchange, 200, "{\"tags\":[\"1\"]}"));
    }

    @After
    public void stop() {
        registry.stop(0);
        stranger.stop(0);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void onStranger(String path, HttpHandler handler) {
        stranger.createContext(path, exchange -> {
            visits.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            handler.handle(exchange);
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private void redirectEverything() {
        registry.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            address(stranger) + exchange.getRequestURI().toString());
            send(exchange, 307, "");
        });
    }

    private RegistryClients clients(RedirectRule rule) {
        return new RegistryClients(
                new HttpConnector(HttpLimits.DEFAULT, null), rule, RetryPolicy.DEFAULT, new FakeTime());
    }

    private RegistryClient client(RedirectRule rule) {
        return clients(rule).client(endpoint(), LOGIN);
    }

    private RegistryEndpoint endpoint() {
        return RegistryEndpoint.at("registry.test", address(registry), TlsTrust.DEFAULT);
    }

    @Test
    public void asksForLeaveBeforeListsAndManifestsAreReadElsewhere() {
        redirectEverything();
        List<String> asked = new CopyOnWriteArrayList<>();
        RegistryClient client = client((from, target) -> {
            asked.add(from + " " + target);
            throw new ConfigurationException(Reason.FORBIDDEN, "follow a redirect", "not allowed", "");
        });

        assertThatThrownBy(() -> client.tags("app")).hasMessageContaining("not allowed");
        assertThatThrownBy(() -> client.digest("app", "1")).hasMessageContaining("not allowed");
        assertThatThrownBy(() -> client.manifest("app", "1")).hasMessageContaining("not allowed");
        assertThat(asked)
                .hasSize(3)
                .contains(address(registry) + "/v2/app/tags/list " + address(stranger) + "/v2/app/tags/list");
        assertThat(visits).isEmpty();
    }

    @Test
    public void readsConfigurationsWhereverTheyAreKept() throws Exception {
        redirectEverything();
        String digest = Digest.sha256("{}".getBytes(StandardCharsets.UTF_8));
        onStranger("/v2/app/blobs/", exchange -> send(exchange, 200, "{}"));

        Optional<byte[]> blob = client((from, target) -> {
                    throw new IllegalStateException("asked");
                })
                .blob("app", digest);

        assertThat(blob).isPresent();
        assertThat(visits).containsExactly("/v2/app/blobs/" + digest + " null");
    }

    @Test
    public void refusesARedirectToWhatIsNoServer() {
        for (String target : List.of("http://a_b/x", "http://h:99999/x", "http://2130706433/x", "http://a@b@c/x")) {
            registry.createContext("/v2/app/tags/list", exchange -> {
                exchange.getResponseHeaders().set("Location", target);
                send(exchange, 302, "");
            });
            assertThatThrownBy(() -> client(RedirectRule.ANYWHERE).tags("app"))
                    .as(target)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("redirect");
            registry.removeContext("/v2/app/tags/list");
        }
    }

    /** The registry itself could ask for the password; whom it names as its token server gets it, as Docker's protocol has it. */
    @Test
    public void logsInAtTheTokenServerThatTheRegistryNamesAlsoOnAnotherPort() throws Exception {
        onStranger("/token", exchange -> send(exchange, 200, "{\"token\":\"abc\"}"));
        challengeWith("Bearer realm=\"" + address(stranger) + "/token\"");

        assertThat(client(RedirectRule.ANYWHERE).tags("app")).containsExactly("1");
        assertThat(visits).containsExactly("/token " + LOGIN.basic());
    }

    @Test
    public void refusesATokenServerWhoseAddressIsNone() {
        for (String realm : List.of("http://a_b/token", "https://h:99999/token", "https://2130706433/token")) {
            challengeWith("Bearer realm=\"" + realm + "\"");
            assertThatThrownBy(() -> client(RedirectRule.ANYWHERE).tags("app"))
                    .as(realm)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("token server");
            registry.removeContext("/");
        }
    }

    private void challengeWith(String challenge) {
        registry.createContext("/", exchange -> {
            if ("Bearer abc".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 200, "{\"tags\":[\"1\"]}");
                return;
            }
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            send(exchange, 401, "{}");
        });
    }

    @Test
    public void repeatsNoTokenThatCannotBeSent() {
        for (String token :
                List.of("secret\r\nX: y", "secret\n", "secret ü", "secret\u0000", "secret\u007f", "秘密secret")) {
            for (String field : List.of("token", "access_token")) {
                String answer = JsonMapper.builder()
                        .build()
                        .createObjectNode()
                        .put(field, token)
                        .toString();
                onStranger("/" + field, exchange -> send(exchange, 200, answer));
                challengeWith("Bearer realm=\"" + address(stranger) + "/" + field + "\"");

                Throwable failure =
                        catchThrowable(() -> client(RedirectRule.ANYWHERE).tags("app"));

                assertThat(failure).isInstanceOf(RegistryException.class).hasMessageContaining("no valid token");
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertThat(trace.toString()).doesNotContain("secret");
                stranger.removeContext("/" + field);
                registry.removeContext("/");
            }
        }
    }

    @Test
    public void forgetsAnETagThatCannotBeSent() throws Exception {
        registry.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"\u00e4 b\"");
            send(exchange, 200, "{\"tags\":[\"1\"]}");
        });
        RegistryClients clients = clients(RedirectRule.ANYWHERE);

        assertThat(clients.client(endpoint(), LOGIN).tags("app")).containsExactly("1");
        assertThat(clients.client(endpoint(), LOGIN).tags("app")).containsExactly("1");
    }

    @Test
    public void showsTheLoginToNoServerThatAVendorsApiLeadsTo() throws Exception {
        String next = "<" + address(stranger) + "/next>; rel=\"next\"";
        onStranger("/first", exchange -> {
            exchange.getResponseHeaders().set("Link", next);
            send(exchange, 200, "[]");
        });
        registry.createContext("/first", exchange -> {
            exchange.getResponseHeaders().set("Location", address(stranger) + "/first");
            send(exchange, 302, "");
        });
        registry.createContext("/next", exchange -> send(exchange, 200, "[]"));
        VendorApi api = clients(RedirectRule.ANYWHERE).vendorApi(endpoint(), LOGIN, "app");

        VendorApi.Page page =
                api.get(URI.create(address(registry) + "/first"), LOGIN.basic()).orElseThrow();
        api.get(page.next().orElseThrow(), LOGIN.basic());

        assertThat(visits).containsExactly("/first null");
    }

    @Test
    public void readsNoRegistryOutOfWhatIsNoHost() {
        for (String host :
                List.of("a b", "a@b", "a|b", "a\\b", "a_b", "h:99999", "h:", "2130706433", "h?x", "h#x", "")) {
            assertThatThrownBy(() -> RegistryEndpoint.inferred(host))
                    .as(host)
                    .isInstanceOf(ConfigurationException.class);
        }
        assertThat(RegistryEndpoint.inferred("GHCR.io:443").host()).isEqualTo("ghcr.io");
    }
}

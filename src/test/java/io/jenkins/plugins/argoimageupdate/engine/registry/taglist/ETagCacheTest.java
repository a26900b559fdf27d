package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Against a server that gives its tag lists an ETag, as some registries do. */
public class ETagCacheTest {

    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private RegistryClients clients;
    private volatile String tags = "\"a\",\"b\"";

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        clients = new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void aListThatIsTheSameIsNotSentAgain() throws Exception {
        assertThat(list(RegistryLogin.ANONYMOUS)).containsExactly("a", "b");
        assertThat(list(RegistryLogin.ANONYMOUS)).containsExactly("a", "b");
        assertThat(answers).containsExactly("200", "304");
    }

    @Test
    public void aListThatChangedIsSentAndRemembered() throws Exception {
        list(RegistryLogin.ANONYMOUS);
        tags = "\"a\",\"b\",\"c\"";
        assertThat(list(RegistryLogin.ANONYMOUS)).containsExactly("a", "b", "c");
        assertThat(list(RegistryLogin.ANONYMOUS)).containsExactly("a", "b", "c");
        assertThat(answers).containsExactly("200", "200", "304");
    }

    @Test
    public void whatOneLoginWasSentIsNotGivenToAnother() throws Exception {
        list(RegistryLogin.of("one", "secret"));
        list(RegistryLogin.of("other", "secret"));
        assertThat(answers).containsExactly("200", "200");
    }

    private List<String> list(RegistryLogin login) throws InterruptedException {
        String host = "localhost:" + server.getAddress().getPort();
        RegistryEndpoint endpoint = RegistryEndpoint.at(host, URI.create("http://" + host), TlsTrust.DEFAULT);
        return clients.client(endpoint, login).tags("app");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = ("{\"name\":\"app\",\"tags\":[" + tags + "]}").getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + tags.length() + "\"";
        try (exchange) {
            exchange.getResponseHeaders().add("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                answers.add("304");
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            answers.add("200");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

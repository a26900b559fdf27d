package io.jenkins.plugins.argoimageupdate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class EchoedCredentialsTest {

    private static final String PASSWORD = "s3cret+/word";

    @Test
    public void anErrorThatRepeatsTheHeaderComesWithoutIt() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

        assertThat(echo(400, "Basic " + basic, PASSWORD)).isEqualTo("got Basic **** and ****");
        assertThat(echo(500, "Bearer abc.def", "abc.def")).isEqualTo("got Bearer **** and ****");
        assertThat(echo(403, "Basic " + basic, "s3cret%2B%2Fword")).isEqualTo("got Basic **** and ****");
    }

    @Test
    public void anAnswerThatIsNoErrorStaysAsItIs() throws Exception {
        assertThat(echo(200, "Bearer abc.def", "abc.def")).isEqualTo("got Bearer abc.def and abc.def");
    }

    @Test
    public void whatIsTooShortToBeASecretStays() {
        assertThat(Secrets.masked("a bad password", List.of("a", ""))).isEqualTo("a bad password");
    }

    private static String echo(int status, String authorization, String more) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String said = "got " + exchange.getRequestHeaders().getFirst("Authorization") + " and " + more;
            byte[] body = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            return new HttpConnector(HttpLimits.DEFAULT, null)
                    .send(
                            HttpRequest.newBuilder(address)
                                    .header("Authorization", authorization)
                                    .build(),
                            TlsTrust.DEFAULT)
                    .text();
        } finally {
            server.stop(0);
        }
    }
}

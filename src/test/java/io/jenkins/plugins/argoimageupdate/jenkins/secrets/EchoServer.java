package io.jenkins.plugins.argoimageupdate.jenkins.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Refuses every request with an error that repeats its credentials, as registries, Argo CD and Git servers write errors. */
final class EchoServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    EchoServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The credentials that came. */
    List<String> seen() {
        return seen;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean asked = !authorization.equals("null")
                || exchange.getRequestURI().getPath().startsWith("/api/");
        if (asked) {
            seen.add(authorization + " " + body);
        } else {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"echo\"");
        }
        String said = (authorization + " " + body).replace("\\", "").replace("\"", "");
        byte[] answer = ("{\"message\":\"bad " + said + "\",\"error\":\"bad " + said
                        + "\",\"errors\":[{\"code\":\"DENIED\",\"message\":\"bad " + said + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(asked ? 400 : 401, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

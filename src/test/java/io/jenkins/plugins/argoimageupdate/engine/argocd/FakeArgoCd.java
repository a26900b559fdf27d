package io.jenkins.plugins.argoimageupdate.engine.argocd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server whose answers a test gives, those for the Application in order; the last one stays. It has no streams. */
public final class FakeArgoCd implements AutoCloseable {

    /** An answer. */
    public record Answer(int status, String contentType, String retryAfter, String body) {

        public static final Answer DELETED = new Answer(
                404,
                "application/json",
                "",
                "{\"code\":5,\"message\":\"applications.argoproj.io \\\"web\\\" not found\"}");
        public static final Answer FORBIDDEN =
                new Answer(403, "application/json", "", "{\"code\":7,\"message\":\"permission denied\"}");
        public static final Answer PROXY_PAGE =
                new Answer(200, "text/html", "", "<html><body>Maintenance</body></html>");
        public static final Answer NO_UPSTREAM = new Answer(404, "text/plain", "", "404 page not found");

        public static Answer ok(String json) {
            return new Answer(200, "application/json", "", json);
        }

        public static Answer of(Recording recording) {
            return new Answer(recording.status(), recording.contentType(), "", recording.body());
        }

        public static Answer busy(String retryAfter) {
            return new Answer(429, "application/json", retryAfter, "{\"message\":\"too many requests\"}");
        }
    }

    private final HttpServer http;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> application = new ArrayDeque<>();
    private volatile Answer tree = Answer.ok("{\"nodes\":[]}");
    private volatile Answer events = Answer.ok("{\"items\":[]}");
    private volatile Answer sync = Answer.FORBIDDEN;
    private volatile Answer metadata = Answer.FORBIDDEN;
    private volatile boolean down;

    public FakeArgoCd() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.createContext("/", this::handle);
        http.start();
    }

    public static ArgoCdClient client(URI url) {
        ArgoCdServer server = new ArgoCdServer("demo", url, TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken"));
        return new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null));
    }

    public ArgoCdClient client() {
        return client(URI.create("http://localhost:" + http.getAddress().getPort()));
    }

    /** To each request for the Application the next one. */
    public synchronized FakeArgoCd application(Answer... answers) {
        application.addAll(List.of(answers));
        return this;
    }

    public FakeArgoCd tree(Answer answer) {
        tree = answer;
        return this;
    }

    public FakeArgoCd events(Answer answer) {
        events = answer;
        return this;
    }

    public FakeArgoCd sync(Answer answer) {
        sync = answer;
        return this;
    }

    public FakeArgoCd metadata(Answer answer) {
        metadata = answer;
        return this;
    }

    /** While it is down, connections break before there is an answer. */
    public void down(boolean given) {
        down = given;
    }

    /** Method and address of each request. */
    public List<String> requests() {
        return requests;
    }

    private synchronized Answer next() {
        return application.size() > 1 ? application.remove() : application.peek();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getRequestBody().readAllBytes();
        if (down) {
            exchange.close();
        } else {
            send(exchange, answer(path));
        }
    }

    private Answer answer(String path) {
        if (path.startsWith("/api/v1/stream/")) {
            return Answer.NO_UPSTREAM;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (last) {
            case "resource-tree" -> tree;
            case "events" -> events;
            case "sync" -> sync;
            case "metadata" -> metadata;
            default -> next();
        };
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

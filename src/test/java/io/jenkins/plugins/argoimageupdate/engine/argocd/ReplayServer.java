package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives one answer to whatever it is asked. */
public final class ReplayServer implements AutoCloseable {

    private final HttpServer http;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ReplayServer(HttpServer http) {
        this.http = http;
    }

    public static ReplayServer answering(String file, String recording) {
        Recording recorded = Recording.named(file, recording);
        return answering(recorded.status(), recorded.contentType(), recorded.body());
    }

    public static ReplayServer answering(int status, String contentType, String text) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ReplayServer server = new ReplayServer(http);
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            http.createContext("/", exchange -> {
                server.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getResponseHeaders().set("Content-Type", contentType);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks something of Argo CD. */
    @FunctionalInterface
    interface Call {
        void send(ArgoCdClient client) throws InterruptedException;
    }

    /** How a call fails that gets a recorded answer. */
    static ArgoCdException failure(String file, String recording, Call call) {
        try (ReplayServer server = answering(file, recording)) {
            return catchThrowableOfType(ArgoCdException.class, () -> call.send(server.client()));
        }
    }

    /** A client with the token {@code s3cret}. */
    ArgoCdClient client() {
        return ArgoCdClients.client(url(), TlsTrust.DEFAULT, new Token("s3cret"));
    }

    public URI url() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.text;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passes requests on to a server and changes what it answers in JSON, whole or as events. */
public final class HostileProxy implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ASKED =
            List.of("Authorization", "Accept", "Content-Type", "If-None-Match", "Cookie");
    private static final List<String> ANSWERED =
            List.of("Content-Type", "Docker-Content-Digest", "Link", "ETag", "WWW-Authenticate", "Location");

    private final URI server;
    private final BiFunction<String, JsonNode, JsonNode> change;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "hostile-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private volatile int refusal;

    /** @param change of a request's path and the answer to it */
    public HostileProxy(URI server, BiFunction<String, JsonNode, JsonNode> change) throws IOException {
        this.server = server;
        this.change = change;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** One that asks nobody and gives this answer to everything. */
    public static HostileProxy refusing(int status, JsonNode answer) throws IOException {
        HostileProxy proxy = new HostileProxy(URI.create("http://localhost"), (path, unchanged) -> answer);
        proxy.refusal = status;
        return proxy;
    }

    public URI url() {
        return URI.create(
                server.getScheme() + "://localhost:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refusal > 0) {
                byte[] body = changed("", "{}".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(refusal, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : ASKED) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            for (String name : ANSWERED) {
                answer.headers()
                        .allValues(name)
                        .forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
            pass(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean stream = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        if (!stream) {
            byte[] body = answer.body().readAllBytes();
            byte[] changed = path.contains("/blobs/") || path.contains("/manifests/") ? body : changed(path, body);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), head || changed.length == 0 ? -1 : changed.length);
            if (!head) {
                exchange.getResponseBody().write(changed);
            }
            return;
        }
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
                OutputStream out = exchange.getResponseBody()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] data = line.startsWith("data: ")
                        ? changed(path, line.substring(6).getBytes(StandardCharsets.UTF_8))
                        : new byte[0];
                out.write((data.length == 0 ? line : "data: ").getBytes(StandardCharsets.UTF_8));
                out.write(data);
                out.write('\n');
                out.flush();
            }
        }
    }

    /** Lone surrogates have to be escaped to get there: UTF-8 does not know them. */
    private byte[] changed(String path, byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return escaped(change.apply(path, tree).toString()).getBytes(StandardCharsets.US_ASCII);
        } catch (JacksonException e) {
            return body;
        }
    }

    private static String escaped(String json) {
        StringBuilder ascii = new StringBuilder();
        for (char c : json.toCharArray()) {
            ascii.append(
                    c < 0x80
                            ? String.valueOf(c)
                            : "\\u" + Integer.toHexString(0x10000 | c).substring(1));
        }
        return ascii.toString();
    }
}

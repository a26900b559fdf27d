package io.jenkins.plugins.argoimageupdate.engine.bench;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Many Applications of one server, each as large as a real one: what Argo CD answered, under other names. They do not change by themselves. */
public final class ManyOnArgoCd implements AutoCloseable {

    private final Map<String, byte[]> applications = new ConcurrentHashMap<>();
    private final List<HttpExchange> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final LoopbackServer server;

    /** @param images that run, for each Application one: what {@code app-0}, {@code app-1} … are named is their place in the list */
    public ManyOnArgoCd(List<String> images, String allowTags) throws IOException {
        JsonNode recorded =
                Recording.named("example", "application-synced-healthy").json();
        for (int i = 0; i < images.size(); i++) {
            applications.put("app-" + i, application(recorded.deepCopy(), "app-" + i, images.get(i), allowTags));
        }
        server = LoopbackServer.start(this::answer);
    }

    private static byte[] application(JsonNode recorded, String name, String image, String allowTags) {
        ObjectNode application = (ObjectNode) recorded;
        ObjectNode metadata = (ObjectNode) application.path("metadata");
        metadata.put("name", name);
        metadata.putObject("annotations")
                .put("argocd-image-updater.argoproj.io/image-list", "app=" + image.substring(0, image.lastIndexOf(':')))
                .put("argocd-image-updater.argoproj.io/app.update-strategy", "newest-build")
                .put("argocd-image-updater.argoproj.io/app.allow-tags", allowTags)
                .put("argocd-image-updater.argoproj.io/app.helm.image-tag", "app.tag")
                .put("argocd-image-updater.argoproj.io/app.helm.image-name", "app.image");
        ObjectNode summary = (ObjectNode) application.path("status").path("summary");
        summary.putArray("images").add(image);
        setHealthy(application.path("status"));
        application.path("status").path("resources").forEach(ManyOnArgoCd::setHealthy);
        return JsonAnswers.MAPPER.writeValueAsBytes(application);
    }

    private static void setHealthy(JsonNode owner) {
        if (owner.path("health") instanceof ObjectNode health) {
            health.put("status", "Healthy");
        }
    }

    public URI address() {
        return server.address();
    }

    public int requests() {
        return requests.get();
    }

    /** The size of an Application in bytes. */
    int size() {
        return applications.get("app-0").length;
    }

    boolean isWatched() {
        return !streams.isEmpty();
    }

    /** Tells those who watch that one of them has been compared again. */
    void touch() throws IOException {
        for (HttpExchange stream : streams) {
            OutputStream body = stream.getResponseBody();
            if (stream.getResponseCode() < 0) {
                stream.sendResponseHeaders(200, 0);
                body = stream.getResponseBody();
            }
            body.write("{\"result\":{\"type\":\"MODIFIED\",\"application\":".getBytes(StandardCharsets.UTF_8));
            body.write(applications.get("app-0"));
            body.write("}}\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
        }
    }

    private void answer(HttpExchange exchange) {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        try {
            if (path.startsWith("/api/v1/stream/")) {
                streams.add(exchange);
            } else if (path.equals("/api/v1/applications")) {
                list(exchange);
            } else {
                byte[] application = applications.get(path.substring("/api/v1/applications/".length()));
                if (application == null) {
                    throw new IllegalStateException("an idle poll is not to ask for " + path);
                }
                exchange.sendResponseHeaders(200, application.length);
                exchange.getResponseBody().write(application);
                exchange.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            String next = "{\"metadata\":{\"resourceVersion\":\"20976\"},\"items\":[";
            for (byte[] application : applications.values()) {
                body.write(next.getBytes(StandardCharsets.UTF_8));
                body.write(application);
                next = ",";
            }
            body.write("]}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.bench;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.SyntheticTags;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.RecordedPushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A registry that tells push times: answers in the form of Docker Hub's for 10,000 tags, the newest first, by hundreds. */
final class PushOrderMeasures {

    private static final int TAGS = 10_000;
    private static final int PAGE = 100;
    private static final byte[] INDEX =
            ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                            + "{\"digest\":\"sha256:" + "a".repeat(64)
                            + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}},"
                            + "{\"digest\":\"sha256:" + "b".repeat(64)
                            + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"}}]}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Table table;
    private final AtomicLong requests = new AtomicLong();

    PushOrderMeasures(Table table) {
        this.table = table;
    }

    void measure() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(this::answer)) {
            measure(server.endpoint(), server.address());
        }
    }

    private void measure(RegistryEndpoint endpoint, URI address) throws Exception {
        RegistryClients clients = Client.clients();
        RegistrySelector selector =
                new RegistrySelector(clients, new TagMetadataCache(), RecordedPushTimes.dockerHub(endpoint, address));
        ImageReference image = ImageReference.parse(endpoint.prefix() + "/team/app");
        Cost cold = Meter.measure(
                requests::get,
                () -> Client.name(selector.select(
                        image, Client.rule(UpdateStrategy.NEWEST_PUSH, ""), endpoint, RegistryLogin.ANONYMOUS)));
        Cost again = Meter.measure(
                requests::get,
                () -> Client.name(selector.select(
                        image, Client.rule(UpdateStrategy.NEWEST_PUSH, ""), endpoint, RegistryLogin.ANONYMOUS)));
        table.add("newest-push, 10,000 tags, recorded answers", cold, new Notes("", "20,002 requests", "2 requests"));
        table.add("the same, next check", again, new Notes("", "", "2 requests"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        boolean list = path.startsWith("/v2/repositories/");
        byte[] body = list ? page(exchange.getRequestURI().getQuery()) : INDEX;
        try (exchange) {
            exchange.getResponseHeaders()
                    .add("Content-Type", list ? "application/json" : "application/vnd.oci.image.index.v1+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] page(String query) {
        int page = query.contains("&page=") ? Integer.parseInt(query.replaceAll(".*&page=", "")) : 1;
        StringBuilder results = new StringBuilder();
        for (int i = TAGS - 1 - (page - 1) * PAGE; i >= TAGS - page * PAGE; i--) {
            String pushed = RegistryMeasures.FIRST.plusSeconds(i).toString();
            results.append(results.isEmpty() ? "" : ",")
                    .append("{\"name\":\"" + SyntheticTags.name(i) + "\",\"digest\":\"" + indexDigest()
                            + "\",\"last_updated\":\"" + pushed + "\",\"tag_last_pushed\":\"" + pushed + "\"}");
        }
        return ("{\"count\":" + TAGS + ",\"next\":\"https://hub/next\",\"results\":[" + results + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String indexDigest() {
        return SyntheticTags.digestOf(INDEX);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.SyntheticTags;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagMetadataCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How cost and live heap grow with the number of tags. The server here has nothing but names; the cache has the rest. What
 * connections to the server take is there before heap is compared.
 */
final class HeapMeasures {

    private static final int TURNS = 7;

    /** So many that what else changes on the heap does not show. */
    private static final int ENOUGH_TAGS = 50_000;

    private final Table table;
    private final Path directory;
    private final AtomicLong requests = new AtomicLong();
    private byte[] list;

    HeapMeasures(Table table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    void measure() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        try {
            String host = "localhost:" + server.getAddress().getPort();
            for (int tags : List.of(1_000, 10_000, 100_000)) {
                measure(RegistryEndpoint.at(host, URI.create("http://" + host), TlsTrust.DEFAULT), tags);
            }
        } finally {
            server.stop(0);
        }
    }

    private void measure(RegistryEndpoint endpoint, int tags) throws Exception {
        Path cache = directory.resolve("heap-" + tags);
        String repository = "app" + tags;
        SyntheticTags.fill(TagMetadataCache.in(cache), endpoint, repository, tags);
        list = IntStream.range(0, tags)
                .mapToObj(SyntheticTags::name)
                .collect(Collectors.joining("\",\"", "{\"name\":\"app\",\"tags\":[\"", "\"]}"))
                .getBytes(StandardCharsets.UTF_8);
        RegistryClients connections = Client.clients();
        List<Cost> restarts = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            Client fresh = new Client(endpoint, cache, connections);
            restarts.add(Meter.measure(requests::get, () -> fresh.select(repository, Client.MAIN)));
        }
        int copies = Math.max(1, ENOUGH_TAGS / tags);
        List<Client> clients = new ArrayList<>();
        List<Selection> choices = new ArrayList<>();
        long before = Meter.liveHeap();
        for (int i = 0; i < copies; i++) {
            clients.add(new Client(endpoint, cache, connections));
            choices.add(clients.get(i).select(repository, Client.MAIN));
        }
        double withChoice = (double) (Meter.liveHeap() - before) / tags / copies;
        choices.forEach(Client::name);
        choices.clear();
        double cacheAlone = (double) (Meter.liveHeap() - before) / tags / copies;
        List<Cost> polls = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            polls.add(Meter.measure(requests::get, () -> clients.get(0).poll(repository)));
        }
        String name = String.format(Locale.ROOT, "%,d tags: ", tags);
        Notes linear = new Notes("", "", "no faster than linear");
        table.add(name + "nothing in memory, cache on disk", Meter.median(restarts), linear);
        table.add(name + "idle poll", Meter.median(polls), linear);
        table.addText(
                name + "live heap for each",
                new Notes(
                        String.format(
                                Locale.ROOT,
                                "%.0f bytes; %.0f with the choice and its verdicts",
                                cacheAlone,
                                withChoice),
                        "4 KB",
                        "512 bytes"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.endsWith("/tags/list")) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, list.length);
                exchange.getResponseBody().write(list);
            } else {
                String tag = path.substring(path.lastIndexOf('/') + 1);
                exchange.getResponseHeaders().add("Docker-Content-Digest", SyntheticTags.digest(tag));
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }
}

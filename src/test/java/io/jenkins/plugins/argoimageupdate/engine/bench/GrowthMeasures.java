package io.jenkins.plugins.argoimageupdate.engine.bench;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.SyntheticTags;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How cost and live heap grow with the number of tags. The server here has nothing but names; the cache has the rest. What
 * connections to the server take is there before heap is compared. Times are taken before any heap, since the collections that
 * this needs make the heap smaller, and it grows again while what follows runs.
 */
final class GrowthMeasures {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int TURNS = 20;
    private static final int WARM_UPS = 200;

    /** So many that what else changes on the heap does not show. */
    private static final int ENOUGH_TAGS = 50_000;

    private final Table table;
    private final Path directory;
    private final RegistryClients connections = Client.clients();
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, Cost> smaller = new HashMap<>();
    private int rules;
    private byte[] list;

    GrowthMeasures(Table table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    void measure() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(this::answer)) {
            RegistryEndpoint endpoint = server.endpoint();
            for (int tags : SIZES) {
                SyntheticTags.fill(TagMetadataCache.in(cache(tags)), endpoint, repository(tags), tags);
            }
            warmUp(endpoint, SIZES.get(0));
            for (int tags : SIZES) {
                measureTime(endpoint, tags);
            }
            for (int tags : SIZES) {
                measureHeap(endpoint, tags);
            }
        }
    }

    private Path cache(int tags) {
        return directory.resolve("growth-" + tags);
    }

    private static String repository(int tags) {
        return "app" + tags;
    }

    private void listTags(int tags) {
        list = IntStream.range(0, tags)
                .mapToObj(SyntheticTags::name)
                .collect(Collectors.joining("\",\"", "{\"name\":\"app\",\"tags\":[\"", "\"]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void warmUp(RegistryEndpoint endpoint, int tags) throws Exception {
        listTags(tags);
        for (int i = 0; i < WARM_UPS; i++) {
            Client client = new Client(endpoint, TagMetadataCache.in(cache(tags)), connections);
            client.select(repository(tags), Client.MAIN);
            client.select(repository(tags), anotherRule());
            client.poll(repository(tags));
        }
    }

    /** One by which nothing was chosen before. */
    private SelectionRule anotherRule() {
        return new SelectionRule(
                UpdateStrategy.NEWEST_BUILD, "", "regexp:^main", List.of("unused-" + rules++), List.of());
    }

    /** What leaves most garbage comes last. */
    private void measureTime(RegistryEndpoint endpoint, int tags) throws Exception {
        listTags(tags);
        String repository = repository(tags);
        Client client = new Client(endpoint, TagMetadataCache.in(cache(tags)), connections);
        client.poll(repository);
        add(tags, "idle poll", 10 * TURNS, () -> client.poll(repository));
        int turns = tags == SIZES.get(SIZES.size() - 1) ? TURNS : 5 * TURNS;
        add(tags, "first check by another rule", turns, () -> client.select(repository, anotherRule()));
        add(
                tags,
                "nothing in memory, cache on disk",
                turns,
                () -> new Client(endpoint, TagMetadataCache.in(cache(tags)), connections)
                        .select(repository, Client.MAIN));
    }

    /** The mean, as a collection of garbage comes once in many checks of few tags and in each of very many. */
    private void add(int tags, String name, int turns, Callable<?> action) throws Exception {
        List<Cost> costs = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            costs.add(Meter.measure(requests::get, action));
        }
        Cost cost = Meter.mean(costs);
        Cost before = smaller.put(name, cost);
        String growth = before == null
                ? ""
                : Table.ratio(cost.wallMillis(), before.wallMillis(), "that of a tenth of the tags");
        table.add(describe(tags) + name, cost, new Notes(growth, "", "no faster than linear"));
    }

    private static String describe(int tags) {
        return String.format(Locale.ROOT, "%,d tags: ", tags);
    }

    private void measureHeap(RegistryEndpoint endpoint, int tags) throws Exception {
        listTags(tags);
        int copies = Math.max(1, ENOUGH_TAGS / tags);
        List<TagMetadataCache> caches = new ArrayList<>();
        List<Client> clients = new ArrayList<>();
        long before = Meter.liveHeap();
        for (int i = 0; i < copies; i++) {
            caches.add(TagMetadataCache.in(cache(tags)));
            SyntheticTags.read(caches.get(i), endpoint, repository(tags));
        }
        double cacheAlone = (double) (Meter.liveHeap() - before) / tags / copies;
        for (TagMetadataCache cache : caches) {
            clients.add(new Client(endpoint, cache, connections));
            clients.get(clients.size() - 1).poll(repository(tags));
        }
        double withChoice = (double) (Meter.liveHeap() - before) / tags / copies;
        clients.get(0).poll(repository(tags));
        table.addText(
                describe(tags) + "live heap for each",
                new Notes(
                        String.format(
                                Locale.ROOT,
                                "%.0f bytes; %.0f with the list, the choice and its verdicts",
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

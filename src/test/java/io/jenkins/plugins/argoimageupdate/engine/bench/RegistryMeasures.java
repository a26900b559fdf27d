package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it costs to choose tags of a real registry. */
final class RegistryMeasures {

    static final String APP = "team/app";
    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private static final int MAIN_TAGS = 1_000;
    private static final int OTHER_TAGS = 200;
    private static final int TURNS = 5;
    private static final int COLD_TURNS = 15;
    private static final int WARM_UPS = 20;
    private static final Pattern PATH = Pattern.compile("\"GET (\\S+) HTTP/1.1\"");

    private final RealRegistry registry;
    private final RegistryEndpoint endpoint;
    private final Table table;
    private final Path directory;

    RegistryMeasures(RealRegistry registry, Table table, Path directory) {
        this.registry = registry;
        this.endpoint = registry.endpoint();
        this.table = table;
        this.directory = directory;
    }

    void fill() throws Exception {
        Map<String, Instant> tags = new LinkedHashMap<>();
        for (int i = 0; i < MAIN_TAGS; i++) {
            tags.put("main-" + (i * 7919 % MAIN_TAGS), FIRST.plusSeconds(i));
        }
        for (int i = 0; i < OTHER_TAGS; i++) {
            tags.put("pr-" + i, FIRST.plusSeconds(100_000 + i));
        }
        registry.pushAll(APP, tags);
        for (int i = 0; i < 100; i++) {
            registry.pushIndex("team/multi", "main-" + i, FIRST.plusSeconds(i));
        }
    }

    void measure() throws Exception {
        cold();
        limited();
        warm();
        cost(
                "digest strategy, each check",
                new Notes("a HEAD request", "4 requests, 9 to 15 ms", "1 HEAD, 5 ms"),
                new Client(endpoint, null),
                client -> client.select(APP, Client.rule(UpdateStrategy.DIGEST, "main-1")));
        Client client = new Client(endpoint, null);
        table.add(
                "100 indexes of two platforms, cold",
                Meter.measure(this::requests, () -> client.select("team/multi", Client.MAIN)),
                new Notes("", "302 requests", "301 requests"));
    }

    /** In turns with the loop, so that what else the machine does falls on both. */
    private void cold() throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            Client.name(new Client(endpoint, directory.resolve("warm-up-" + i)).select(APP, Client.MAIN));
        }
        List<String> paths = paths();
        for (int i = 0; i < WARM_UPS; i++) {
            new BareLoop(registry.address()).run(paths);
        }
        List<Cost> bare = new ArrayList<>();
        List<Cost> ours = new ArrayList<>();
        double[] together = new double[2];
        for (int turn = 0; turn < COLD_TURNS; turn++) {
            double before = registryCpu();
            bare.add(Meter.measure(this::requests, () -> {
                new BareLoop(registry.address()).run(paths);
                return null;
            }));
            double between = registryCpu();
            Client client = new Client(endpoint, directory.resolve("cold-" + turn));
            ours.add(Meter.measure(this::requests, () -> client.select(APP, Client.MAIN)));
            together[0] += between - before + bare.get(turn).cpuMillis();
            together[1] += registryCpu() - between + ours.get(turn).cpuMillis();
        }
        Cost baseline = Meter.median(bare);
        Cost cost = Meter.median(ours);
        table.add("bare keep-alive loop, 10 connections, the same requests", baseline, Notes.NONE);
        String ratio = Table.ratio(cost.wallMillis(), baseline.wallMillis(), "bare loop");
        String cpu = Table.ratio(together[1], together[0], "its CPU, the registry's included");
        table.add(
                "newest-build, 1,000 of 1,200 tags, cold",
                cost,
                new Notes(ratio + "; " + cpu, "2,002 requests, 1.52 to 1.58 s", "2,001 requests, 1.15 × bare loop"));
    }

    private double registryCpu() {
        return registry.cpuTime().toNanos() / 1e6;
    }

    /** Stopped after a while, and then gone on with by a new process. */
    private void limited() throws Exception {
        RegistryEndpoint slow = endpoint.withRequestsPerSecond(20);
        Path cache = directory.resolve("limited");
        Thread first = new Thread(() -> {
            try {
                new Client(slow, cache).select(APP, Client.MAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Cost cost = Meter.measure(this::requests, () -> {
            first.start();
            first.join(30_000);
            first.interrupt();
            first.join();
            return new Client(slow, cache).select(APP, Client.MAIN);
        });
        table.add(
                "the same at 20 requests a second, with a restart after 30 s",
                cost,
                new Notes("", "2,002 requests, 100 s; all again after a restart", "100 s, nothing lost"));
    }

    private void warm() throws Exception {
        Path cache = directory.resolve("cold-0");
        List<Cost> restarts = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            restarts.add(Meter.measure(this::requests, () -> new Client(endpoint, cache).select(APP, Client.MAIN)));
        }
        table.add(
                "the same, nothing in memory, cache on disk",
                Meter.median(restarts),
                new Notes("", "2,002 requests", "1 + 20 requests, 100 ms"));
        Client client = new Client(endpoint, cache);
        cost("idle poll of one image", new Notes("", "2 requests", "1 request"), client, running -> running.poll(APP));
        registry.push(APP, "main-new", FIRST.plusSeconds(200_000));
        Cost found = Meter.measure(this::requests, () -> client.poll(APP));
        table.add("poll that finds one new tag", found, new Notes("", "4 requests", "3 requests"));
    }

    /** Uses a client. */
    private interface Use {
        Object of(Client client) throws InterruptedException;
    }

    private void cost(String measure, Notes notes, Client client, Use use) throws Exception {
        List<Cost> costs = new ArrayList<>();
        use.of(client);
        for (int turn = 0; turn < 4 * TURNS; turn++) {
            costs.add(Meter.measure(this::requests, () -> use.of(client)));
        }
        table.add(measure, Meter.median(costs), notes);
    }

    /** The paths of the check that came last. */
    private List<String> paths() throws Exception {
        List<String> lines = registry.requests();
        List<String> paths = new ArrayList<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher path = PATH.matcher(lines.get(i));
            if (path.find()) {
                paths.add(0, path.group(1));
                if (path.group(1).endsWith("tags/list")) {
                    return paths;
                }
            }
        }
        throw new IllegalStateException("no tag list was asked for");
    }

    long requests() throws java.io.IOException {
        return registry.requests().size();
    }
}

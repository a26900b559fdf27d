package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * What the polls of all jobs of a controller cost that are due in the same minute and find nothing new. The CPU time includes that
 * of registry and Argo CD, which are in this process.
 */
final class ControllerMeasures {

    private static final int JOBS = 500;
    private static final int REPOSITORIES = 1_000;
    private static final int TAGS = 5;
    private static final String ALLOWED = "regexp:^main";

    private final Table table;
    private final Path directory;
    private EmbeddedRegistry registry;

    ControllerMeasures(Table table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    void measure() throws Exception {
        try (EmbeddedRegistry filled = EmbeddedRegistry.start()) {
            registry = filled;
            for (int repository = 0; repository < REPOSITORIES; repository++) {
                for (int i = 0; i < TAGS; i++) {
                    filled.content()
                            .push(
                                    "fleet/service-" + repository,
                                    "main-" + i,
                                    RegistryMeasures.FIRST.plusSeconds(1_000L * repository + i));
                }
            }
            Cost smaller = null;
            for (int applications : List.of(100, 1_000, 10_000)) {
                smaller = measure(applications, smaller);
            }
        }
    }

    private Cost measure(int applications, Cost smaller) throws Exception {
        List<String> images = IntStream.range(0, applications)
                .mapToObj(i -> registry.host() + "/fleet/service-" + i % REPOSITORIES + ":main-" + (TAGS - 1))
                .toList();
        try (ManyOnArgoCd argocd = new ManyOnArgoCd(images, ALLOWED)) {
            long before = Meter.liveHeap();
            int threads = Thread.activeCount();
            Controller controller = new Controller(argocd, applications);
            controller.poll();
            Awaitility.await().until(argocd::isWatched);
            int asked;
            do {
                argocd.touch();
                asked = argocd.requests();
                controller.poll();
            } while (argocd.requests() > asked);
            Cost cost = Meter.measure(() -> registry.requests().size(), controller::poll);
            String besides = (argocd.requests() - asked) + " requests to Argo CD"
                    + (smaller == null
                            ? ""
                            : ", " + Table.ratio(cost.cpuMillis(), smaller.cpuMillis(), "the CPU of a tenth"));
            table.add(
                    String.format(
                            "controller: %,d Applications, %d jobs, an idle interval", applications, controller.jobs()),
                    cost,
                    new Notes(besides, "", "1 request a repository, 1 to Argo CD, 4 s CPU for 10,000"));
            long heap = Meter.liveHeap() - before;
            table.addText(
                    "the same: live heap and threads besides",
                    new Notes(
                            Table.bytes(heap) + " (an answer of Argo CD has " + argocd.size() + " bytes for each), "
                                    + (Thread.activeCount() - threads) + " threads",
                            "",
                            "60 MB for 10,000"));
            controller.close();
            return cost;
        }
    }

    /** Jobs that watch some Applications each by name. */
    private final class Controller {

        private final BenchConnections connections;
        private final Engine engine;
        private final List<List<WatchRequest>> jobs = new ArrayList<>();

        Controller(ManyOnArgoCd argocd, int applications) throws InterruptedException {
            ArgoCdClient client = new ArgoCdClient(
                    new ArgoCdServer("many", argocd.address(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken")),
                    new HttpConnector(HttpLimits.DEFAULT, null));
            connections = new BenchConnections(
                    RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT), client);
            RegistryClients clients = Client.clients();
            Path folder = directory.resolve("controller-" + applications);
            engine = new Engine(
                    clients,
                    new RegistrySelector(clients, TagMetadataCache.in(folder.resolve("metadata")), new PushTimes()),
                    new GitWorkspace(folder.resolve("git")));
            int each = Math.max(1, applications / JOBS);
            for (int first = 0; first < applications; first += each) {
                String names = IntStream.range(first, first + each)
                        .mapToObj(i -> "app-" + i)
                        .collect(Collectors.joining(", "));
                jobs.add(WatchFile.parse("bench.yaml", "applications: [" + names + "]"));
            }
        }

        int jobs() {
            return jobs.size();
        }

        Object poll() throws InterruptedException {
            Engine due = engine.notOlderThan(Instant.now());
            for (List<WatchRequest> job : jobs) {
                CycleReport report = new UpdateCycle(due, connections, CycleOptions.DEFAULT.asDryRun(), event -> {})
                        .poll(Discoverer.ofPoll(connections, due).discover(job));
                if (!report.changes().isEmpty() || !report.allFailures().isEmpty()) {
                    throw new IllegalStateException("not idle: " + report.changes() + report.allFailures());
                }
            }
            return engine;
        }

        void close() {
            engine.applications().close();
        }
    }
}

package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleListener;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.registry.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Many applications of one Git repository, over fifty image repositories. */
final class ManyApplications {

    private static final int REPOSITORIES = 50;
    private static final int TAGS = 200;
    private static final String NEWEST = "main-" + (TAGS - 1);
    private static final String OLD = "main-0";

    private final RealRegistry registry;
    private final Table table;
    private final Path directory;

    ManyApplications(RealRegistry registry, Table table, Path directory) {
        this.registry = registry;
        this.table = table;
        this.directory = directory;
    }

    void measure() throws Exception {
        System.out.println("Filling fifty repositories ...");
        for (int repository = 0; repository < REPOSITORIES; repository++) {
            Map<String, Instant> tags = new LinkedHashMap<>();
            for (int i = 0; i < TAGS; i++) {
                tags.put("main-" + i, RegistryMeasures.FIRST.plusSeconds(1_000L * repository + i));
            }
            registry.pushAll("team/service-" + repository, tags);
        }
        try (EmbeddedGitServer git = EmbeddedGitServer.start(directory.resolve("git-server"))) {
            Engine engine = engine();
            idle(git, engine);
            changed(git, engine, 0, "warm-up"); // Git and YAML code is loaded and compiled
            changed(git, engine, 50, "49.5 s, 50 clones, 50 commits, 50 pushes");
            changed(git, engine, 200, "200 clones, 200 pushes");
        }
    }

    private void idle(EmbeddedGitServer git, Engine engine) throws Exception {
        int applications = 1_000;
        String url = git.createRepository("thousand.git", files(applications, 0));
        Discovery discovery = discover(url, applications);
        poll(engine, discovery);
        long before = Meter.liveHeap();
        CycleReport[] kept = new CycleReport[1];
        Cost cost = Meter.measure(() -> registry.requests().size(), () -> kept[0] = poll(engine, discovery));
        long heap = Meter.liveHeap() - before;
        if (!kept[0].changes().isEmpty() || !kept[0].allFailures().isEmpty()) {
            throw new IllegalStateException("not idle: " + kept[0].allFailures());
        }
        table.add(
                "1,000 applications over 50 repositories, idle poll, what is live read from Git",
                cost,
                "2,000 requests",
                "50 requests + budget, 2 s CPU");
        table.addText("the same: live heap besides, with the report", Table.bytes(heap), "100 MB");
    }

    private void changed(EmbeddedGitServer git, Engine engine, int changed, String against) throws Exception {
        int applications = 200;
        String name = "changed-" + changed + ".git";
        String url = git.createRepository(name, files(applications, changed == 0 ? 10 : changed));
        Discovery discovery = discover(url, applications);
        poll(engine, discovery);
        CycleReport[] kept = new CycleReport[1];
        Cost cost = Meter.measure(
                () -> registry.requests().size(),
                () -> kept[0] = new UpdateCycle(engine, connections(), CycleOptions.DEFAULT, CycleListener.SILENT)
                        .run(discovery));
        if (changed > 0) {
            table.add(
                    changed + " of 200 applications of one repository changed: " + (git.commits(name, "main") - 1)
                            + " commit for " + kept[0].changes().size() + " changes",
                    cost,
                    against,
                    "1 commit, " + (changed == 50 ? "1 s" : "2 s"));
        }
    }

    private CycleReport poll(Engine engine, Discovery discovery) throws InterruptedException {
        return new UpdateCycle(
                        engine.notOlderThan(Instant.now()),
                        connections(),
                        CycleOptions.DEFAULT.asDryRun(),
                        CycleListener.SILENT)
                .poll(discovery);
    }

    private Discovery discover(String url, int applications) {
        StringBuilder watch = new StringBuilder("applications:\n");
        for (int i = 0; i < applications; i++) {
            watch.append("- name: app-")
                    .append(i)
                    .append("\n  images:\n  - {alias: app, image: '")
                    .append(image(i))
                    .append("', strategy: newest-build, allowTags: 'regexp:^main',")
                    .append(" helm: {imageName: app.image, imageTag: app.tag}}\n")
                    .append("  git: {url: '")
                    .append(url)
                    .append("', branch: main, target: 'helmvalues:/apps/")
                    .append(i)
                    .append("/values.yaml'}\n");
        }
        return new Discoverer(connections(), warning -> {}).discover(WatchFile.parse("bench.yaml", watch.toString()));
    }

    private Map<String, String> files(int applications, int old) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < applications; i++) {
            files.put(
                    "apps/" + i + "/values.yaml",
                    "# application " + i + "\nreplicas: 2\napp:\n  image: " + image(i) + "\n  tag: "
                            + (i < old ? OLD : NEWEST) + "\n");
        }
        return files;
    }

    private String image(int application) {
        return registry.host() + "/team/service-" + application % REPOSITORIES;
    }

    private BenchConnections connections() {
        return new BenchConnections(registry.endpoint());
    }

    private Engine engine() {
        RegistryClients clients = new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null));
        TagMetadataCache cache = TagMetadataCache.in(directory.resolve("many"));
        return new Engine(
                clients,
                new RegistrySelector(clients, cache, new PushTimes()),
                new GitWorkspace(directory.resolve("git-cache")));
    }
}

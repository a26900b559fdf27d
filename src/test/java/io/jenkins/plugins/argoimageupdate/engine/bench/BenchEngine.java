package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Whole cycles as Jenkins runs them, over one registry and without Argo CD. */
final class BenchEngine {

    private final BenchConnections connections;
    private final Engine engine;

    BenchEngine(RealRegistry registry, Path directory) {
        this.connections = new BenchConnections(registry.endpoint(), null);
        RegistryClients clients = Client.clients();
        this.engine = new Engine(
                clients,
                new RegistrySelector(clients, TagMetadataCache.in(directory.resolve("many")), new PushTimes()),
                new GitWorkspace(directory.resolve("git-cache")));
    }

    /** One application for each image, which is in {@code apps/<number>/values.yaml}. */
    Discovery discover(String url, List<String> images) throws InterruptedException {
        StringBuilder watch = new StringBuilder("applications:\n");
        for (int i = 0; i < images.size(); i++) {
            watch.append("- name: app-")
                    .append(i)
                    .append("\n  images:\n  - {alias: app, image: '")
                    .append(images.get(i))
                    .append("', strategy: newest-build, allowTags: 'regexp:^main',")
                    .append(" helm: {imageName: app.image, imageTag: app.tag}}\n")
                    .append("  git: {url: '")
                    .append(url)
                    .append("', branch: main, target: 'helmvalues:/apps/")
                    .append(i)
                    .append("/values.yaml'}\n");
        }
        return new Discoverer(connections).discover(WatchFile.parse("bench.yaml", watch.toString()));
    }

    static String values(String image, String tag) {
        return "# an application\nreplicas: 2\napp:\n  image: " + image + "\n  tag: " + tag + "\n";
    }

    /** As a trigger asks whether there is something new. */
    CycleReport poll(Discovery discovery) throws InterruptedException {
        return cycle(CycleOptions.DEFAULT.asDryRun()).poll(discovery);
    }

    /** As a build does it. */
    CycleReport run(Discovery discovery) throws InterruptedException {
        CycleReport report = cycle(CycleOptions.DEFAULT).run(discovery);
        if (!report.allFailures().isEmpty()) {
            throw new IllegalStateException("failed: " + report.allFailures());
        }
        return report;
    }

    private UpdateCycle cycle(CycleOptions options) {
        return new UpdateCycle(engine.notOlderThan(Instant.now()), connections, options, event -> {});
    }
}

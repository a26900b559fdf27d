package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many applications of one Git repository, over fifty image repositories. */
final class ManyApplications {

    private static final int REPOSITORIES = 50;
    private static final int TAGS = 200;
    private static final String NEWEST = "main-" + (TAGS - 1);
    private static final String OLD = "main-0";

    private final RealRegistry registry;
    private final Table table;
    private final EmbeddedGitServer git;
    private final BenchEngine engine;

    ManyApplications(RealRegistry registry, Table table, EmbeddedGitServer git, BenchEngine engine) {
        this.registry = registry;
        this.table = table;
        this.git = git;
        this.engine = engine;
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
        idle();
        changed(0, "warm-up"); // Git and YAML code is loaded and compiled
        changed(50, "49.5 s, 50 clones, 50 commits, 50 pushes");
        changed(200, "200 clones, 200 pushes");
    }

    private void idle() throws Exception {
        int applications = 1_000;
        String url = git.createRepository("thousand.git", files(applications, 0));
        Discovery discovery = engine.discover(url, images(applications));
        engine.poll(discovery);
        long before = Meter.liveHeap();
        CycleReport[] kept = new CycleReport[1];
        Cost cost = Meter.measure(() -> registry.requests().size(), () -> kept[0] = engine.poll(discovery));
        long heap = Meter.liveHeap() - before;
        if (!kept[0].changes().isEmpty() || !kept[0].allFailures().isEmpty()) {
            throw new IllegalStateException("not idle: " + kept[0].allFailures());
        }
        table.add(
                "1,000 applications over 50 repositories, idle poll, what is live read from Git",
                cost,
                new Notes("", "2,000 requests", "50 requests + budget, 2 s CPU"));
        table.addText("the same: live heap besides, with the report", new Notes(Table.bytes(heap), "", "100 MB"));
    }

    /** In a Git repository that was not read before. */
    private void changed(int changed, String against) throws Exception {
        int applications = 200;
        String name = "changed-" + changed + ".git";
        String url = git.createRepository(name, files(applications, changed == 0 ? 10 : changed));
        Discovery discovery = engine.discover(url, images(applications));
        int fetches = git.fetches();
        int pushes = git.pushes();
        Cost cost = Meter.measure(() -> registry.requests().size(), () -> engine.run(discovery));
        if (changed > 0) {
            String seen = "at the Git server: " + (git.fetches() - fetches) + " fetch, "
                    + (git.commits(name, "main") - 1) + " commit, " + (git.pushes() - pushes) + " push";
            table.add(
                    changed + " of 200 applications of one repository changed",
                    cost,
                    new Notes(seen, against, "1 fetch, 1 commit, 1 push, " + (changed == 50 ? "1 s" : "2 s")));
        }
    }

    private List<String> images(int applications) {
        return IntStream.range(0, applications).mapToObj(this::image).toList();
    }

    private Map<String, String> files(int applications, int old) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < applications; i++) {
            files.put("apps/" + i + "/values.yaml", BenchEngine.values(image(i), i < old ? OLD : NEWEST));
        }
        return files;
    }

    private String image(int application) {
        return registry.host() + "/team/service-" + application % REPOSITORIES;
    }
}

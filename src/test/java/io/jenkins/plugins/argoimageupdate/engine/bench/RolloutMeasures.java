package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.FollowedRollouts;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What builds ask Argo CD for that update an Application each, all at the same time, in one repository; and what it takes to wait for
 * rollouts that do not end.
 */
final class RolloutMeasures {

    private static final int UPDATED = 50;
    private static final int STUCK = 500;
    private static final int AT_ONCE = 16;
    private static final Duration STEP = Duration.ofMillis(700);
    private static final Instant FIRST = RegistryMeasures.FIRST;

    private final Table table;
    private final Path directory;

    RolloutMeasures(Table table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    void measure() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                EmbeddedGitServer git = EmbeddedGitServer.start(Files.createDirectories(directory.resolve("git")));
                GitManifests manifests = new GitManifests(Files.createDirectories(directory.resolve("copies")), null);
                EmbeddedArgoCd argocd =
                        EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(STEP), manifests)) {
            new Fleet(registry, git, argocd).measure();
        }
    }

    private final class Fleet {

        private final EmbeddedRegistry registry;
        private final EmbeddedArgoCd argocd;
        private final String repository;
        private final Engine engine;
        private final BenchConnections connections;
        private final int threads = clientThreads();

        Fleet(EmbeddedRegistry registry, EmbeddedGitServer git, EmbeddedArgoCd argocd) throws Exception {
            this.registry = registry;
            this.argocd = argocd;
            Map<String, String> files = new TreeMap<>();
            for (int i = 0; i < STUCK; i++) {
                files.put("app-" + i + "/Chart.yaml", "apiVersion: v2\nname: app-" + i + "\nversion: 1.0.0\n");
                files.put(
                        "app-" + i + "/values.yaml", BenchEngine.values(registry.host() + "/fleet/app-" + i, "main-1"));
                files.put("app-" + i + "/templates/app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: app
                        spec:
                          replicas: 1
                          template:
                            spec:
                              containers:
                                - name: app
                                  image: {{ .Values.app.image }}:{{ .Values.app.tag }}
                        """);
                registry.content().push("fleet/app-" + i, "main-1", FIRST);
            }
            repository = git.createRepository("fleet.git", files);
            for (int i = 0; i < STUCK; i++) {
                argocd.add("""
                        {"metadata":{"name":"app-%d","namespace":"argocd"},"spec":{"project":"default",
                         "source":{"repoURL":"%s","path":"app-%d","targetRevision":"main"},
                         "destination":{"server":"https://kubernetes.default.svc","namespace":"fleet"},
                         "syncPolicy":{"automated":{}}}}""".formatted(i, repository, i));
            }
            RegistryClients clients = Client.clients();
            engine = new Engine(
                    clients,
                    new RegistrySelector(clients, TagMetadataCache.in(directory.resolve("metadata")), new PushTimes()),
                    new GitWorkspace(directory.resolve("workspace")));
            ArgoCdClient client = new ArgoCdClient(
                    new ArgoCdServer("fleet", argocd.url(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken")),
                    new HttpConnector(HttpLimits.DEFAULT, null));
            connections = new BenchConnections(
                    RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT), client);
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isHealthy(client));
        }

        private static boolean isHealthy(ArgoCdClient client) throws InterruptedException {
            for (int i = 0; i < STUCK; i++) {
                if (client.get(ApplicationRef.named("app-" + i))
                                .status()
                                .health()
                                .status()
                        != HealthStatus.HEALTHY) {
                    return false;
                }
            }
            return true;
        }

        void measure() throws Exception {
            int before = argocd.requests().size();
            push(UPDATED, "main-2");
            for (FollowedRollouts rollouts : begin(UPDATED)) {
                requireSuccess(rollouts.await());
            }
            List<String> requests =
                    argocd.requests().subList(before, argocd.requests().size());
            Map<String, Long> kinds = requests.stream()
                    .map(request -> request.replaceAll("app-[0-9]+", "<app>").replaceAll("\\?.*", ""))
                    .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
            table.addText(
                    UPDATED + " builds update an Application each, at the same time, in one repository",
                    new Notes(
                            String.format(
                                    "%.1f requests to Argo CD for each (%s)", 1.0 * requests.size() / UPDATED, kinds),
                            "",
                            "3 for each"));
            waitForMany();
        }

        /** For commits that Argo CD will never see. */
        private void waitForMany() throws Exception {
            int before = argocd.requests().size();
            int most = 0;
            List<FollowedRollouts> waiting = new ArrayList<>();
            for (int i = 0; i < STUCK; i++) {
                waiting.add(new UpdateCycle(engine, connections, CycleOptions.DEFAULT, event -> {})
                        .followRollouts(written("app-" + i)));
                most = Math.max(most, clientThreads());
            }
            while (refreshes(before) < STUCK) {
                most = Math.max(most, clientThreads());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            table.addText(
                    STUCK + " builds wait for rollouts that do not end",
                    new Notes(
                            (most - threads) + " threads at most, " + argocd.streams() + " streams of Argo CD",
                            "",
                            "16 threads, 1 stream"));
            waiting.forEach(FollowedRollouts::cancel);
        }

        private long refreshes(int before) {
            List<String> requests = argocd.requests();
            return requests.subList(before, requests.size()).stream()
                    .filter(request -> request.contains("refresh="))
                    .count();
        }

        /** Without those of the servers, which are in this process too. */
        private static int clientThreads() {
            return (int) Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("argo") || name.startsWith("HttpClient"))
                    .count();
        }

        private CycleReport written(String name) {
            WriteBackReport commit = new WriteBackReport.Committed(
                    new BranchReport(repository, "main"),
                    "f".repeat(40),
                    new CommitReport(List.of(), "", "", "", Optional.empty()),
                    Instant.EPOCH);
            ApplicationReport application = new ApplicationReport(
                    new ApplicationSubject(name, "argocd", "default", "fleet", ""),
                    List.of(),
                    commit,
                    null,
                    null,
                    true);
            return new CycleReport(false, Instant.now(), Instant.now(), List.of(application), List.of(), Map.of());
        }

        private void push(int some, String tag) {
            for (int i = 0; i < some; i++) {
                registry.content().push("fleet/app-" + i, tag, FIRST.plusSeconds(tag.charAt(5)));
            }
        }

        private List<FollowedRollouts> begin(int some) throws Exception {
            ExecutorService builds = Executors.newFixedThreadPool(AT_ONCE);
            try {
                List<Future<FollowedRollouts>> begun = new ArrayList<>();
                for (int i = 0; i < some; i++) {
                    String name = "app-" + i;
                    begun.add(builds.submit(() -> new UpdateCycle(
                                    engine.notOlderThan(Instant.now()), connections, CycleOptions.DEFAULT, event -> {})
                            .begin(Discoverer.ofRun(connections, engine, Duration.ZERO, notice -> {})
                                    .discover(WatchFile.parse("bench.yaml", request(name))))));
                }
                List<FollowedRollouts> rollouts = new ArrayList<>();
                for (Future<FollowedRollouts> one : begun) {
                    rollouts.add(one.get());
                }
                return rollouts;
            } finally {
                builds.shutdownNow();
            }
        }

        private String request(String name) {
            return """
                    applications:
                    - name: %s
                      writeBack: git
                      images:
                      - {alias: app, image: '%s/fleet/%s', strategy: newest-build, allowTags: 'regexp:^main',
                         helm: {imageName: app.image, imageTag: app.tag}}
                    """.formatted(name, registry.host(), name);
        }

        private void requireSuccess(CycleReport report) {
            if (!report.allFailures().isEmpty() || report.changes().isEmpty()) {
                throw new IllegalStateException("not updated: " + report.allFailures());
            }
        }
    }
}

package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the loop at work, with a registry, a Git server and a stand-in for Argo CD of its own. */
@Command(
        name = "demo",
        description = "Shows updates on loopback with a registry, a Git server and a stand-in for Argo CD.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final String FIRST = "main-b99bc73";
    private static final String SECOND = "main-5e2248b";

    @Option(names = "--exit", description = "Exit after the second update instead of running until Ctrl-C.")
    private boolean exit;

    @Option(names = "--verbose", description = "Show every step, and the file in Git.")
    private boolean verbose;

    @Option(
            names = "--for-jenkins",
            paramLabel = "FILE",
            description = "Let a Jenkins do the updates, and write its configuration as code to this new file.")
    private Path configurationAsCode;

    @Option(
            names = "--jenkins-url",
            defaultValue = "http://127.0.0.1:8080/jenkins/",
            description = "Address of that Jenkins (default: http://127.0.0.1:8080/jenkins/).")
    private String jenkinsUrl;

    @Mixin
    private RegistryOptions registries;

    private static final Duration STEP = Duration.ofMillis(700);

    @Spec
    private CommandSpec spec;

    private PrintWriter out;
    private List<String> warnings = List.of();

    @Override
    public Integer call() throws InterruptedException, IOException {
        out = spec.commandLine().getOut();
        requireNewFile();
        DemoWorld world = DemoWorld.start(STEP);
        Thread cleanUp = new Thread(world::close, "demo clean-up");
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try {
            return show(world);
        } finally {
            if (exit) {
                Runtime.getRuntime().removeShutdownHook(cleanUp);
                world.close();
            }
        }
    }

    private void requireNewFile() {
        if (configurationAsCode == null) {
            return;
        }
        Path directory = configurationAsCode.toAbsolutePath().getParent();
        if (Files.exists(configurationAsCode, LinkOption.NOFOLLOW_LINKS)) {
            throw new ParameterException(
                    spec.commandLine(), "--for-jenkins: there is a file " + configurationAsCode + ". Name a new one");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--for-jenkins: there is no folder " + directory + ". Make it first");
        }
        ServerAddress.ofWeb(jenkinsUrl, "use --jenkins-url " + jenkinsUrl);
    }

    private Integer show(DemoWorld world) throws InterruptedException, IOException {
        if (configurationAsCode != null) {
            say("Started on this machine:");
            say("  registry   " + world.registry());
            say("  Git        " + world.repository());
            say("  Argo CD    " + world.argocd() + " (a stand-in; token " + DemoWorld.TOKEN + ")");
            new DemoServers(world, this::say).serve(configurationAsCode, jenkinsUrl);
        }
        say(
                "On this machine now: a registry, a Git server, and a stand-in for Argo CD with an Application of two images.");
        Engine engine = registries.engine(world.directory());
        Connections connections = new LocalConnections(
                connections(world), endpoints(world), registries.connector(), new PlainHttp(warning -> {}));

        title("Nothing new: the newest builds of main are running");
        run(engine, connections, false);
        title("CI pushes " + FIRST + " of frontend and backend");
        world.push(DemoWorld.FRONTEND, FIRST, Instant.now().minusSeconds(180));
        world.push(DemoWorld.BACKEND, FIRST, Instant.now().minusSeconds(170));
        CycleReport first = run(engine, connections, false);
        if (verbose) {
            title("The override file in Git is now");
            world.override().lines().forEach(line -> say("  " + line));
        }
        title("CI pushes " + SECOND + " of the frontend alone");
        world.push(DemoWorld.FRONTEND, SECOND, Instant.now());
        CycleReport second = run(engine, connections, false);

        title("Where to look" + (verbose ? "" : " (and --verbose tells every step)"));
        say("  the commits       git clone " + world.repository());
        say("  the tags          curl " + world.registry() + "/v2/" + DemoWorld.FRONTEND + "/tags/list");
        say("  the Application   curl -H 'Authorization: Bearer " + DemoWorld.TOKEN + "' " + world.argocd()
                + "/api/v1/applications/" + DemoWorld.APPLICATION);
        boolean good = first.allFailures().isEmpty() && second.allFailures().isEmpty();
        if (exit) {
            return good ? 0 : 1;
        }
        say("  your own image    docker push " + world.registry().getAuthority() + "/" + DemoWorld.FRONTEND
                + ":main-<any>; it looks every 10 seconds");
        say("Ctrl-C ends it all.");
        while (true) {
            TimeUnit.SECONDS.sleep(10);
            run(engine, connections, true);
        }
    }

    private CycleReport run(Engine engine, Connections connections, boolean onlyNews) throws InterruptedException {
        WatchRequest request = WatchRequest.ofAnnotations(ApplicationSelector.named(DemoWorld.APPLICATION));
        Discoverer discoverer = new Discoverer(connections);
        Consumer<CycleEvent> events = verbose
                ? new ProgressLog(this::say, (url, text) -> text, warnings)
                : new DemoStory(this::say, onlyNews);
        CycleReport report = new UpdateCycle(engine, connections, CycleOptions.DEFAULT, events)
                .run(discoverer.discover(List.of(request)));
        warnings = report.warnings();
        return report;
    }

    private static ConnectionsFile connections(DemoWorld world) {
        ArgoCdServer server = new ArgoCdServer(
                "demo", world.argocd(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token(DemoWorld.TOKEN));
        return new ConnectionsFile(
                Map.of("demo", server),
                Map.of(),
                AnnotationRule.STRICT,
                "",
                TlsTrust.DEFAULT,
                null,
                CommitConfiguration.DEFAULT);
    }

    /** The images are written as those of Docker Hub; here the demo's registry takes its place. */
    private static RegistryEndpoints endpoints(DemoWorld world) {
        return new RegistryEndpoints(List.of(new RegistryEndpoint(
                "demo",
                "docker.io",
                world.registry(),
                "",
                Duration.ZERO,
                TagSortMode.NONE,
                TlsTrust.DEFAULT,
                "library",
                0,
                true)));
    }

    private void title(String text) {
        say("");
        say("== " + text);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}

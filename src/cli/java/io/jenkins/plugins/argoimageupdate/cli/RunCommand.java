package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.DriftSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Unforeseen;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import io.jenkins.plugins.argoimageupdate.engine.watch.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps Applications up to date. */
@Command(
        name = "run",
        description = "Updates the images of the Applications that a watch file or an ImageUpdater resource names.",
        footer = {
            "",
            "Exit codes:",
            "    0  everything is up to date or was updated",
            "    1  an image, an Application or a rollout failed (only with --once)",
            "    2  invalid arguments or file (a file: only at the start or with --once)",
            "  130  interrupted"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(10);

    @Parameters(paramLabel = "FILE", description = "A watch file or an ImageUpdater resource (YAML).")
    private Path file;

    @Option(
            names = "--connections",
            paramLabel = "FILE",
            description = "File with Argo CD servers and credentials (default: connections in the watch file).")
    private Path connectionsFile;

    @Option(
            names = "--holds",
            paramLabel = "FILE",
            description = "File with images that stay where they are, see rollback and release (default: none).")
    private @Nullable Path holds;

    @Option(names = "--once", description = "Run once, then exit.")
    private boolean once;

    @Option(names = "--dry-run", description = "Show what would be committed without changing anything.")
    private boolean dryRun;

    @Option(
            names = "--interval",
            defaultValue = "2m",
            converter = DurationConverter.class,
            description =
                    "Time from the start of one run to the next, such as 30s, 2m or 1h; at least 10s (default: 2m).")
    private Duration interval;

    @Option(
            names = "--wait-for",
            defaultValue = "healthy",
            converter = WaitForConverter.class,
            description = "How long to follow a rollout: none, synced, paused or healthy (default: healthy).")
    private WaitFor waitFor;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long to wait for one Application; at least 10s (default: 10m).")
    private Duration timeout;

    @Option(names = "--no-sync", description = "Do not sync Applications whose automated sync is off.")
    private boolean noSync;

    @Option(
            names = "--end-on-failed-hook",
            description =
                    "End the wait for a rollout when a hook fails for the first time, instead of after all attempts of"
                            + " the Application's retry policy.")
    private boolean endOnFailedHook;

    @Option(
            names = "--on-failure",
            paramLabel = "keep|rollback",
            description =
                    "What to do if a rollout fails: keep the commit, or rollback to undo it and keep the versions out, which needs"
                            + " --holds (default: onFailure in the watch file, or keep).")
    private @Nullable OnFailure onFailure;

    @Option(
            names = "--approved",
            paramLabel = "TAG",
            split = ",",
            description = "Tag, or glob of tags, that you approve where guards of the watch file ask for it.")
    private List<String> approved = List.of();

    @Option(
            names = "--drift",
            defaultValue = "report",
            converter = DriftPolicyConverter.class,
            description =
                    "What to do about images that somebody changed in the cluster by hand, unless the file says it: report,"
                            + " adopt (write them to Git and hold them; needs --holds) or ignore (default: report).")
    private DriftPolicy drift;

    @Option(
            names = "--output",
            defaultValue = "text",
            description = "Output format: text, or json for a report of each run (default: text).")
    private OutputFormat output;

    @Mixin
    private RegistryOptions registries;

    @Spec
    private CommandSpec spec;

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx").withZone(ZoneId.systemDefault());

    /** Of the last run, so that each is told once and not in every run. */
    private List<String> warnings = List.of();

    @Override
    public Integer call() throws InterruptedException {
        require("--interval", interval, SHORTEST_INTERVAL);
        require("--timeout", timeout, SHORTEST_TIMEOUT);
        ConnectionsFile configured = connections();
        Engine engine = registries.engine();
        RegistryEndpoints endpoints = registries.endpoints(configured.registriesConf());
        RolloutSettings rollout =
                new RolloutSettings(!noSync, waitFor, timeout, RolloutLimits.DEFAULT, endOnFailedHook);
        CycleOptions options = new CycleOptions(dryRun, configured.commit().settings(), rollout)
                .with(new DriftSettings(drift, "argo-image-update run"));
        try (StatusLine status = StatusLine.on(
                output == OutputFormat.json
                        ? spec.commandLine().getErr()
                        : spec.commandLine().getOut())) {
            ProgressLog said = new ProgressLog(status::println);
            PlainHttp plainHttp =
                    new PlainHttp(warning -> said.accept(new CycleEvent.Warned(new Warning("", warning))));
            Connections connections = new LocalConnections(
                    configured,
                    endpoints,
                    registries.connector(),
                    plainHttp,
                    holds == null ? Holds.NONE : new HoldsFile(holds));
            unusedConnections().ifPresent(warning -> said.accept(new CycleEvent.Warned(new Warning("", warning))));
            for (boolean first = true; true; first = false) {
                Instant start = Instant.now();
                Instant next = start.plus(interval);
                if (!once) {
                    said.begins(START.format(start));
                }
                plainHttp.nextRun();
                try {
                    CycleReport report = run(engine, connections, options, status);
                    if (once) {
                        return report.allFailures().isEmpty() ? 0 : 1;
                    }
                } catch (RuntimeException failure) {
                    if (once || first && failure instanceof UpdateException) {
                        throw failure;
                    }
                    FailureReport report = FailureReport.of(Unforeseen.asFailure("update the Applications", failure));
                    said.accept(new CycleEvent.Failed("", report));
                }
                if (spec.commandLine().getOut().checkError()) {
                    return 1;
                }
                status.idle("next run at ", next);
                TimeUnit.MILLISECONDS.sleep(
                        Math.max(0, Duration.between(Instant.now(), next).toMillis()));
            }
        }
    }

    private ConnectionsFile connections() {
        if (connectionsFile != null) {
            return ConnectionsFile.read(connectionsFile);
        }
        if (isResource(TextFile.read(file))) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read " + file,
                    "an ImageUpdater resource names no Argo CD server",
                    "Give --connections FILE");
        }
        return ConnectionsFile.inWatchFile(file);
    }

    private boolean isResource(String text) {
        return ConfigNode.parse(file.toString(), text).get("kind").isPresent();
    }

    private Optional<String> unusedConnections() {
        return connectionsFile == null || connectionsFile.equals(file)
                ? Optional.empty()
                : ConfigNode.parse(file.toString(), TextFile.read(file))
                        .get("connections")
                        .map(node -> "connections in " + file + " are not used: those in " + connectionsFile + " are");
    }

    private CycleReport run(Engine engine, Connections connections, CycleOptions options, StatusLine status)
            throws InterruptedException {
        status.busy();
        Engine recent = engine.notOlderThan(Instant.now());
        ProgressLog log = new ProgressLog(status::println, (url, text) -> text, warnings);
        Optional<CycleReport> idle = once ? Optional.empty() : look(recent, connections, options, log);
        if (idle.isPresent()) {
            warnings = idle.get().warnings();
            print(idle.get());
            return idle.get();
        }
        Discovery discovery = discover(Discoverer.ofRun(
                connections,
                recent,
                options.dryRun() ? Duration.ZERO : options.rollout().timeout(),
                status::println));
        requireHolds(discovery, options);
        CycleReport report = new UpdateCycle(recent, connections, options, log).run(discovery);
        warnings = report.warnings();
        print(report);
        new FailedRollouts(recent, connections, options, log, status::println)
                .undo(discovery, report, () -> discover(new Discoverer(connections)))
                .ifPresent(this::print);
        return report;
    }

    /** What there is to see without asking Argo CD about each Application, if that says that there is nothing to do. */
    private Optional<CycleReport> look(
            Engine engine, Connections connections, CycleOptions options, Consumer<CycleEvent> log)
            throws InterruptedException {
        List<CycleEvent> events = new ArrayList<>();
        UpdateCycle cycle = new UpdateCycle(engine, connections, options, events::add);
        Discovery discovery = discover(Discoverer.ofPoll(connections, engine));
        requireHolds(discovery, options);
        CycleReport seen = cycle.poll(discovery);
        if (!cycle.isIdle(seen)) {
            return Optional.empty();
        }
        events.forEach(log);
        return Optional.of(seen);
    }

    private void print(CycleReport report) {
        if (output == OutputFormat.json) {
            spec.commandLine().getOut().println(JsonOutput.of(report));
            spec.commandLine().getOut().flush();
        }
    }

    private void requireHolds(Discovery discovery, CycleOptions options) {
        boolean undoes = discovery.targets().stream().anyMatch(WatchTarget::undoesFailures);
        if (undoes && holds == null && !options.dryRun()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "undo rollouts that fail",
                    "no file is given in which the versions that failed are kept out",
                    "Name one with --holds");
        }
    }

    /** The file is read anew for each run, so that changes to it count from the next run on. */
    private Discovery discover(Discoverer discoverer) throws InterruptedException {
        String text = TextFile.read(file);
        if (isResource(text)) {
            return undoing(discoverer.discover(ImageUpdaterResource.parse(file.toString(), text), ""));
        }
        List<WatchRequest> requests = WatchFile.parse(file.toString(), text);
        BranchCheck.of(ConfigNode.parse(file.toString(), text));
        return undoing(discoverer.discover(
                requests.stream().map(request -> request.approving(approved)).toList()));
    }

    /** The option decides before the file. */
    private Discovery undoing(Discovery found) {
        return onFailure == null
                ? found
                : found.with(found.targets().stream()
                        .map(target -> target.undoing(onFailure == OnFailure.rollback))
                        .toList());
    }

    private void require(String option, Duration given, Duration shortest) {
        if (given.compareTo(shortest) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " of " + given.toSeconds() + " s is too short. Write " + shortest.toSeconds()
                            + "s or more");
        }
    }
}

package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.HoldOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldEnd;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes earlier versions. */
@Command(
        name = "rollback",
        description = "Writes earlier versions of images that a watch file names, and follows their rollout.",
        footer = {
            "",
            "Exit codes:",
            "    0  the versions are live, or nothing had to be written",
            "    1  an image, an Application or the rollout failed",
            "    2  invalid arguments or file, or --to names nothing that is there",
            "  130  interrupted"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RollbackCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A watch file (YAML).")
    private Path file;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "COMMIT|IMAGE=TAG|live",
            description =
                    "A commit whose file has the versions (at least 7 characters), one version (can be repeated), or live for"
                            + " what runs where somebody changed it in the cluster by hand.")
    private List<String> to = new ArrayList<>();

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "Application to roll back (default: all in the file).")
    private @Nullable String application;

    @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Why, for the commit.")
    private String reason;

    @Option(
            names = "--holds",
            paramLabel = "FILE",
            description = "File in which the images are held, for run --holds (default: they are not held).")
    private @Nullable Path holds;

    @Option(
            names = "--until",
            defaultValue = "",
            paramLabel = "TIME",
            description = "When the hold ends, such as 2h, 3d or \"2026-12-01 08:00\" (default: with release).")
    private String until;

    @Option(
            names = "--connections",
            paramLabel = "FILE",
            description = "File with Argo CD servers and credentials (default: connections in the watch file).")
    private @Nullable Path connectionsFile;

    @Option(names = "--dry-run", description = "Show what would be committed without changing anything.")
    private boolean dryRun;

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
            description = "How long to wait for one Application (default: 10m).")
    private Duration timeout;

    @Mixin
    private RegistryOptions registries;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (holds == null && !until.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--until needs --holds FILE");
        }
        Rollback rollback = rollback();
        ConnectionsFile configured = ConnectionsFile.of(file, connectionsFile);
        Connections connections =
                LocalConnections.of(configured, registries, holds == null ? null : new HoldsFile(holds));
        RolloutSettings rollout = new RolloutSettings(true, waitFor, timeout, RolloutLimits.DEFAULT);
        CycleOptions options = new CycleOptions(dryRun, configured.commit().settings(), rollout);
        ProgressLog log = new ProgressLog(spec.commandLine().getOut()::println);
        Discovery discovery =
                of(new Discoverer(connections).discover(WatchFile.parse(file.toString(), TextFile.read(file))));
        CycleReport report =
                new UpdateCycle(registries.engine(), connections, options, log).rollback(discovery, rollback);
        return report.allFailures().isEmpty() ? 0 : 1;
    }

    private Rollback rollback() {
        if (to.equals(List.of(Rollback.LIVE))) {
            return rollback(new Source.Live(), "what is live");
        }
        boolean commit = to.size() == 1 && isCommit(to.get(0));
        return rollback(
                commit ? new Source.Commit(to.get(0).toLowerCase(Locale.ROOT)) : new Source.Versions(versions(), true),
                commit ? "commit " + to.get(0).substring(0, 7) : String.join(", ", to));
    }

    private Rollback rollback(Source source, String words) {
        return new Rollback(
                source,
                words,
                System.getProperty("user.name", ""),
                reason,
                holds == null ? null : new HoldOrder(HoldEnd.parse(until, Instant.now(), ZoneId.systemDefault())),
                Set.of());
    }

    private static boolean isCommit(String text) {
        return text.matches("[0-9a-fA-F]{7,40}");
    }

    private List<Version> versions() {
        Map<String, ImageTag> versions = new LinkedHashMap<>();
        for (String one : to) {
            if (isCommit(one)) {
                throw new ParameterException(
                        spec.commandLine(), "--to " + one + " is a commit, so it has to be the only --to");
            }
            int sign = one.indexOf('=');
            String tag = one.substring(sign + 1);
            ImageTag version = tag.startsWith("sha256:")
                    ? new ImageTag("", tag)
                    : ImageReference.parse("image:" + tag).tag();
            if (sign < 1 || tag.isBlank() || version == null || !version.isPossible()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--to " + one + " is neither a commit (at least 7 characters) nor an image with a tag, such as"
                                + " frontend=main-41");
            }
            if (versions.put(one.substring(0, sign), version) != null) {
                throw new ParameterException(
                        spec.commandLine(), "--to gives " + one.substring(0, sign) + " several versions");
            }
        }
        return versions.entrySet().stream()
                .map(version -> new Version(version.getKey(), version.getValue()))
                .toList();
    }

    private Discovery of(Discovery all) {
        if (application == null) {
            return all;
        }
        List<WatchTarget> wanted = all.targets().stream()
                .filter(target -> target.spec().application().name().equals(application))
                .toList();
        if (wanted.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--application " + application + ": " + file + " names no such Application");
        }
        return new Discovery(
                wanted,
                all.failures().stream()
                        .filter(missed -> missed.application().equals(application))
                        .toList(),
                all.warnings(),
                all.requests());
    }
}

package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageName;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalCredentials;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which tag of an image would be chosen, and why. */
@Command(
        name = "test",
        description = "Shows which tag of an image would be chosen, and why each other tag is skipped.",
        footer = {
            "",
            "Exit codes:",
            "    0  a tag was chosen",
            "    1  the registry gave no usable answer",
            "    2  the arguments are invalid",
            "    3  no tag qualifies",
            "  130  interrupted",
            "",
            "Example:",
            "  argo-image-update test --strategy newest-build \\",
            "      --allow-tags 'regexp:^main' lyzhang1999/frontend"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TestCommand implements Callable<Integer> {

    private static final int NO_TAG = 3;

    @Parameters(
            paramLabel = "IMAGE",
            description = "Image, such as nginx:~1.26 or ghcr.io/org/app. A tag is the constraint.")
    private String image;

    @Option(
            names = {"--strategy", "--update-strategy"},
            defaultValue = "semver",
            completionCandidates = Strategies.class,
            description = "Update strategy: one of ${COMPLETION-CANDIDATES} (default: semver).")
    private String strategy;

    @Option(
            names = {"--constraint", "--semver-constraint"},
            description = "Constraint, instead of the tag of IMAGE.")
    private String constraint;

    @Option(
            names = "--allow-tags",
            defaultValue = "",
            description = "Tags to consider, such as regexp:^main (default: any).")
    private String allowTags;

    @Option(
            names = "--ignore-tags",
            split = ",",
            description = "Globs of tags to ignore, separated by commas. May be repeated.")
    private List<String> ignoreTags = new ArrayList<>();

    @Option(
            names = "--platforms",
            split = ",",
            description = "Platforms, such as linux/amd64,linux/arm64 (default: linux/amd64).")
    private List<String> platforms = new ArrayList<>();

    @Option(
            names = "--credentials",
            defaultValue = "",
            description =
                    "Registry credentials: env:<variable> or ext:<absolute path of a program> that gives user:password.")
    private String credentials;

    @Option(names = "--rate-limit", description = "Maximum requests per second.")
    private Integer rateLimit;

    @Option(names = "--why", paramLabel = "TAG", description = "Show why this tag is not chosen. May be repeated.")
    private List<String> why = new ArrayList<>();

    @Option(
            names = "--watch",
            paramLabel = "FILE",
            description =
                    "Also show what keeps the newest version back where this watch file updates the image, such as a rollback in Git."
                            + " Its strategy and filters are not used.")
    private @Nullable Path watch;

    @Option(
            names = "--connections",
            paramLabel = "FILE",
            description = "File with Argo CD servers and credentials (default: connections in the watch file).")
    private @Nullable Path connectionsFile;

    @Option(
            names = "--holds",
            paramLabel = "FILE",
            description = "File with the holds that runs of the watch file use.")
    private @Nullable Path holds;

    @Option(names = "--tags", defaultValue = "20", description = "Number of tags to list (default: 20).")
    private int rows;

    @Option(names = "--output", defaultValue = "text", description = "Output format: text or json (default: text).")
    private OutputFormat output;

    @Mixin
    private RegistryOptions registries;

    @Spec
    private CommandSpec spec;

    private static final class Strategies implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return StrategyNames.all().iterator();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        requireSensibleOptions();
        ImageReference reference = ImageReference.parse(image);
        if (reference.alias().matches(".*[:/].*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the '=' in '" + image + "' ends an alias. Write app=" + image + ", or give --constraint");
        }
        ImageName.problem(image.substring(image.indexOf('=') + 1)).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), problem.answer() + ". " + problem.advice());
        });
        requireUsable();
        SelectionRule rule = rule(reference);
        ConnectionsFile configured = watch == null ? null : ConnectionsFile.of(watch, connectionsFile);
        RegistryEndpoint endpoint = registries
                .endpoints(configured == null ? null : configured.registriesConf())
                .of(reference);
        if (rateLimit != null) {
            endpoint = endpoint.withRequestsPerSecond(rateLimit);
        }
        RegistryLogin login = new LocalCredentials(System.getenv()).resolveFor(credentials, endpoint);
        Engine engine = registries.engine();
        List<KeptBack.Version> kept = configured == null
                ? List.of()
                : new KeptBack(
                                watch,
                                LocalConnections.of(
                                        configured, registries, holds == null ? null : new HoldsFile(holds)),
                                engine)
                        .of(reference);
        PrintWriter progress = spec.commandLine().getErr();
        Selection selection = engine.selector().select(reference, rule, endpoint, login, (done, all, left) -> {
            progress.println(ProgressLog.fetchingInWords(image, done, all, left));
            progress.flush();
        });
        TestReport report = TestReport.of(
                reference,
                rule,
                selection,
                engine.registries().metrics(endpoint).snapshot());
        print(report.with(kept), selection);
        return selection.chosen().isPresent() ? 0 : NO_TAG;
    }

    /** The value is not repeated, as it may be a password. */
    private void requireUsable() {
        if (!credentials.isEmpty() && !credentials.matches("(?i)env:[^:]+|ext:/[^:]*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--credentials does not say where the credentials are. Write env:<variable> or ext:<absolute path of a"
                            + " program>, whose value is user:password");
        }
        TagFilter.of(allowTags, List.of()).warnings().stream().findFirst().ifPresent(warning -> {
            throw new ParameterException(
                    spec.commandLine(),
                    warning + ". "
                            + (allowTags.toLowerCase(Locale.ROOT).startsWith("regexp:")
                                    ? "Correct the expression"
                                    : "Write regexp:" + allowTags));
        });
    }

    private void requireSensibleOptions() {
        if (watch == null && (connectionsFile != null || holds != null)) {
            throw new ParameterException(spec.commandLine(), "--connections and --holds need --watch FILE");
        }
        if (rateLimit != null && rateLimit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rate-limit is " + rateLimit + ". Give 1 or more, or leave it out");
        }
        if (rows < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--tags is " + rows + ". Give a number of rows, 0 for no table");
        }
        boolean noPlatform = spec.commandLine().getParseResult().hasMatchedOption("--platforms") && platforms.isEmpty();
        if (noPlatform || platforms.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--platforms contains an empty entry. Enter, for example, linux/amd64,linux/arm64");
        }
    }

    private SelectionRule rule(ImageReference reference) {
        if (UpdateStrategy.ofId(strategy).isEmpty()
                && UpdateStrategy.ofOldName(strategy).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "there is no strategy '" + strategy + "'. " + StrategyNames.advice(strategy));
        }
        List<String> warnings = new ArrayList<>();
        platforms.forEach(platform ->
                Platform.problem(platform).or(() -> Platform.unknown(platform)).ifPresent(warnings::add));
        UpdateStrategy parsed = UpdateStrategy.parse(strategy, warnings::add);
        warnings.forEach(warning -> spec.commandLine().getErr().println("Warning: " + warning));
        String wanted = constraint != null ? constraint : reference.constraint();
        return new SelectionRule(parsed, wanted, allowTags, ignoreTags, platforms);
    }

    private void print(TestReport report, Selection selection) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.json) {
            out.println(JsonOutput.of(report));
        } else {
            out.println(
                    report.chosen() == null
                            ? report.image() + ": no tag qualifies (" + ProgressLog.why(report.asImage()) + ")"
                            : report.image() + ": " + shown(report) + " (" + ProgressLog.why(report.asImage()) + ")");
            report.selection().notes().forEach(note -> out.println("note: " + note));
            why.forEach(tag -> out.println(explanation(tag, selection)));
            report.keptBack().forEach(out::println);
            TagTable.print(
                    out,
                    parsedStrategy(),
                    report.selection().tags(),
                    rows,
                    report.selection().listed());
            long requests = report.requests().total();
            out.println(requests + (requests == 1 ? " request to " : " requests to ") + report.registry());
        }
        out.flush();
    }

    /** Where digests are compared, the chosen one is shown. */
    private String shown(TestReport report) {
        ImageVersion chosen = report.chosen();
        return parsedStrategy().comparesDigests()
                ? chosen.shownBeside(new ImageVersion(chosen.tag(), "", null, ""))
                : chosen.shown();
    }

    private UpdateStrategy parsedStrategy() {
        return UpdateStrategy.parse(strategy, warning -> {});
    }

    private String explanation(String tag, Selection selection) {
        Optional<TagVerdict> verdict =
                selection.verdicts().stream().filter(v -> v.tag().equals(tag)).findFirst();
        return tag + ": "
                + verdict.map(v -> TagTable.describe(
                                v.outcome(),
                                v.detail(),
                                parsedStrategy(),
                                selection.chosen().map(RegistryTag::name).orElse(""),
                                v.created() != null
                                        && selection
                                                .chosen()
                                                .filter(chosen -> v.created().equals(chosen.created()))
                                                .isPresent()))
                        .orElse("the registry does not list it");
    }
}

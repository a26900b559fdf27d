package io.jenkins.plugins.argoimageupdate.cli.conformance;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints how far the product answers recorded cases as the Image Updater does. */
@Command(
        name = "conformance",
        description = "Compares results with those recorded from Argo CD Image Updater.",
        mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Callable<Integer> {

    private static final Path DEFAULT_DEVIATIONS = Path.of("docs", "deviations.yaml");
    private static final int SHORT_ANSWER = 300;

    @Option(
            names = "--deviations",
            paramLabel = "FILE",
            description = "Rules for intended differences (default: docs/deviations.yaml," + " if it exists).")
    private Path deviations;

    @Option(names = "--verbose", description = "Print answers in full.")
    private boolean verbose;

    @Parameters(arity = "1..*", paramLabel = "CASES.jsonl", description = "Files with one case per line.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    /** Returns 0 if every case passes or is covered by a rule, else 1. */
    @Override
    public Integer call() throws InterruptedException {
        ConformanceCheck check = new ConformanceCheck(Answerers.byMode(), rules());
        Map<String, List<ConformanceResult>> byMode = new TreeMap<>();
        for (Path file : files) {
            for (ConformanceCase example : ConformanceCase.readAll(file)) {
                byMode.computeIfAbsent(example.mode(), any -> new ArrayList<>()).add(check.check(example));
            }
        }
        byMode.forEach(this::print);
        spec.commandLine().getOut().flush();
        boolean acceptable = byMode.values().stream().flatMap(List::stream).allMatch(ConformanceResult::acceptable);
        return acceptable ? 0 : 1;
    }

    private List<DeviationRule> rules() {
        if (deviations != null) {
            return DeviationFile.read(deviations);
        }
        return Files.exists(DEFAULT_DEVIATIONS) ? DeviationFile.read(DEFAULT_DEVIATIONS) : List.of();
    }

    private void print(String mode, List<ConformanceResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        long passed = results.stream().filter(ConformanceResult::passed).count();
        long layout = count(results, DeviationRule.Kind.LAYOUT);
        long behaviour = count(results, DeviationRule.Kind.BEHAVIOUR);
        out.println(mode + ": " + passed + "/" + results.size() + " +" + layout + " +" + behaviour);
        results.stream().filter(result -> !result.passed()).map(this::describe).forEach(out::println);
    }

    private static long count(List<ConformanceResult> results, DeviationRule.Kind kind) {
        return results.stream().filter(result -> result.coveredBy(kind)).count();
    }

    private String describe(ConformanceResult result) {
        String rule = result.rule() == null ? "no rule" : result.rule().id();
        return "  " + result.example().id() + " [" + rule + "] expected "
                + shown(result.example().expected().toString()) + " answered "
                + shown(result.answer().toString());
    }

    private String shown(String answer) {
        return verbose || answer.length() <= SHORT_ANSWER ? answer : answer.substring(0, SHORT_ANSWER) + "…";
    }
}

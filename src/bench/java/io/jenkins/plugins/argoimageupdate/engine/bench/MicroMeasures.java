package io.jenkins.plugins.argoimageupdate.engine.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks within the JVM in a short form and writes their table. */
public final class MicroMeasures {

    private MicroMeasures() {}

    /** @param arguments the file to write */
    public static void main(String[] arguments) throws Exception {
        Report report = new Report("measured in the JVM");
        Options options = new OptionsBuilder()
                .include("io\\.jenkins\\.plugins\\.argoimageupdate\\..*Benchmark")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        report.write(Path.of(arguments[0]), lines(new Runner(options).run()));
    }

    private static List<String> lines(Collection<RunResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| benchmark | time | allocated |");
        lines.add("|---|---|---|");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            double bytes = result.getSecondaryResults().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                    .mapToDouble(entry -> entry.getValue().getScore())
                    .sum();
            lines.add(String.format(
                    Locale.ROOT, "| %s | %.0f µs | %.0f KB |", name(result), time.getScore(), bytes / 1024));
        }
        return lines;
    }

    private static String name(RunResult result) {
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> ", " + result.getParams().getParam(key) + " " + key)
                .collect(Collectors.joining());
        String whole = result.getParams().getBenchmark();
        String type = whole.substring(0, whole.lastIndexOf('.'));
        return type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "") + ": "
                + whole.substring(whole.lastIndexOf('.') + 1) + parameters;
    }
}

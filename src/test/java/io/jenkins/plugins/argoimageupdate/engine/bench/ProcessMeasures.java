package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.bench.Meter.Cost;
import io.jenkins.plugins.argoimageupdate.engine.bench.Table.Notes;
import io.jenkins.plugins.argoimageupdate.engine.registry.RealRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What whole processes cost, from their start to their end: the command line, and in turns with it the command named by the
 * variable {@code BENCH_PEER}, which finds {@code BENCH_IMAGE}, {@code BENCH_ALLOW_TAGS} and {@code BENCH_REGISTRIES_CONF}.
 */
final class ProcessMeasures {

    private static final int TURNS = 3;
    private static final String ALLOW = "regexp:^main";

    private final RealRegistry registry;
    private final Table table;
    private final Path directory;
    private final Path jar;
    private final Path conf;

    ProcessMeasures(RealRegistry registry, Table table, Path directory, Path jar) {
        this.registry = registry;
        this.table = table;
        this.directory = directory;
        this.jar = jar;
        this.conf = directory.resolve("registries.conf");
    }

    void measure() throws Exception {
        Files.writeString(
                conf,
                "registries:\n- {name: bench, prefix: '" + registry.host() + "', api_url: '" + registry.address()
                        + "', limit: 100000, default: true}\n");
        String peer = System.getenv().getOrDefault("BENCH_PEER", "");
        List<Cost> coldJar = new ArrayList<>();
        List<Cost> restartedJar = new ArrayList<>();
        List<Cost> cold = new ArrayList<>();
        List<Cost> restarted = new ArrayList<>();
        List<Cost> peers = new ArrayList<>();
        run(launcher() + " warm-up");
        for (int turn = 0; turn < TURNS; turn++) {
            String jarAlone = java() + " -jar '" + jar + "'" + test(directory.resolve("process-jar-" + turn));
            coldJar.add(run(jarAlone));
            restartedJar.add(run(jarAlone));
            String command = launcher() + test(directory.resolve("process-" + turn));
            cold.add(run(command));
            restarted.add(run(command));
            if (!peer.isEmpty()) {
                peers.add(run(peer));
            }
        }
        Cost ours = Meter.median(cold);
        table.add("process, java -jar: newest-build, 1,001 of 1,201 tags, cold", Meter.median(coldJar), Notes.NONE);
        table.add("process, java -jar: the same, cache on disk", Meter.median(restartedJar), Notes.NONE);
        table.add("process: newest-build, 1,001 of 1,201 tags, cold", ours, Notes.NONE);
        table.add("process: the same, cache on disk", Meter.median(restarted), new Notes("", "", "1 + 20 requests"));
        if (peer.isEmpty()) {
            table.addText("process: BENCH_PEER", new Notes("none named", "", ""));
        } else {
            Cost other = Meter.median(peers);
            table.add(
                    "process: BENCH_PEER, cold",
                    other,
                    new Notes("ours takes " + Table.ratio(ours.wallMillis(), other.wallMillis(), "this"), "", ""));
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String launcher() {
        return "JAVA_HOME='" + System.getProperty("java.home") + "' ARGO_IMAGE_UPDATE_ARCHIVES='"
                + directory.resolve("archives") + "' '"
                + jar.resolveSibling("argo-image-update") + "'";
    }

    private String test(Path cache) {
        return " test '" + image() + "' --strategy newest-build --allow-tags '" + ALLOW + "' --registries-conf '" + conf
                + "' --cache-dir '" + cache + "'";
    }

    private String image() {
        return registry.host() + "/" + RegistryMeasures.APP;
    }

    private Cost run(String command) throws Exception {
        Path times = directory.resolve("times");
        Path output = directory.resolve("output");
        Cost cost = Meter.measure(() -> registry.requests().size(), () -> {
            ProcessBuilder builder = new ProcessBuilder(
                            "bash", "-c", "( " + command + " ); code=$?; times >'" + times + "'; exit $code")
                    .redirectOutput(output.toFile())
                    .redirectInput(new File("/dev/null"));
            builder.environment().put("BENCH_IMAGE", image());
            builder.environment().put("BENCH_ALLOW_TAGS", ALLOW);
            builder.environment().put("BENCH_REGISTRIES_CONF", conf.toString());
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IOException(command + ": exit code " + code + "\n" + Files.readString(output));
            }
            return null;
        });
        return new Cost(cost.requests(), cost.wallMillis(), childMillis(Files.readAllLines(times)), -1);
    }

    /** Of what the shell's {@code times} prints, such as {@code 0m1.250s 0m0.310s} on its second line. */
    private static double childMillis(List<String> times) {
        double seconds = 0;
        for (String part : times.get(1).split(" ")) {
            String[] numbers = part.replace("s", "").split("m");
            seconds += 60 * Double.parseDouble(numbers[0]) + Double.parseDouble(numbers[1]);
        }
        return seconds * 1_000;
    }
}

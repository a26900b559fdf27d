package io.jenkins.plugins.argoimageupdate.engine.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a table into the document, between two marks; what is around them is written by hand. */
final class Report {

    /** Load average above which times say little. */
    private static final double QUIET = 1.5;

    private final String begin;
    private final String end;
    private final double loadBefore = load();

    /** @param name of the marks: {@code <!-- name: begin -->} */
    Report(String name) {
        this.begin = "<!-- " + name + ": begin -->";
        this.end = "<!-- " + name + ": end -->";
    }

    /** @param table its lines */
    void write(Path file, List<String> table) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(file + " has no place for the table");
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d processors, %s MB for the JVM, Java %s, load average %.1f before and %.1f after.",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version(),
                loadBefore,
                load()));
        if (loadBefore > QUIET) {
            lines.add("The machine was busy with other work: counts hold, times are longer than on a quiet one.");
        }
        lines.add("");
        lines.addAll(table);
        Files.writeString(
                file,
                text.substring(0, from + begin.length()) + "\n" + String.join("\n", lines) + "\n" + text.substring(to));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

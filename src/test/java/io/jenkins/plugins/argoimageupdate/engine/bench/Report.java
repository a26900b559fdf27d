package io.jenkins.plugins.argoimageupdate.engine.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the table into the document, between two marks; what is around them is written by hand. */
final class Report {

    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";

    private final double loadBefore = load();

    void write(Path file, Table table) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
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
        lines.add("");
        lines.addAll(table.lines());
        Files.writeString(
                file,
                text.substring(0, begin + BEGIN.length()) + "\n" + String.join("\n", lines) + "\n"
                        + text.substring(end));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measures in the order taken, as Markdown. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table() {
        lines.add("| measure | requests | wall | CPU | allocated | besides | Image Updater 1.3 | to reach |");
        lines.add("|---|---|---|---|---|---|---|---|");
    }

    /**
     * What stands beside a measure.
     *
     * @param besides what else was seen, such as a ratio; empty for nothing
     * @param updater what Argo CD Image Updater takes; empty where that is not known
     * @param toReach the goal in words; empty for none
     */
    record Notes(String besides, String updater, String toReach) {

        static final Notes NONE = new Notes("", "", "");
    }

    /** Adds a row and prints it. */
    void add(String measure, Meter.Cost cost, Notes notes) {
        print("| " + measure + " | " + (cost.requests() < 0 ? "" : count(cost.requests())) + " | "
                + millis(cost.wallMillis())
                + " | " + (cost.cpuMillis() < 0 ? "" : millis(cost.cpuMillis())) + " | "
                + (cost.allocatedBytes() < 0 ? "" : bytes(cost.allocatedBytes())) + " | " + cells(notes));
    }

    /** A row about something else than requests and time. */
    void addText(String measure, Notes notes) {
        print("| " + measure + " | | | | | " + cells(notes));
    }

    private static String cells(Notes notes) {
        return notes.besides() + " | " + notes.updater() + " | " + notes.toReach() + " |";
    }

    private void print(String line) {
        lines.add(line);
        System.out.println(line);
        System.out.flush();
    }

    List<String> lines() {
        return lines;
    }

    static String millis(double millis) {
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }

    static String bytes(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.0f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }

    static String ratio(double ours, double baseline, String name) {
        return String.format(Locale.ROOT, "%.2f × %s", ours / baseline, name);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A line of the resource tree.
 *
 * @param depth 0 for what the Application itself describes
 */
public record ResourceRow(int depth, ResourceReport resource) {

    private static final int MOST_ROWS = 500;
    private static final int DEEPEST_INDENT = 5;
    private static final List<String> WORST_FIRST =
            List.of("Degraded", "Missing", "Unknown", "Progressing", "Suspended");

    /** The tree from top to bottom, where branches that have trouble come first. */
    static List<ResourceRow> of(List<ResourceReport> roots) {
        List<ResourceRow> rows = new ArrayList<>();
        add(rows, roots, 0);
        return rows;
    }

    public String getIndent() {
        return "aiu-indent-" + Math.min(depth, DEEPEST_INDENT);
    }

    /** From 1, for screen readers. */
    public int getLevel() {
        return depth + 1;
    }

    /** A pod that does not run as it should. */
    public boolean isFailingPod() {
        return resource.kind().equals("Pod") && resource.health().equals("Degraded");
    }

    public boolean isTrouble() {
        return resource.health().equals("Degraded") || resource.health().equals("Missing");
    }

    public String getSymbol() {
        return switch (resource.health()) {
            case "Healthy" -> "symbol-checkmark-circle-outline plugin-ionicons-api";
            case "Degraded", "Missing" -> "symbol-alert-circle-outline plugin-ionicons-api";
            case "Progressing" -> "symbol-hourglass-outline plugin-ionicons-api";
            case "Suspended" -> "symbol-pause-circle-outline plugin-ionicons-api";
            default -> "symbol-help-circle-outline plugin-ionicons-api";
        };
    }

    private static void add(List<ResourceRow> rows, List<ResourceReport> resources, int depth) {
        List<ResourceReport> sorted = new ArrayList<>(resources);
        sorted.sort(Comparator.comparingInt(ResourceRow::rank));
        for (ResourceReport resource : sorted) {
            if (rows.size() < MOST_ROWS) {
                rows.add(new ResourceRow(depth, resource));
                add(rows, resource.children(), depth + 1);
            }
        }
    }

    private static int rank(ResourceReport resource) {
        int own = WORST_FIRST.indexOf(resource.health());
        int rank = own < 0 ? WORST_FIRST.size() : own;
        for (ResourceReport child : resource.children()) {
            rank = Math.min(rank, rank(child));
        }
        return rank;
    }
}

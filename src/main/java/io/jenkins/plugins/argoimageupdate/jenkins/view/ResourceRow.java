package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PodCommand;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A line of the resource tree. */
@ExportedBean
public final class ResourceRow {

    private static final int MOST_ROWS = Budget.PAGE_RESOURCES.intValue();
    private static final int DEEPEST_INDENT = 5;
    private static final List<String> WORST_FIRST =
            List.of("Degraded", "Missing", "Unknown", "Progressing", "Suspended");
    private static final Comparator<ResourceReport> ORDER = Comparator.comparing(
                    (ResourceReport resource) -> !resource.hasNewPods())
            .thenComparingInt(ResourceRow::rank);

    private final int depth;
    private final ResourceReport resource;
    private final String application;

    private ResourceRow(int depth, ResourceReport resource, String application) {
        this.depth = depth;
        this.resource = resource;
        this.application = application;
    }

    /** The tree without {@link #scaledDown}, from top to bottom. */
    static List<ResourceRow> inUse(List<ResourceReport> roots, String application) {
        List<ResourceRow> rows = new ArrayList<>();
        add(rows, roots, 0, application, resource -> !isScaledDown(resource));
        return rows;
    }

    /** The ReplicaSets that Deployments and Rollouts keep for a rollback: no pod is there, and none is wanted. */
    static List<ResourceRow> scaledDown(List<ResourceReport> roots, String application) {
        List<ResourceRow> rows = new ArrayList<>();
        for (ResourceReport root : roots) {
            addScaledDown(rows, root, 0, application);
        }
        return rows;
    }

    private static void addScaledDown(List<ResourceRow> rows, ResourceReport resource, int depth, String application) {
        for (ResourceReport child : resource.children()) {
            if (rows.size() < MOST_ROWS && isScaledDown(child)) {
                rows.add(new ResourceRow(depth + 1, child, application));
            }
            addScaledDown(rows, child, depth + 1, application);
        }
    }

    /** Argo CD calls a ReplicaSet Healthy that has all the pods it wants. */
    private static boolean isScaledDown(ResourceReport resource) {
        return resource.key().kind().equals("ReplicaSet")
                && resource.sync().isEmpty()
                && resource.health().equals("Healthy")
                && resource.children().isEmpty();
    }

    /**
     * The tree from top to bottom: branches with pods of the new revision come first, and of these the ones that have trouble.
     *
     * @param application its page in Argo CD; empty for none
     */
    static List<ResourceRow> of(List<ResourceReport> roots, String application) {
        List<ResourceRow> rows = new ArrayList<>();
        add(rows, roots, 0, application, resource -> true);
        return rows;
    }

    private static void add(
            List<ResourceRow> rows,
            List<ResourceReport> resources,
            int depth,
            String application,
            Predicate<ResourceReport> shown) {
        List<ResourceReport> sorted = new ArrayList<>(resources);
        sorted.sort(ORDER);
        for (ResourceReport resource : sorted) {
            if (rows.size() < MOST_ROWS && shown.test(resource)) {
                rows.add(new ResourceRow(depth, resource, application));
                add(rows, resource.children(), depth + 1, application, shown);
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

    public String getIndent() {
        return "aiu-indent-" + Math.min(depth, DEEPEST_INDENT);
    }

    /** From 1 for what the Application itself describes. */
    @Exported
    public int getLevel() {
        return depth + 1;
    }

    @Exported
    public String getKind() {
        return resource.key().kind();
    }

    @Exported
    public String getNamespace() {
        return resource.key().namespace();
    }

    @Exported
    public String getName() {
        return resource.key().name();
    }

    /** Empty for a resource that Git does not describe. */
    @Exported
    public String getSync() {
        return resource.sync();
    }

    /** Empty for a kind without health. */
    @Exported
    public String getHealth() {
        return resource.health();
    }

    /** Why it is not healthy; empty for none. */
    @Exported
    public String getMessage() {
        return resource.message();
    }

    /** Of a pod its reason, ready containers and restarts; else empty. */
    @Exported
    public String getDetail() {
        return resource.detail();
    }

    /** Of a pod how often its containers were restarted; else 0. */
    @Exported
    public int getRestarts() {
        return resource.pod() == null ? 0 : resource.pod().restarts();
    }

    /** Whether it is a pod that the commit has brought. */
    @Exported
    public boolean isOfNewRevision() {
        return resource.pod() != null && resource.pod().ofNewRevision();
    }

    /** Its page in Argo CD; null where there is none. */
    @Exported
    @CheckForNull
    public String getLink() {
        if (application.isEmpty()) {
            return null;
        }
        String node = String.join(
                "/",
                resource.key().group(),
                resource.key().kind(),
                resource.key().namespace(),
                resource.key().name(),
                "0");
        return SafeLink.of(application + "?resource=&node=" + URLEncoder.encode(node, StandardCharsets.UTF_8));
    }

    /** What to type to see why a pod does not run; empty for none. */
    public String getCommand() {
        return isFailingPod() ? PodCommand.of(resource) : "";
    }

    /** A pod that does not run as it should. */
    public boolean isFailingPod() {
        return resource.key().kind().equals("Pod") && resource.health().equals("Degraded");
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
}

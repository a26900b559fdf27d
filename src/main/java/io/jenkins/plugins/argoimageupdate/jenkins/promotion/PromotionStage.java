package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.jenkins.dashboard.ImagePanel;
import io.jenkins.plugins.argoimageupdate.jenkins.dashboard.ImageRow;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.KnownImage;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An Application that is promoted from or to, as of the last poll or update of its job. */
@ExportedBean
public final class PromotionStage {

    private final StageKey key;

    @CheckForNull
    private final Job<?, ?> job;

    private final String soak;
    private final int depth;

    @CheckForNull
    private final PromotionStage source;

    private final UpdateHistory history;
    private final List<PromotedRow> images;

    /**
     * @param jobs that update it and that the reader may see, the one that is shown first
     * @param source that it is promoted from; null for none
     */
    PromotionStage(StageKey key, List<Job<?, ?>> jobs, String soak, @CheckForNull PromotionStage source) {
        this.key = key;
        this.job = jobs.isEmpty() ? null : jobs.get(0);
        this.soak = soak;
        this.source = source;
        this.depth = source == null ? 0 : source.depth + 1;
        this.history = job == null ? new UpdateHistory(List.of(), List.of(), List.of()) : UpdateHistory.of(job);
        this.images =
                newest(jobs).stream().map(row -> new PromotedRow(row, this)).toList();
    }

    /** What one job knows of it, and since when. */
    private record Known(Instant at, List<ImageRow> rows) {}

    private List<ImageRow> newest(List<Job<?, ?>> jobs) {
        return jobs.stream()
                .map(this::known)
                .filter(known -> !known.rows.isEmpty())
                .reduce((one, other) -> other.at.isAfter(one.at) ? other : one)
                .map(Known::rows)
                .orElse(List.of());
    }

    private Known known(Job<?, ?> of) {
        UpdateHistory known = of == job ? history : UpdateHistory.of(of);
        ImageUpdateTrigger trigger = ImageUpdateTrigger.of(of);
        PollState state = trigger == null ? null : trigger.getState();
        Stream<Instant> polled = state == null
                ? Stream.of()
                : state.getImages().stream()
                        .filter(image -> covers(image.guarded()))
                        .map(image -> image.getLastCheck().toInstant());
        Stream<Instant> updated =
                known.images().stream().filter(image -> covers(image.guarded())).map(KnownImage::checked);
        return new Known(
                Stream.concat(polled, updated).max(Comparator.naturalOrder()).orElse(Instant.MIN),
                ImagePanel.rowsOf(state, known).stream()
                        .filter(row -> key.covers(row.getArgocd(), row.getNamespace(), row.getApplication()))
                        .toList());
    }

    private boolean covers(GuardedImage image) {
        return key.covers(image.argocd(), image.namespace(), image.application());
    }

    @Exported
    public String getApplication() {
        return key.application();
    }

    /** The configured name of its server; empty where none is configured. */
    @Exported
    public String getArgocd() {
        return key.argocd();
    }

    /** Empty for that of Argo CD. */
    @Exported
    public String getNamespace() {
        return key.namespace();
    }

    /** Full name of the job that updates it; empty where there is none that the reader may see. */
    @Exported(name = "job")
    public String getJobName() {
        return job == null ? "" : job.getFullName();
    }

    /** Below the address of Jenkins. */
    public String getJobUrl() {
        return job == null ? "" : job.getUrl();
    }

    /** The Application that it is promoted from; empty for none. */
    @Exported
    public String getPromotedFrom() {
        return source == null ? "" : source.getApplication();
    }

    /** How long the source has to be healthy before, as written; empty for no time. */
    @Exported
    public String getSoak() {
        return soak;
    }

    /** How many stages come before. */
    @Exported
    public int getDepth() {
        return depth;
    }

    @Exported(inline = true)
    public List<PromotedRow> getImages() {
        return images;
    }

    @CheckForNull
    PromotionStage source() {
        return source;
    }

    /** The same image there: by the name, else by registry and name. */
    Optional<PromotedRow> find(ImageRow image) {
        return images.stream()
                .filter(row -> row.getName().equals(image.getName()))
                .findFirst()
                .or(() -> images.stream()
                        .filter(row -> row.getImage().equals(image.getImage()))
                        .findFirst());
    }

    /** What was written of an image, the newest first. */
    List<HistoryEntry> changes(String name) {
        return history.entries().stream()
                .filter(entry -> entry.change().name().equals(name)
                        && key.covers(
                                entry.change().argocd(),
                                entry.change().namespace(),
                                entry.change().application()))
                .toList();
    }

    /** The source commit of a version that was written here; empty if its build does not tell. */
    Optional<String> sourceCommit(HistoryEntry entry) {
        Run<?, ?> build = job == null || entry.deleted() ? null : job.getBuildByNumber(entry.build());
        UpdateRunAction action = build == null ? null : build.getAction(UpdateRunAction.class);
        if (action == null) {
            return Optional.empty();
        }
        return action.getReports().stream()
                .filter(Objects::nonNull)
                .flatMap(report -> report.applications().stream())
                .flatMap(application -> application.images().stream())
                .filter(image -> image.name().equals(entry.change().name())
                        && image.to().shown().equals(entry.change().to()))
                .map(image -> image.to().sourceCommit())
                .filter(commit -> !commit.isEmpty())
                .findFirst();
    }
}

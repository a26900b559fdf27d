package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import io.jenkins.plugins.argoimageupdate.jenkins.record.KnownImage;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.DriftView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.ImageStateView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a job watches or has updated. */
@ExportedBean
public final class ImageRow {

    private final String application;
    private final String name;
    private final String image;
    private final String rule;
    private final String live;
    private final String since;
    private final ImageStatus status;
    private final String words;
    private final String error;
    private final boolean problem;
    private final Date retryAt;
    private final String waitsFor;
    private final Date waitsUntil;
    private final ImageStateView cluster;
    private final Optional<HistoryEntry> written;
    private final String place;
    private final GuardedImage guarded;
    private final HoldView hold;

    /**
     * As the last poll found it.
     *
     * @param names how the images of its job are told apart
     * @param holds of all images
     */
    ImageRow(WatchedImageView image, UpdateHistory history, ImageNames names, HoldBook holds) {
        this.guarded = image.guarded();
        this.application = image.getApplication();
        this.name = image.key().label();
        this.image = image.getImage();
        this.rule = rule(image.getStrategy(), image.getFilter());
        this.live = image.getLive();
        this.since = since(history, guarded, live);
        this.status = image.getStatus();
        boolean limited = status == ImageStatus.FAILED && image.isRateLimited();
        this.words = limited ? Messages.ImageRow_limited() : image.getWords();
        this.error = image.getDetail();
        this.problem = image.isProblem();
        this.retryAt = status == ImageStatus.FAILED ? image.getRetryAt() : null;
        this.waitsFor = image.getWaitsFor();
        this.waitsUntil = image.getWaitsUntil();
        this.cluster = image.getState();
        this.written = history.lastChange(guarded);
        this.place = names.place(guarded);
        this.hold = HoldView.of(guarded, holds);
    }

    /**
     * As the last update left it.
     *
     * @param names how the images of its job are told apart
     * @param holds of all images
     */
    ImageRow(KnownImage image, UpdateHistory history, ImageNames names, HoldBook holds) {
        Optional<HistoryEntry> failed = failed(image, history);
        ImageState state = image.state();
        this.guarded = image.guarded();
        this.application = image.about().application();
        this.name = image.about().name();
        this.image = image.about().image();
        this.rule = rule(image.about().strategy(), image.about().filter());
        this.live = failed.isPresent() ? "" : image.tag();
        this.since = since(history, guarded, live);
        this.status = failed.isPresent() ? ImageStatus.NOT_LIVE : image.status();
        this.cluster = ImageStateView.of(state);
        DriftView drift = cluster == null ? null : cluster.getDrift();
        boolean byHand = drift != null && cluster.isChangedByHand();
        this.words = byHand && status == ImageStatus.DRIFTED
                ? drift.getWords()
                : words(status, image.latest(), history.lastChange(guarded));
        String reason = failed.map(
                        entry -> Messages.ImageRow_failedIn(entry.change().to(), entry.build()))
                .orElseGet(() -> byHand ? drift.getSentence() : status.reason(state, ""));
        this.error = reason.isEmpty() ? image.choice().error() : reason;
        this.problem = status.isProblem() || state != null && state.isBroken();
        this.retryAt = image.choice().retryAt() == null
                ? null
                : Date.from(image.choice().retryAt());
        Wait waits = image.choice().waits();
        this.waitsFor = waits == null ? "" : waits.cause().name();
        this.waitsUntil = waits == null || waits.until() == null ? null : Date.from(waits.until());
        this.written = history.lastChange(guarded);
        this.place = names.place(guarded);
        this.hold = HoldView.of(guarded, holds);
    }

    /** What was kept before states were does not tell whether what was written came live; the history does. */
    private static Optional<HistoryEntry> failed(KnownImage image, UpdateHistory history) {
        if (image.status() != ImageStatus.WRITTEN || image.state() != null) {
            return Optional.empty();
        }
        return history.lastChange(image.guarded())
                .filter(entry -> entry.hasFailed() && entry.change().to().equals(image.tag()));
    }

    private static String words(ImageStatus status, String latest, Optional<HistoryEntry> change) {
        return switch (status) {
            case LIVE ->
                change.map(entry -> Messages.ImageRow_updatedBy(entry.build())).orElseGet(Messages::ImageRow_updated);
            case WRITTEN -> Messages.ImageRow_written();
            default -> status.getWordsOfWatched(latest);
        };
    }

    private static String rule(String strategy, String filter) {
        return (strategy + " " + filter).strip();
    }

    private static String since(UpdateHistory history, GuardedImage image, String tag) {
        return history.liveSince(image, tag)
                .map(at -> TimeSpan.roughly(Instant.now().toEpochMilli() - at.toEpochMilli()))
                .orElse("");
    }

    @Exported
    public String getApplication() {
        return application;
    }

    /** The alias, or the image's name where it has none. */
    @Exported
    public String getName() {
        return name;
    }

    /** The name, with where it is where the job has several Applications. */
    String getLabel() {
        return place.isEmpty() ? name : name + " (" + place + ")";
    }

    /** The Application, with its server if another one has its name; empty where the job has one alone. */
    public String getPlace() {
        return place;
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return image;
    }

    /** Strategy and filter, in words. */
    @Exported
    public String getRule() {
        return rule;
    }

    /** The tag that runs; empty when none does, or that is not known. */
    @Exported
    public String getLive() {
        return live;
    }

    /** Whether it is known that no pod is ready. */
    public boolean isDown() {
        return live.isEmpty() && cluster != null && !cluster.getRunning().isEmpty();
    }

    /** How long it has been live; empty when not known. */
    public String getSince() {
        return since;
    }

    /** Such as {@code CURRENT}, {@code CANNOT_START} or {@code WOULD_UPDATE}; like the words on the page. */
    @Exported(name = "status")
    public String getStatusName() {
        return status.name();
    }

    ImageStatus getStatus() {
        return status;
    }

    public String getSymbol() {
        return status.getSymbol();
    }

    /** How it is, in the reader's language. */
    public String getWords() {
        return words;
    }

    /** What is wrong, or why it is left alone; empty when all is well. */
    @Exported
    public String getError() {
        return error;
    }

    /** What keeps the newest version from being written now, such as {@code WINDOW}, see {@link Wait.Cause}; empty for nothing. */
    @Exported
    public String getWaitsFor() {
        return waitsFor;
    }

    /** When it is tried again; null where something has to change, or somebody has to act. */
    @Exported
    @CheckForNull
    public Date getWaitsUntil() {
        return waitsUntil;
    }

    /** Whether somebody has to do something about it. */
    @Exported
    public boolean isProblem() {
        return problem;
    }

    boolean isPaused() {
        return status == ImageStatus.PAUSED;
    }

    /** The build that wrote the version that is not live; null when not known, and when that build is gone. */
    @CheckForNull
    Integer getBuild() {
        return written.filter(entry -> !entry.deleted()
                        && cluster != null
                        && entry.change().to().equals(cluster.getVersion()))
                .map(HistoryEntry::build)
                .orElse(null);
    }

    /** What is wrong, with the build that brought it; the words of the status where nothing more is known. */
    String getProblemSentence() {
        if (error.isEmpty()) {
            return words;
        }
        Integer build = getBuild();
        String version = cluster == null ? "" : cluster.getVersion();
        return build != null && !version.isEmpty() && error.startsWith(version + " ")
                ? Messages.ImageRow_ofBuild(version, build, error.substring(version.length() + 1))
                : error;
    }

    /** The same without what tells it from other images, so that those that have the same problem can share a line. */
    String getProblemOfAny() {
        String path = image.substring(image.indexOf('/') + 1);
        return getProblemSentence().replace(image, "…").replace(path, "…");
    }

    /** The lower, the more it is to be seen. */
    int urgency() {
        if (problem) {
            return 0;
        }
        return status == ImageStatus.CURRENT || status == ImageStatus.LIVE ? 2 : 1;
    }

    /** The name of the Argo CD server; empty where none takes part. */
    @Exported
    public String getArgocd() {
        return guarded.argocd();
    }

    /** Of the Application; empty when not known. */
    @Exported
    public String getNamespace() {
        return guarded.namespace();
    }

    /** As holds name it. */
    GuardedImage guarded() {
        return guarded;
    }

    /** What keeps it where it is; null if it is not held. */
    @Exported(inline = true)
    @CheckForNull
    public HoldView getHold() {
        return hold;
    }

    /** What somebody changed in the cluster by hand; null if nobody did, and where no Argo CD tells. */
    @CheckForNull
    public DriftView getDrift() {
        return cluster == null ? null : cluster.getDrift();
    }

    /** Whether what somebody changed by hand runs. */
    public boolean isChangedByHand() {
        return cluster != null && cluster.isChangedByHand();
    }

    /** When the registry may be asked again; null for at any time. */
    @Exported
    @CheckForNull
    public Date getRetryAt() {
        return retryAt;
    }

    /** How it is in the cluster; null where no Argo CD tells. */
    @Exported(inline = true)
    @CheckForNull
    public ImageStateView getState() {
        return cluster;
    }
}

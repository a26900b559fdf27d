package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.util.HttpResponses;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.jenkins.history.LeadTimeChart;
import io.jenkins.plugins.argoimageupdate.jenkins.history.LeadTimes;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.RollbackPermission;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import io.jenkins.plugins.argoimageupdate.jenkins.record.KnownImage;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateTab;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/** The panel on a job's page that says what is watched and whether it is fine. Whoever may read the job may read it. */
@ExportedBean
public final class ImagePanel implements Action, StaplerProxy {

    private final Job<?, ?> job;

    @CheckForNull
    private final ImageUpdateTrigger trigger;

    private ImagePanel(Job<?, ?> job, @CheckForNull ImageUpdateTrigger trigger) {
        this.job = job;
        this.trigger = trigger;
    }

    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    public boolean isPolled() {
        return trigger != null;
    }

    /** As of the last poll; null without a trigger, and for who may not read the job. */
    @CheckForNull
    public PollState getState() {
        return trigger == null || !job.hasPermission(Item.READ) ? null : trigger.getState();
    }

    public UpdateHistory getHistory() {
        return UpdateHistory.of(job);
    }

    /** What the last poll found, or the last update if that was later; where no poll is known, the last update. */
    public List<ImageRow> rows(@CheckForNull PollState state, UpdateHistory history) {
        return rowsOf(state, history);
    }

    /** The same of any job. */
    public static List<ImageRow> rowsOf(@CheckForNull PollState state, UpdateHistory history) {
        HoldBook holds = HoldStore.get().shown();
        if (state != null && !state.getImages().isEmpty()) {
            ImageNames names = ImageNames.of(
                    state.getImages().stream().map(WatchedImageView::guarded).toList());
            return state.getImages().stream()
                    .map(polled -> updatedSince(polled, history)
                            .map(image -> new ImageRow(image, history, names, holds))
                            .orElseGet(() -> new ImageRow(polled, history, names, holds)))
                    .toList();
        }
        ImageNames names =
                ImageNames.of(history.images().stream().map(KnownImage::guarded).toList());
        return history.images().stream()
                .map(image -> new ImageRow(image, history, names, holds))
                .toList();
    }

    /** Whether the reader may roll back, hold and release. */
    public boolean isRollbackAllowed() {
        return job.hasPermission(RollbackPermission.ROLLBACK);
    }

    /** Is it live, and if not, why? */
    public LiveBanner banner(@CheckForNull PollState state, List<ImageRow> rows) {
        boolean failed = state != null && state.isFailed();
        return LiveBanner.of(rows, failed ? failures(state) : List.of());
    }

    /** The update that the last build of the job is at; null for none. */
    @CheckForNull
    public UpdateTab underWay() {
        Run<?, ?> last = job.getLastBuild();
        UpdateTab update = last == null || !last.isBuilding() ? null : last.getAction(UpdateTab.class);
        return update != null && update.isRunning() ? update : null;
    }

    /** The same from what is kept at this moment; null when nothing is known of any image, and for who may not read the job. */
    @CheckForNull
    @Exported(inline = true)
    public LiveBanner getBanner() {
        if (!job.hasPermission(Item.READ)) {
            return null;
        }
        PollState state = getState();
        List<ImageRow> rows = rows(state, getHistory());
        return rows.isEmpty() && (state == null || !state.isFailed()) ? null : banner(state, rows);
    }

    private static List<String> failures(PollState state) {
        return state.getErrors().isEmpty() ? List.of(state.getSentence()) : state.getErrors();
    }

    /** Those that the page has room for. */
    public PageRows<ImageRow> shown(List<ImageRow> rows) {
        return PageRows.ofImages(rows, ImageRow::urgency);
    }

    public Api getApi() {
        return new Api(this);
    }

    /** What the panel shows; none for who may not read the job. */
    @Exported(inline = true)
    public List<ImageRow> getImages() {
        return job.hasPermission(Item.READ) ? rows(getState(), getHistory()) : List.of();
    }

    /** Polls do not look at Git: only a build knows that somebody moved away from what the poll has found. */
    private static boolean isStillWaiting(KnownImage image, WatchedImageView polled) {
        Wait waits = image.choice().waits();
        return waits != null
                && waits.cause() == Wait.Cause.ROLLED_BACK
                && polled.getStatus() == ImageStatus.WOULD_UPDATE
                && image.latest().equals(polled.getLatest());
    }

    private static Optional<KnownImage> updatedSince(WatchedImageView polled, UpdateHistory history) {
        return history.images().stream()
                .filter(image -> image.key().equals(polled.key()))
                .filter(image ->
                        image.checked().isAfter(polled.getLastCheck().toInstant()) || isStillWaiting(image, polled))
                .findFirst();
    }

    /** When the last update was over; null if none is known. */
    @CheckForNull
    public Date lastUpdate(UpdateHistory history) {
        return history.images().stream()
                .map(KnownImage::checked)
                .max(Comparator.naturalOrder())
                .map(Date::from)
                .orElse(null);
    }

    /** How long the changes of a history took from the image's build until they were healthy. */
    public LeadTimeChart chart(UpdateHistory history) {
        return new LeadTimeChart(job, LeadTimes.of(history.entries()));
    }

    /** It is a part of the job's page and has none of its own. */
    @GET
    public HttpResponse doIndex() {
        return HttpResponses.redirectViaContextPath(job.getUrl());
    }

    /** For a page that is open while a poll runs. */
    @GET
    public HttpResponse doProgress() {
        PollState state = getState();
        return HttpResponses.okJSON(
                PollState.progress(state, Messages.ImagePanel_title(), version(state, getHistory())));
    }

    /** Changes with what the panel shows. */
    public int version(@CheckForNull PollState state, UpdateHistory history) {
        UpdateTab update = underWay();
        List<String> underWay = update == null
                ? List.of()
                : update.getUpdates().stream()
                        .map(view -> view.getHeadline().sentence())
                        .toList();
        return Objects.hash(
                HoldStore.get().version(), lastUpdate(history), underWay, state == null ? 0 : state.version());
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ImagePanel_title();
    }

    @Override
    public String getUrlName() {
        return "image-panel";
    }

    /** Gives the panel to jobs that watch or have updated an image. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return ImagePanel.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            ImageUpdateTrigger trigger = ImageUpdateTrigger.of(target);
            return trigger == null && !UpdateHistory.exists(target)
                    ? List.of()
                    : List.of(new ImagePanel(target, trigger));
        }
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ScheduleWords;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.Pause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A job that watches images. */
@ExportedBean
public final class WatchedJob {

    private final Job<?, ?> job;
    private final String spec;
    private final boolean paused;
    private final Seen seen;
    private final List<ImageRow> images;

    /** @param images that it watches */
    WatchedJob(Job<?, ?> job, PollState state, List<ImageRow> images) {
        this(job, state.getSpec(), PollPause.get().of(job).isPresent(), Seen.of(state), images);
    }

    private WatchedJob(Job<?, ?> job, String spec, boolean paused, Seen seen, List<ImageRow> images) {
        this.job = job;
        this.spec = spec;
        this.paused = paused;
        this.seen = seen;
        this.images = images;
    }

    /** @param trouble why it cannot be told what the job watches, in a sentence */
    static WatchedJob unknown(Job<?, ?> job, String trouble) {
        Seen seen = new Seen(null, null, 0, true, false, trouble, false, new Hindrance("", "", null));
        return new WatchedJob(job, "", PollPause.get().of(job).isPresent(), seen, List.of());
    }

    /** Read at once, so that what cannot be read is known before a page is begun. */
    private record Seen(
            @CheckForNull Date last,
            @CheckForNull Date next,
            long millis,
            boolean failed,
            boolean unhealthy,
            String sentence,
            boolean polling,
            Hindrance hindrance) {

        static Seen of(PollState state) {
            List<WatchedImageView> images = state.getImages();
            return new Seen(
                    state.getLastCheck(),
                    state.getNextCheck(),
                    state.getDuration(),
                    state.isFailed() || images.stream().anyMatch(image -> image.isFailed() && !image.isPaused()),
                    state.isUnhealthy() || images.stream().anyMatch(WatchedImageView::isUnhealthy),
                    images.stream()
                            .filter(WatchedImageView::isFailed)
                            .map(WatchedImageView::getError)
                            .findFirst()
                            .or(() -> state.getErrors().stream().findFirst())
                            .orElse(state.getSentence()),
                    state.isPolling(),
                    new Hindrance(state.getHindrance(), state.getHindranceSentence(), state.getPause()));
        }
    }

    /** What keeps a job from being polled; both texts are empty for nothing. */
    private record Hindrance(
            String name, String sentence, @CheckForNull Pause pause) {}

    List<ImageRow> images() {
        return images;
    }

    /** Whether it failed, and not because of an image that the page names for it. */
    boolean hasFailedAsAWhole() {
        return isFailed() && images.stream().noneMatch(row -> LiveAnswer.of(row) == LiveAnswer.UNCHECKED);
    }

    /** Likewise for not being healthy. */
    boolean isUnhealthyAsAWhole() {
        return isUnhealthy() && !isFailed() && images.stream().noneMatch(ImageRow::isProblem);
    }

    /** Whether its images are live; null where nothing is known of any, and where they are not what is wrong. */
    @CheckForNull
    public LiveBanner getBanner() {
        if (images.isEmpty() && !isFailed() || isUnhealthyAsAWhole()) {
            return null;
        }
        return LiveBanner.of(images, hasFailedAsAWhole() ? List.of(getSentence()) : List.of());
    }

    /** With which the page tells its rows apart. */
    public String getAnchor() {
        return Anchor.of("job", getName());
    }

    /** Whether a poll is under way or about to be. */
    @Exported
    public boolean isPolling() {
        return seen.polling();
    }

    /** Who has paused it, alone or with others, when and why; null if it is not paused. */
    @Exported(inline = true)
    @CheckForNull
    public Pause getPause() {
        return seen.hindrance().pause();
    }

    /** Whether it is itself paused, which others need not be. */
    public boolean isPausedItself() {
        return paused;
    }

    /** When it is polled, in words where that is simple. */
    public String getSchedule() {
        return ScheduleWords.of(spec);
    }

    String text() {
        return String.join(" ", getName(), getSentence(), getHindranceSentence(), spec) + " "
                + images.stream()
                        .map(row -> row.getName() + " " + row.getImage() + " " + row.getApplication())
                        .collect(Collectors.joining(" "));
    }

    /** The full name. */
    @Exported(visibility = 2)
    public String getName() {
        return job.getFullName();
    }

    /** Below that of Jenkins. */
    @Exported(visibility = 2)
    public String getUrl() {
        return job.getUrl();
    }

    /** When it is polled, as cron has it. */
    @Exported
    public String getSpec() {
        return spec;
    }

    /** Null if it has not been polled yet. */
    @Exported
    @CheckForNull
    public Date getLastPoll() {
        return seen.last();
    }

    /** What keeps it from being polled, such as {@code DISABLED} or {@code PAUSED}; empty for nothing. */
    @Exported
    public String getHindrance() {
        return seen.hindrance().name();
    }

    /** The same in a sentence, in the reader's language. */
    public String getHindranceSentence() {
        return seen.hindrance().sentence();
    }

    /** Null if not soon, and while something keeps it from being polled. */
    @Exported
    @CheckForNull
    public Date getNextPoll() {
        return seen.next();
    }

    /** Of the last poll, in milliseconds. */
    @Exported
    public long getDuration() {
        return seen.millis();
    }

    public String getTook() {
        return getLastPoll() == null ? "" : TimeSpan.of(getDuration());
    }

    /** Whether it is paused, alone or with all others. */
    @Exported
    public boolean isPaused() {
        return paused || PollPause.get().isAllPaused();
    }

    @Exported
    public boolean isFailed() {
        return seen.failed();
    }

    /** Whether a pod of its images cannot start, or what runs is not what Git says, or else is not healthy. */
    @Exported
    public boolean isUnhealthy() {
        return seen.unhealthy();
    }

    /** What the first failing image says, or what else failed first, else what the last poll decided. */
    @Exported
    public String getSentence() {
        return seen.sentence();
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A job that watches images. */
@ExportedBean
public final class WatchedJob {

    private final Job<?, ?> job;
    private final String spec;
    private final boolean paused;
    private final Seen seen;

    WatchedJob(Job<?, ?> job, String spec, PollState state, boolean paused) {
        this(job, spec, paused, Seen.of(state));
    }

    private WatchedJob(Job<?, ?> job, String spec, boolean paused, Seen seen) {
        this.job = job;
        this.spec = spec;
        this.paused = paused;
        this.seen = seen;
    }

    /** @param trouble why it cannot be told what the job watches, in a sentence */
    static WatchedJob unknown(Job<?, ?> job, String trouble) {
        return new WatchedJob(job, "", false, new Seen(null, null, 0, true, false, trouble, Hindrance.NONE));
    }

    /** Read at once, so that what cannot be read is known before a page is begun. */
    private record Seen(
            @CheckForNull Date last,
            @CheckForNull Date next,
            long millis,
            boolean failed,
            boolean unhealthy,
            String sentence,
            Hindrance hindrance) {

        static Seen of(PollState state) {
            List<WatchedImageView> images = state.getImages();
            return new Seen(
                    state.getLastCheck(),
                    state.getNextCheck(),
                    state.getDuration(),
                    state.isFailed() || images.stream().anyMatch(WatchedImageView::isFailed),
                    state.isUnhealthy() || images.stream().anyMatch(WatchedImageView::isUnhealthy),
                    images.stream()
                            .filter(WatchedImageView::isFailed)
                            .map(WatchedImageView::getError)
                            .findFirst()
                            .or(() -> state.getErrors().stream().findFirst())
                            .orElse(state.getDecision()),
                    new Hindrance(state.getHindrance(), state.getHindranceSentence(), state.isPolledByHand()));
        }
    }

    /** What keeps a job from being polled; both texts are empty for nothing. */
    private record Hindrance(String name, String sentence, boolean polledByHand) {

        static final Hindrance NONE = new Hindrance("", "", true);
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

    /** Whether it is not polled by hand either. */
    public boolean isHalted() {
        return !seen.hindrance().polledByHand();
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

    @Exported
    public boolean isPaused() {
        return paused;
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

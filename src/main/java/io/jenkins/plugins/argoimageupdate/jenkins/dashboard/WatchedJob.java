package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.WatchedImageView;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A job that watches images. */
@ExportedBean
public final class WatchedJob {

    private final Job<?, ?> job;
    private final String spec;
    private final PollState state;
    private final boolean paused;

    WatchedJob(Job<?, ?> job, String spec, PollState state, boolean paused) {
        this.job = job;
        this.spec = spec;
        this.state = state;
        this.paused = paused;
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
        return state.getLastCheck();
    }

    /** What keeps it from being polled, such as {@code DISABLED} or {@code PAUSED}; empty for nothing. */
    @Exported
    public String getHindrance() {
        return state.getHindrance();
    }

    /** The same in a sentence, in the reader's language. */
    public String getHindranceSentence() {
        return state.getHindranceSentence();
    }

    /** Whether it is not polled by hand either. */
    public boolean isHalted() {
        return !state.isPolledByHand();
    }

    /** Null if not soon, and while something keeps it from being polled. */
    @Exported
    @CheckForNull
    public Date getNextPoll() {
        return state.getNextCheck();
    }

    /** Of the last poll, in milliseconds. */
    @Exported
    public long getDuration() {
        return state.getDuration();
    }

    public String getTook() {
        return getLastPoll() == null ? "" : Util.getTimeSpanString(getDuration());
    }

    @Exported
    public boolean isPaused() {
        return paused;
    }

    @Exported
    public boolean isFailed() {
        return state.isFailed() || state.getImages().stream().anyMatch(WatchedImageView::isFailed);
    }

    /** Whether a pod of its images cannot start, or what runs is not what Git says, or else is not healthy. */
    @Exported
    public boolean isUnhealthy() {
        return state.isUnhealthy() || state.getImages().stream().anyMatch(WatchedImageView::isUnhealthy);
    }

    /** What the first failing image says, or what else failed first, else what the last poll decided. */
    @Exported
    public String getSentence() {
        return state.getImages().stream()
                .filter(WatchedImageView::isFailed)
                .map(WatchedImageView::getError)
                .findFirst()
                .or(() -> state.getErrors().stream().findFirst())
                .orElse(state.getDecision());
    }
}

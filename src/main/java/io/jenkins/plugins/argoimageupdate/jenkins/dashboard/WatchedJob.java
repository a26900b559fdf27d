package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollState;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchedImageView;

/**
 * A job that watches images.
 *
 * @param spec when it is polled
 */
public record WatchedJob(Job<?, ?> job, String spec, PollState state, boolean paused) {

    public String getName() {
        return job.getFullName();
    }

    public String getUrl() {
        return job.getUrl();
    }

    public String getTook() {
        return state.getLastCheck() == null ? "" : Util.getTimeSpanString(state.getDuration());
    }

    public boolean isFailed() {
        return state.isFailed() || state.getImages().stream().anyMatch(WatchedImageView::isFailed);
    }

    /** What the first failing image says, or what else failed first, else what the last poll decided. */
    public String getSentence() {
        return state.getImages().stream()
                .filter(WatchedImageView::isFailed)
                .map(WatchedImageView::getError)
                .findFirst()
                .or(() -> state.getErrors().stream().findFirst())
                .orElse(state.getDecision());
    }
}

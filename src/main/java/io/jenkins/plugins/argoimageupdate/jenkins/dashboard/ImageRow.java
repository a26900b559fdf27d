package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.view.KnownImage;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateHistory;
import java.time.Instant;
import java.util.Date;

/**
 * An image that a job watches.
 *
 * @param rule strategy and filter, in words
 * @param live the tag that runs; empty when not known
 * @param since how long it has been live; empty when not known
 * @param words how it is
 * @param error what is wrong, or why it is left alone; empty when all is well
 * @param retryAt when the registry may be asked again; null for at any time
 */
public record ImageRow(
        String application,
        String name,
        String image,
        String rule,
        String live,
        String since,
        State state,
        String words,
        String error,
        @CheckForNull Date retryAt) {

    /** How it is. */
    public enum State {
        GOOD("symbol-checkmark-circle-outline plugin-ionicons-api"),
        NEWER("symbol-arrow-up-circle-outline plugin-ionicons-api"),
        SKIPPED("symbol-remove-circle-outline plugin-ionicons-api"),
        PAUSED("symbol-pause-circle-outline plugin-ionicons-api"),
        FAILED("symbol-alert-circle-outline plugin-ionicons-api");

        private final String symbol;

        State(String symbol) {
            this.symbol = symbol;
        }
    }

    public String getSymbol() {
        return state.symbol;
    }

    public boolean isFailed() {
        return state == State.FAILED;
    }

    /** As the last poll found it. */
    static ImageRow of(WatchedImageView image, UpdateHistory history) {
        State state = state(image);
        String name = image.getAlias().isEmpty() ? image.getImage() : image.getAlias();
        String words = state == State.FAILED && image.isRateLimited()
                ? Messages.ImageRow_limited()
                : state == State.NEWER ? Messages.ImageRow_newer(image.getLatest()) : words(state);
        return new ImageRow(
                image.getApplication(),
                name,
                image.getImage(),
                rule(image.getStrategy(), image.getFilter()),
                image.getLive(),
                since(history, name, image.getLive()),
                state,
                words,
                image.getError(),
                state == State.FAILED ? image.getRetryAt() : null);
    }

    /** As the last update left it. */
    static ImageRow of(KnownImage image, UpdateHistory history) {
        State state = switch (image.outcome()) {
            case UPDATED, CURRENT -> State.GOOD;
            case SKIPPED -> State.SKIPPED;
            case FAILED -> State.FAILED;
        };
        String words = image.outcome() == ImageReport.Outcome.UPDATED ? Messages.ImageRow_updated() : words(state);
        return new ImageRow(
                image.application(),
                image.name(),
                image.image(),
                rule(image.strategy(), image.filter()),
                image.tag(),
                since(history, image.name(), image.tag()),
                state,
                words,
                image.error(),
                image.retryAt() == null ? null : Date.from(image.retryAt()));
    }

    private static State state(WatchedImageView image) {
        if (image.isPaused()) {
            return State.PAUSED;
        }
        if (image.isFailed()) {
            return State.FAILED;
        }
        return image.isCurrent() ? State.GOOD : image.getError().isEmpty() ? State.NEWER : State.SKIPPED;
    }

    private static String words(State state) {
        return switch (state) {
            case GOOD, NEWER -> Messages.ImageRow_current();
            case SKIPPED -> Messages.ImageRow_skipped();
            case PAUSED -> Messages.ImageRow_paused();
            case FAILED -> Messages.ImageRow_failed();
        };
    }

    private static String rule(String strategy, String filter) {
        return (strategy + " " + filter).strip();
    }

    private static String since(UpdateHistory history, String name, String tag) {
        return history.of(name).stream()
                .filter(entry -> entry.to().equals(tag))
                .map(HistoryEntry::at)
                .findFirst()
                .map(at -> Util.getTimeSpanString(Math.max(0, Instant.now().toEpochMilli() - at.toEpochMilli())))
                .orElse("");
    }
}

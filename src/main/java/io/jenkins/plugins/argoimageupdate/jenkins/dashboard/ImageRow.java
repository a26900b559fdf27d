package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WatchedImageView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.view.ImageStateView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.KnownImage;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateHistory;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

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
        ROLLING_OUT("symbol-hourglass-outline plugin-ionicons-api"),
        BROKEN("symbol-alert-circle-outline plugin-ionicons-api"),
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
        return state == State.FAILED || state == State.BROKEN;
    }

    /** As the last poll found it. */
    static ImageRow of(WatchedImageView image, UpdateHistory history) {
        State state = state(image);
        ImageStateView cluster = image.getState();
        String name = image.getAlias().isEmpty() ? image.getImage() : image.getAlias();
        String words = state == State.FAILED && image.isRateLimited()
                ? Messages.ImageRow_limited()
                : state == State.NEWER ? Messages.ImageRow_newer(image.getLatest()) : words(state, cluster);
        return new ImageRow(
                image.getApplication(),
                name,
                image.getImage(),
                rule(image.getStrategy(), image.getFilter()),
                image.getLive(),
                since(history, name, image.getLive()),
                state,
                words,
                error(state, image.getError(), image.getLatest(), cluster),
                state == State.FAILED ? image.getRetryAt() : null);
    }

    /** As the last update left it. */
    static ImageRow of(KnownImage image, UpdateHistory history) {
        ImageStateView cluster = ImageStateView.of(image.state());
        State state = switch (image.outcome()) {
            case UPDATED, CURRENT -> cluster(cluster).orElse(State.GOOD);
            case SKIPPED -> State.SKIPPED;
            case FAILED -> State.FAILED;
        };
        boolean updated = image.outcome() == ImageReport.Outcome.UPDATED && state == State.GOOD;
        String words = updated ? Messages.ImageRow_updated() : words(state, cluster);
        return new ImageRow(
                image.application(),
                image.name(),
                image.image(),
                rule(image.strategy(), image.filter()),
                image.tag(),
                since(history, image.name(), image.tag()),
                state,
                words,
                error(state, image.error(), "", cluster),
                image.retryAt() == null ? null : Date.from(image.retryAt()));
    }

    private static State state(WatchedImageView image) {
        if (image.isPaused()) {
            return State.PAUSED;
        }
        if (image.isFailed()) {
            return State.FAILED;
        }
        Optional<State> cluster = cluster(image.getState());
        if (cluster.isPresent()) {
            return cluster.get();
        }
        return image.isCurrent() ? State.GOOD : image.getError().isEmpty() ? State.NEWER : State.SKIPPED;
    }

    /** What the cluster says, unless all is well there or it does not tell. */
    private static Optional<State> cluster(@CheckForNull ImageStateView cluster) {
        if (cluster == null || !cluster.isUnsettled()) {
            return Optional.empty();
        }
        return Optional.of(cluster.isBroken() ? State.BROKEN : State.ROLLING_OUT);
    }

    private static String error(State state, String error, String version, @CheckForNull ImageStateView cluster) {
        boolean clusters = state == State.BROKEN || state == State.ROLLING_OUT;
        return clusters && cluster != null ? (version + " " + cluster.getReason()).strip() : error;
    }

    private static String words(State state, @CheckForNull ImageStateView cluster) {
        return switch (state) {
            case BROKEN, ROLLING_OUT -> cluster == null ? "" : cluster.getWords();
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

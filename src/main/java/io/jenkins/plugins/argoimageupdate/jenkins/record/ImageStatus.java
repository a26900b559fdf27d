package io.jenkins.plugins.argoimageupdate.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.Optional;

/**
 * What pages say of an image in a word or two: how it is in the cluster where that is known, else what was decided. Its names are kept
 * in the files of jobs.
 */
public enum ImageStatus {
    /** What was written runs. */
    LIVE(Symbols.GOOD, false),
    /** No update is needed. */
    CURRENT(Symbols.GOOD, false),
    ROLLING_OUT("hourglass", false),
    /** Its rollout ended before it was live. */
    NOT_LIVE(Symbols.BAD, true),
    CANNOT_START(Symbols.BAD, true),
    BLOCKED("hand-left", true),
    DRIFTED("git-compare", true),
    /** A newer version is there; a dry run and a poll write nothing. */
    WOULD_UPDATE(Symbols.NEWER, false),
    /** Written, and not followed into the cluster. */
    WRITTEN("git-commit", false),
    /** Written to a branch that is yet to be merged. */
    TO_BE_MERGED("git-pull-request", false),
    /** A newer version is there and could not be written. */
    NOT_WRITTEN(Symbols.BAD, true),
    /** A newer version is there, which is not written yet. */
    WAITING("time", false),
    SKIPPED("remove-circle", false),
    /** An administrator keeps it from being polled. */
    PAUSED("pause-circle", false),
    /** No version could be chosen. */
    FAILED(Symbols.BAD, true),
    UNKNOWN("help-circle", false);

    /** Names of icons that several share. */
    private static final class Symbols {
        private static final String GOOD = "checkmark-circle";
        private static final String BAD = "alert-circle";
        private static final String NEWER = "arrow-up-circle";
    }

    private final String symbol;
    private final boolean problem;

    ImageStatus(String symbol, boolean problem) {
        this.symbol = "symbol-" + symbol + "-outline plugin-ionicons-api";
        this.problem = problem;
    }

    /** Of an image in the report of an update, over or under way. */
    public static ImageStatus of(ApplicationReport application, ImageReport image) {
        return image.outcome() == ImageReport.Outcome.UPDATED
                ? updated(application, image.state())
                : watched(image.outcome(), image.state());
    }

    /**
     * Of an image in the report of a poll, which writes nothing.
     *
     * @param state null where no Argo CD tells
     */
    public static ImageStatus watched(ImageReport.Outcome outcome, @CheckForNull ImageState state) {
        return switch (outcome) {
            case FAILED -> FAILED;
            case SKIPPED -> SKIPPED;
            case UPDATED -> state != null && state.drift() != null ? of(state.verdict()) : WOULD_UPDATE;
            case WAITING -> state != null && state.isUnsettled() ? of(state.verdict()) : WAITING;
            case CURRENT -> state != null && state.isUnsettled() ? of(state.verdict()) : CURRENT;
        };
    }

    private static ImageStatus updated(ApplicationReport application, @CheckForNull ImageState state) {
        if (application.writeBack() == null) {
            return application.failure() == null ? WOULD_UPDATE : NOT_WRITTEN;
        }
        return application.writeBack().isDryRun() ? WOULD_UPDATE : written(application, state);
    }

    private static ImageStatus written(ApplicationReport application, @CheckForNull ImageState state) {
        RolloutReport rollout = application.rollout();
        Optional<PullRequestReport.State> request =
                application.writeBack().pullRequest().map(PullRequestReport::state);
        if (request.equals(Optional.of(PullRequestReport.State.CLOSED))) {
            return SKIPPED;
        }
        if (request.equals(Optional.of(PullRequestReport.State.MERGED))) {
            return WRITTEN;
        }
        if (waitsForMerge(application)) {
            return TO_BE_MERGED;
        }
        if (rollout == null) {
            return WRITTEN;
        }
        if (state == null) {
            return rollout.failure() == null && rollout.health().equals("Healthy") ? LIVE : WRITTEN;
        }
        boolean ended = rollout.failure() != null && rollout.failure().reason() != Reason.CANCELLED;
        return ended && state.verdict() == ImageState.Verdict.ROLLING_OUT ? NOT_LIVE : of(state.verdict());
    }

    private static boolean waitsForMerge(ApplicationReport application) {
        boolean branch = !application.rollsOut() && application.about().hasArgoCd();
        return branch || application.writeBack().pullRequest().isPresent();
    }

    private static ImageStatus of(ImageState.Verdict verdict) {
        return switch (verdict) {
            case LIVE -> LIVE;
            case ROLLING_OUT -> ROLLING_OUT;
            case CANNOT_START -> CANNOT_START;
            case BLOCKED -> BLOCKED;
            case DRIFTED -> DRIFTED;
            case WOULD_UPDATE -> WOULD_UPDATE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether somebody has to do something about it. */
    public boolean isProblem() {
        return problem;
    }

    public String getSymbol() {
        return symbol;
    }

    /** In the reader's language, about what an update did. */
    public String getWords() {
        return switch (this) {
            case LIVE -> Messages.State_live();
            case CURRENT -> Messages.Image_current();
            case ROLLING_OUT -> Messages.State_rollingOut();
            case NOT_LIVE -> Messages.State_notLive();
            case CANNOT_START -> Messages.State_cannotStart();
            case BLOCKED -> Messages.State_blocked();
            case DRIFTED -> Messages.State_drifted();
            case WOULD_UPDATE -> Messages.State_wouldUpdate();
            case WRITTEN -> Messages.State_written();
            case TO_BE_MERGED -> Messages.State_toBeMerged();
            case NOT_WRITTEN -> Messages.State_notWritten();
            case WAITING -> Messages.Image_waiting();
            case SKIPPED -> Messages.Image_skipped();
            case PAUSED -> Messages.Watched_paused();
            case FAILED -> Messages.Image_failed();
            case UNKNOWN -> Messages.State_unknown();
        };
    }

    /**
     * In the reader's language, about what a job watches.
     *
     * @param latest the tag that is to run
     */
    public String getWordsOfWatched(String latest) {
        return switch (this) {
            case WOULD_UPDATE -> Messages.Watched_newer(latest);
            case WAITING -> Messages.Watched_waiting(latest);
            case SKIPPED -> Messages.Watched_skipped();
            case FAILED -> Messages.Watched_failed();
            default -> getWords();
        };
    }

    /**
     * What the state of an image adds to its status: why it is not live.
     *
     * @param shown the version that stands beside it, which need not be named again; empty for none
     * @return empty for nothing
     */
    public String reason(@CheckForNull ImageState state, String shown) {
        if (state == null || state.isLive() || state.verdict() == ImageState.Verdict.WOULD_UPDATE) {
            return "";
        }
        return state.version().equals(shown) && this != WOULD_UPDATE ? state.reason() : state.describe();
    }
}

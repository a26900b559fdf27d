package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.AnalysisRun;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A Rollout of Argo Rollouts, as a page shows it. */
@ExportedBean
public final class ProgressiveView {

    private final ProgressiveRollout rollout;

    ProgressiveView(ProgressiveRollout rollout) {
        this.rollout = rollout;
    }

    /**
     * A button.
     *
     * @param id of the action
     * @param main whether it is the one that is meant most often
     */
    public record Button(String id, String label, boolean main) {}

    @Exported
    public String getName() {
        return rollout.key().name();
    }

    /** The name that no other Rollout of the Application has. */
    public String getFullName() {
        return getNamespace().isEmpty() ? getName() : getNamespace() + "/" + getName();
    }

    @Exported
    public String getNamespace() {
        return rollout.key().namespace();
    }

    /** {@code canary} or {@code blueGreen}. */
    @Exported
    public String getStrategy() {
        return rollout.strategy() == ProgressiveRollout.Strategy.CANARY ? "canary" : "blueGreen";
    }

    /** {@code Healthy}, {@code Progressing}, {@code Paused} or {@code Degraded}. */
    @Exported
    public String getPhase() {
        String name = rollout.phase().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The step that a canary is at, from 1 on; 0 where there are none. */
    @Exported
    public int getStep() {
        return rollout.steps() == null ? 0 : rollout.steps().current();
    }

    /** How many steps a canary has; 0 where there are none. */
    @Exported
    public int getSteps() {
        return rollout.steps() == null ? 0 : rollout.steps().all();
    }

    /** Percent that the new version is to get; null where not known. */
    @Exported
    @CheckForNull
    public Integer getWeight() {
        return rollout.steps() == null ? null : rollout.steps().weight();
    }

    /** Whether it goes no further before somebody promotes or aborts it. */
    @Exported
    public boolean isPaused() {
        return rollout.awaitsSomebody();
    }

    @Exported
    public boolean isAborted() {
        return rollout.aborted();
    }

    /** Null where it is not paused, and where not known. */
    @Exported
    @CheckForNull
    public Date getPausedSince() {
        return rollout.pause() == null ? null : date(rollout.pause().since());
    }

    /** When a pause ends by itself; null for none. */
    @Exported
    @CheckForNull
    public Date getPausedUntil() {
        return rollout.pause() == null ? null : date(rollout.pause().until());
    }

    @CheckForNull
    private static Date date(@CheckForNull Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** What its controller says, or why it is paused; empty for nothing. */
    @Exported
    public String getMessage() {
        return rollout.pause() == null ? rollout.message() : rollout.pause().reason();
    }

    /** In the reader's language. */
    public String getState() {
        if (rollout.aborted()) {
            return Messages.Progressive_aborted();
        }
        if (rollout.pause() != null) {
            return rollout.awaitsSomebody() ? Messages.Progressive_paused() : Messages.Progressive_pausedForNow();
        }
        return switch (rollout.phase()) {
            case HEALTHY -> Messages.Progressive_healthy();
            case DEGRADED -> Messages.Progressive_degraded();
            default -> Messages.Progressive_progressing();
        };
    }

    /** How far it is, in the reader's language; empty where there are no steps. */
    public String getPlace() {
        return getSteps() == 0 ? "" : Messages.Progressive_step(getStep(), getSteps());
    }

    public String getSymbol() {
        if (rollout.pause() != null) {
            return "symbol-pause-circle-outline plugin-ionicons-api";
        }
        return rollout.phase() == ProgressiveRollout.Phase.DEGRADED ? Headline.BAD : Headline.WAITING;
    }

    /** A run of measurements, with what failed of it. */
    @ExportedBean
    public static final class Analysis {

        private final AnalysisRun run;

        Analysis(AnalysisRun run) {
            this.run = run;
        }

        @Exported
        public String getName() {
            return run.name();
        }

        /** {@code Running}, {@code Successful}, {@code Failed} … */
        @Exported
        public String getPhase() {
            return run.phase();
        }

        @Exported
        public String getMessage() {
            return run.message();
        }

        /** What is known of its metrics, such as {@code metric success-rate is Failed (last value 0.82)}. */
        @Exported
        public List<String> getMetrics() {
            return run.metrics().stream().map(AnalysisRun.Metric::toString).toList();
        }

        public boolean isFailed() {
            return run.hasFailed();
        }
    }

    @Exported(inline = true)
    public List<Analysis> getAnalyses() {
        return rollout.analyses().stream().map(Analysis::new).toList();
    }

    /** What somebody may do with it as it is. */
    public List<Button> getButtons() {
        List<Button> buttons = new ArrayList<>();
        Stream.of(RolloutAction.values())
                .filter(action -> action.fits(rollout))
                .forEach(action -> buttons.add(new Button(action.id(), label(action), isMain(action))));
        return buttons;
    }

    private static boolean isMain(RolloutAction action) {
        return action == RolloutAction.PROMOTE || action == RolloutAction.RETRY;
    }

    private static String label(RolloutAction action) {
        return switch (action) {
            case PROMOTE -> Messages.Action_promote();
            case PROMOTE_FULL -> Messages.Action_promoteFull();
            case ABORT -> Messages.Action_abort();
            case RETRY -> Messages.Action_retry();
        };
    }
}

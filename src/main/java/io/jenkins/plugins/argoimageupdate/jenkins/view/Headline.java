package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveRollout;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import java.util.List;
import java.util.function.Predicate;

/**
 * The answer to a page's first question: how an update went.
 *
 * @param label one or two words
 * @param sentence what happened
 * @param advice what to do about it; empty for nothing
 * @param symbol an icon that says the same as the label
 * @param alert the class of the box around it
 */
public record Headline(String label, String sentence, String advice, String symbol, String alert) {

    static final String GOOD = "symbol-checkmark-circle-outline plugin-ionicons-api";
    static final String BAD = "symbol-alert-circle-outline plugin-ionicons-api";
    static final String WAITING = "symbol-hourglass-outline plugin-ionicons-api";
    static final String TRIAL = "symbol-flask-outline plugin-ionicons-api";
    static final String ENDED = "symbol-ban-outline plugin-ionicons-api";

    static final String SUCCESS = "jenkins-alert-success";
    static final String INFO = "jenkins-alert-info";
    static final String WARNING = "jenkins-alert-warning";
    private static final String DANGER = "jenkins-alert-danger";

    static Headline of(UpdateRecord record, @CheckForNull CycleReport report, @CheckForNull LiveProgress live) {
        return switch (record.getState()) {
            case RUNNING, ROLLING_OUT -> running(live);
            case FAILED -> failed(record.getSummary());
            case ABORTED -> AbortedUpdate.headline(record, report);
            case FINISHED -> report == null ? lost(record) : of(report, record.getRollback());
        };
    }

    /** @param rollback that it is; null for an update */
    private static Headline of(CycleReport report, @CheckForNull RollbackArguments rollback) {
        Headline whole = of(report);
        if (rollback == null || !report.allFailures().isEmpty()) {
            return whole;
        }
        String to = rollback.describe();
        String by = rollback.getBy();
        if (rollback.isLive()) {
            return report.changes().isEmpty()
                    ? new Headline(Messages.Label_nothing(), Messages.Adoption_nothing(by), whole.advice, GOOD, SUCCESS)
                    : new Headline(
                            Messages.Label_adopted(),
                            Messages.Adoption_sentence(by, whole.sentence),
                            whole.advice,
                            whole.symbol,
                            whole.alert);
        }
        return report.changes().isEmpty()
                ? new Headline(Messages.Label_nothing(), Messages.Rollback_nothing(to, by), whole.advice, GOOD, SUCCESS)
                : new Headline(
                        Messages.Label_rolledBack(),
                        Messages.Rollback_sentence(to, by, whole.sentence),
                        whole.advice,
                        whole.symbol,
                        whole.alert);
    }

    static Headline failed(String why) {
        return new Headline(Messages.Label_failed(), why, "", BAD, DANGER);
    }

    private static Headline running(@CheckForNull LiveProgress live) {
        String sentence = live == null ? Messages.Running_restarted() : stage(live);
        boolean rollsOut = live != null && live.getStage() == LiveProgress.Stage.ROLL_OUT;
        return new Headline(
                rollsOut ? Messages.Label_rollingOut() : Messages.Label_running(), sentence, "", WAITING, INFO);
    }

    private static String stage(LiveProgress live) {
        return switch (live.getStage()) {
            case DISCOVER -> Messages.Running_discover();
            case SELECT -> Messages.Running_select();
            case WRITE_BACK -> Messages.Running_writeBack();
            case ROLL_OUT -> rollingOut(live);
        };
    }

    private static String rollingOut(LiveProgress live) {
        List<LiveRollout> open =
                live.getRollouts().stream().filter(rollout -> !rollout.isOver()).toList();
        String last = open.stream()
                .flatMap(rollout -> rollout.getChanges().stream())
                .reduce((first, second) -> second)
                .map(entry -> entry.what())
                .orElse("");
        String names = InWords.list(open.stream().map(LiveRollout::getApplication));
        return last.isEmpty() ? Messages.Running_rollOut(names) : Messages.Running_rollOutLast(names, last);
    }

    /** The report's file is gone or cannot be read. */
    private static Headline lost(UpdateRecord record) {
        return new Headline(
                record.isFailed() ? Messages.Label_failed() : Messages.Label_done(),
                record.getSummary(),
                Messages.Report_lost(),
                record.isFailed() ? BAD : GOOD,
                record.isFailed() ? DANGER : INFO);
    }

    /** Of an update that has ended. */
    static Headline of(CycleReport report) {
        List<FailureReport> failures = report.allFailures();
        if (!failures.isEmpty()) {
            return failed(report, failures);
        }
        List<ImageReport> changes = report.changes();
        if (changes.isEmpty()) {
            return current(report);
        }
        return report.dryRun()
                ? new Headline(
                        Messages.Label_dryRun(),
                        Messages.DryRun_sentence(changes.size(), InWords.versions(changes)),
                        "",
                        TRIAL,
                        INFO)
                : FinishedUpdate.headline(report);
    }

    private static Headline current(CycleReport report) {
        List<ImageReport> checked = report.applications().stream()
                .flatMap(application -> application.images().stream())
                .filter(image -> image.outcome() == ImageReport.Outcome.CURRENT
                        || image.outcome() == ImageReport.Outcome.WAITING)
                .toList();
        if (checked.isEmpty()) {
            return new Headline(
                    Messages.Label_nothing(), Messages.Nothing_watched(), Messages.Nothing_advice(), ENDED, WARNING);
        }
        String broken = states(checked, ImageState::isBroken);
        if (!broken.isEmpty()) {
            return new Headline(
                    Messages.Label_unhealthy(),
                    Messages.Unhealthy_sentence(checked.size(), broken),
                    Messages.Unhealthy_advice(),
                    BAD,
                    DANGER);
        }
        String rollingOut = states(checked, ImageState::isUnsettled);
        if (!rollingOut.isEmpty()) {
            return new Headline(
                    Messages.Label_rollingOut(),
                    Messages.Current_rollingOut(checked.size(), rollingOut),
                    "",
                    WAITING,
                    INFO);
        }
        List<ImageReport> waiting =
                checked.stream().filter(image -> image.waiting() != null).toList();
        if (!waiting.isEmpty()) {
            String why = InWords.list(waiting.stream().map(image -> image.name() + ": " + image.detail()));
            return new Headline(
                    Messages.Label_waiting(), Messages.Waiting_sentence(waiting.size(), why), "", WAITING, INFO);
        }
        return new Headline(
                Messages.Label_current(),
                Messages.Current_sentence(checked.size(), InWords.versions(checked)),
                "",
                GOOD,
                SUCCESS);
    }

    private static String states(List<ImageReport> images, Predicate<ImageState> which) {
        return InWords.list(images.stream()
                .filter(image -> image.state() != null && which.test(image.state()))
                .map(image -> image.name() + " " + image.state().describe()));
    }

    /** A failure's message ends with its advice, which has a place of its own here. */
    private static Headline failed(CycleReport report, List<FailureReport> failures) {
        FailureReport first = failures.get(0);
        String what = first.message();
        String tail = ". " + first.advice();
        if (!first.advice().isEmpty() && what.endsWith(tail)) {
            what = what.substring(0, what.length() - tail.length());
        }
        if (failures.size() > 1) {
            what = Messages.Failed_more(what, failures.size() - 1);
        }
        String label = isOfHealth(report, first) ? Messages.Label_unhealthy() : Messages.Label_failed();
        return new Headline(label, what, first.advice(), BAD, DANGER);
    }

    /** Whether nothing was rolled out, and a look at what is there found it not healthy. */
    private static boolean isOfHealth(CycleReport report, FailureReport failure) {
        return report.applications().stream()
                .filter(application -> application.writeBack() == null || !application.rollsOut())
                .map(ApplicationReport::rollout)
                .anyMatch(rollout -> rollout != null && failure.equals(rollout.failure()));
    }
}

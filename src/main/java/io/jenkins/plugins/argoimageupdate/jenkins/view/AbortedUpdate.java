package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What an update that somebody ended had done by then. */
final class AbortedUpdate {

    private final Map<Carried, List<ApplicationReport>> carried = new EnumMap<>(Carried.class);
    private final boolean follows;

    private AbortedUpdate(CycleReport report) {
        report.applications()
                .forEach(application -> carried.computeIfAbsent(Carried.of(application), any -> new ArrayList<>())
                        .add(application));
        follows = report.applications().stream().anyMatch(ApplicationReport::isWritten);
    }

    static Headline headline(UpdateRecord record, @CheckForNull CycleReport report) {
        return report == null ? headline(record.getArguments().isDryRun(), record.getAbortedIn()) : headline(report);
    }

    /**
     * Before there was a report of what was written.
     *
     * @param stage how far it had come; null when not known
     */
    static Headline headline(boolean dryRun, @CheckForNull LiveProgress.Stage stage) {
        boolean before = stage == LiveProgress.Stage.DISCOVER || stage == LiveProgress.Stage.SELECT;
        return dryRun || before
                ? headline(Messages.Aborted_before(), "")
                : headline(Messages.Aborted_unknown(), Messages.Aborted_runAgain());
    }

    static Headline headline(CycleReport report) {
        AbortedUpdate update = new AbortedUpdate(report);
        return headline(update.sentence(), update.advice());
    }

    private static Headline headline(String sentence, String advice) {
        return new Headline(Messages.Label_aborted(), sentence, advice, Headline.ENDED, Headline.WARNING);
    }

    private String sentence() {
        String done = phrases(true);
        String before = phrases(false);
        if (done.isEmpty()) {
            return before.isEmpty() ? Messages.Aborted_nothing() : Messages.Aborted_nothingLeft(before);
        }
        String sentence = Messages.Aborted_after(done);
        return before.isEmpty() ? sentence : Messages.Aborted_besides(sentence, before);
    }

    private String advice() {
        List<String> advice = new ArrayList<>();
        if (follows) {
            advice.add(Messages.Aborted_advice());
        }
        if (carried.keySet().stream().anyMatch(Carried::waitsForMerge)) {
            advice.add(Messages.Updated_merge());
        }
        return String.join(" ", advice);
    }

    private String phrases(boolean done) {
        return InWords.list(carried.entrySet().stream()
                .filter(entry -> entry.getKey() != Carried.NOT && entry.getKey().isDone() == done)
                .map(entry -> phrase(entry.getKey(), entry.getValue())));
    }

    private static String phrase(Carried how, List<ApplicationReport> applications) {
        return switch (how) {
            case COMMITTED, PUSHED -> Messages.Aborted_committed(commits(applications));
            case SET -> Messages.Aborted_set(names(applications));
            case ON_BRANCH -> Messages.Aborted_onBranch(commits(applications), branches(applications));
            case OPENED -> Messages.Aborted_opened(requests(applications));
            case UPDATED -> Messages.Aborted_updated(commits(applications), requests(applications));
            case IN_GIT -> Messages.Aborted_inGit(names(applications));
            case IN_ARGO_CD -> Messages.Aborted_inArgoCd(names(applications));
            case ON_BRANCH_BEFORE -> Messages.Aborted_onBranchBefore(branches(applications));
            case OPEN -> Messages.Aborted_open(requests(applications));
            case MERGED -> Messages.Aborted_merged(requests(applications));
            case CLOSED -> Messages.Aborted_closed(requests(applications));
            case NOT -> "";
        };
    }

    private static String names(List<ApplicationReport> applications) {
        return list(applications, ApplicationReport::name);
    }

    private static String commits(List<ApplicationReport> applications) {
        return list(applications, application -> application.writeBack().shortCommit());
    }

    private static String branches(List<ApplicationReport> applications) {
        return list(applications, application -> application.writeBack().branch());
    }

    private static String requests(List<ApplicationReport> applications) {
        return list(
                applications,
                application -> application.writeBack().pullRequest().name());
    }

    private static String list(List<ApplicationReport> applications, Function<ApplicationReport, String> word) {
        return InWords.list(applications.stream().map(word));
    }
}

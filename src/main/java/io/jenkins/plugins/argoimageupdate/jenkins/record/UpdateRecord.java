package io.jenkins.plugins.argoimageupdate.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.Summary;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** What a build keeps in its {@code build.xml} of one call of the step: enough for lists and the environment. Immutable. */
public final class UpdateRecord {

    /** How far it came. */
    public enum State {
        /** Nothing is decided yet; if it ends here, it can simply be done again. */
        RUNNING,
        /** All is written back; the report so far is kept, and the rollout is being followed. */
        ROLLING_OUT,
        /** It came to its end, good or bad; the report says all. */
        FINISHED,
        /** It could not even begin; the summary says why, and there is no report. */
        FAILED,
        /** Somebody ended it; the report, if there is one, says what had happened by then. */
        ABORTED
    }

    private final int number;
    private final String node;
    private final long started;
    private final UpdateArguments arguments;
    /** Null for an update. */
    private final RollbackArguments rollback;

    private final State state;
    private final boolean failed;
    private final String summary;
    private final String commit;
    private final List<String> changes;

    /** Null unless it was aborted before there was a report, and when not known, as in what earlier versions kept. */
    private final LiveProgress.Stage abortedIn;

    private UpdateRecord(UpdateRecord before, State state, boolean failed, String summary, CycleReport report) {
        this(before, state, failed, summary, report, null);
    }

    private UpdateRecord(
            UpdateRecord before,
            State state,
            boolean failed,
            String summary,
            CycleReport report,
            @CheckForNull LiveProgress.Stage abortedIn) {
        this.number = before.number;
        this.node = before.node;
        this.started = before.started;
        this.arguments = before.arguments;
        this.rollback = before.rollback;
        this.state = state;
        this.failed = failed;
        this.summary = CleanText.line(summary);
        this.commit = report == null ? before.commit : commit(report);
        this.changes = report == null ? before.changes : changes(report);
        this.abortedIn = abortedIn;
    }

    /** One that begins. */
    UpdateRecord(int number, String node, UpdateArguments arguments, @CheckForNull RollbackArguments rollback) {
        this.rollback = rollback;
        this.number = number;
        this.node = node;
        this.started = System.currentTimeMillis();
        this.arguments = arguments;
        this.state = State.RUNNING;
        this.failed = false;
        this.summary = "";
        this.commit = "";
        this.changes = new ArrayList<>();
        this.abortedIn = null;
    }

    UpdateRecord rollingOut(CycleReport soFar) {
        return new UpdateRecord(this, State.ROLLING_OUT, false, Summary.of(soFar), soFar);
    }

    UpdateRecord finished(CycleReport report) {
        return new UpdateRecord(this, State.FINISHED, !report.allFailures().isEmpty(), Summary.of(report), report);
    }

    UpdateRecord failed(String why) {
        return new UpdateRecord(this, State.FAILED, true, why, null);
    }

    /** @param stage how far it had come; null when not known */
    UpdateRecord aborted(@CheckForNull LiveProgress.Stage stage) {
        return new UpdateRecord(this, State.ABORTED, true, summary, null, stage);
    }

    /** What it is once its build has ended, which may happen without it: Jenkins cannot resume every build that it was killed in. */
    UpdateRecord afterItsBuild() {
        return switch (state) {
            case RUNNING -> failed(Messages.Lost_build());
            case ROLLING_OUT -> aborted(LiveProgress.Stage.ROLL_OUT);
            case FINISHED, FAILED, ABORTED -> this;
        };
    }

    /** Its place among the updates of the build, from 1; also in the name of the report's file. */
    public int getNumber() {
        return number;
    }

    /** The ID of the Pipeline's flow node; empty for a build step of another job. */
    public String getNode() {
        return node;
    }

    public Instant getStarted() {
        return Instant.ofEpochMilli(started);
    }

    /** What was asked for, as a trigger needs it to poll for the same. */
    public UpdateArguments getArguments() {
        return arguments;
    }

    /** What it goes back to; null for an update. */
    @CheckForNull
    public RollbackArguments getRollback() {
        return rollback;
    }

    public State getState() {
        return state;
    }

    public boolean isOver() {
        return state != State.RUNNING && state != State.ROLLING_OUT;
    }

    /** Whether something went wrong. */
    public boolean isFailed() {
        return failed;
    }

    /** How far it had come when it was aborted; null when not known, and if it was not. */
    @CheckForNull
    public LiveProgress.Stage getAbortedIn() {
        return abortedIn;
    }

    /** Whether all is there that every record has. */
    boolean isWhole() {
        return number > 0
                && node != null
                && arguments != null
                && state != null
                && summary != null
                && commit != null
                && changes != null;
    }

    /** One sentence; empty while nothing is known. */
    public String getSummary() {
        return summary;
    }

    /** Full ID of the commit that was pushed; empty for none, or nothing new. */
    public String getCommit() {
        return commit;
    }

    /** Such as {@code frontend=main-b99bc73}, one for each image whose tag changed. */
    public List<String> getChanges() {
        return Collections.unmodifiableList(changes);
    }

    private static String commit(CycleReport report) {
        return report.applications().stream()
                .map(ApplicationReport::writeBack)
                .filter(Objects::nonNull)
                .filter(WriteBackReport::isWritten)
                .flatMap(written -> written.revision().stream())
                .findFirst()
                .orElse("");
    }

    private static List<String> changes(CycleReport report) {
        List<String> texts = new ArrayList<>();
        report.changes()
                .forEach(image ->
                        texts.add(CleanText.word(image.name() + "=" + image.to().shown())));
        return texts;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import jenkins.model.RunAction2;

/**
 * The updates of a build: a small record of each here, its report in a file of its own, and how it goes while it runs. Every change
 * is saved at once, so that an update can be taken up again after a restart. Thread-safe; what getters return does not change.
 */
public final class UpdateRunAction implements RunAction2 {

    private volatile List<UpdateRecord> records = new ArrayList<>();
    private transient Run<?, ?> run;
    private transient Map<Integer, LiveProgress> live = new ConcurrentHashMap<>();

    /** How many there were when Jenkins started: what is known of the progress of these begins anew. */
    private transient int taken;

    private UpdateRunAction() {
        // made by of()
    }

    /** Leaves out what a damaged {@code build.xml} has only in part: pages show the rest. */
    private Object readResolve() {
        List<UpdateRecord> whole = new ArrayList<>(records == null ? List.of() : records);
        whole.removeIf(record -> record == null || !record.isWhole());
        records = whole;
        return this;
    }

    /** That of a build, which gets one if it has none yet. */
    public static synchronized UpdateRunAction of(Run<?, ?> run) {
        UpdateRunAction action = run.getAction(UpdateRunAction.class);
        if (action == null) {
            action = new UpdateRunAction();
            run.addAction(action);
        }
        return action;
    }

    /**
     * Keeps that an update begins.
     *
     * @param node the ID of the Pipeline's flow node; empty for none
     * @return its number
     */
    public int begin(UpdateArguments arguments, String node) {
        return begin(arguments, null, node);
    }

    /**
     * The same of a rollback.
     *
     * @param arguments say where to write
     * @param rollback null for an update
     */
    public synchronized int begin(UpdateArguments arguments, @CheckForNull RollbackArguments rollback, String node) {
        UpdateRecord record = new UpdateRecord(records.size() + 1, node, arguments, rollback);
        List<UpdateRecord> more = new ArrayList<>(records);
        more.add(record);
        records = more;
        save();
        return record.getNumber();
    }

    /** What an update tells of its progress goes here; also begins anew after a restart. */
    public LiveProgress live(int number) {
        return live.computeIfAbsent(number, any -> new LiveProgress());
    }

    /** Keeps what was written, before the rollout is followed. */
    public void rollingOut(int number, CycleReport soFar) {
        write(number, soFar);
        replace(number, record -> record.rollingOut(soFar));
    }

    /** Keeps more of what a rollout has to know to be taken up again. */
    public void keep(int number, CycleReport soFar) {
        write(number, soFar);
    }

    /** Keeps how an update ended. */
    public void finish(int number, CycleReport report) {
        write(number, report);
        replace(number, record -> record.finished(report));
        live.remove(number);
    }

    /** Keeps that an update could not begin. */
    public void fail(int number, String why) {
        replace(number, record -> record.failed(why));
        live.remove(number);
    }

    /** Keeps that somebody ended an update, with what had happened by then. */
    public void abort(int number) {
        records.stream()
                .filter(record ->
                        record.getRollback() != null && record.getRollback().getUndoes() == number && !record.isOver())
                .map(UpdateRecord::getNumber)
                .toList()
                .forEach(this::abort);
        LiveProgress progress = live.remove(number);
        CycleReport soFar = getReport(number);
        if (progress != null && soFar != null) {
            write(number, progress.cutShort(soFar));
        }
        boolean known = progress != null && number > taken;
        replace(number, record -> record.aborted(known ? progress.getStage() : null));
    }

    /** The updates of the build, in the order in which they began. */
    public List<UpdateRecord> getRecords() {
        if (run.isBuilding()) {
            return Collections.unmodifiableList(records);
        }
        return records.stream()
                .map(record -> live.containsKey(record.getNumber()) ? record : record.afterItsBuild())
                .toList();
    }

    /** @throws IllegalArgumentException if there is none with this number */
    public UpdateRecord getRecord(int number) {
        return records.stream()
                .filter(record -> record.getNumber() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no update " + number));
    }

    /** The report of an update, read from its file; null when nothing is written yet. */
    @CheckForNull
    public CycleReport getReport(int number) {
        return file(number).read();
    }

    /** The reports that there are, in the order in which the updates began. */
    public List<CycleReport> getReports() {
        return records.stream()
                .map(record -> getReport(record.getNumber()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether an update is under way, or waits to go on after a restart. */
    public boolean isRunning() {
        return run.isBuilding() && records.stream().anyMatch(record -> !record.isOver());
    }

    /** How the updates go that are under way, by number. */
    public Map<Integer, LiveProgress> getLive() {
        return Collections.unmodifiableMap(live);
    }

    public Run<?, ?> getRun() {
        return run;
    }

    private synchronized void replace(int number, UnaryOperator<UpdateRecord> change) {
        List<UpdateRecord> replaced = new ArrayList<>();
        records.forEach(record ->
                replaced.add(record.getNumber() == number && !record.isOver() ? change.apply(record) : record));
        records = replaced;
        save();
    }

    private void save() {
        try {
            run.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int number, CycleReport report) {
        try {
            file(number).write(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReportFile file(int number) {
        return new ReportFile(run.getRootDir().toPath(), number);
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
        live = new ConcurrentHashMap<>();
        taken = records.size();
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Undo;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.List;

/** Undoes an update whose rollout failed, by another one in the same build. */
public final class Undoing {

    private Undoing() {}

    /** In whose name a build writes what nobody has asked it for by hand. */
    public static String by(Run<?, ?> run) {
        return "argoImageUpdate of " + run.getFullDisplayName();
    }

    /**
     * What of it is to be undone.
     *
     * @param number of the update
     * @param report of it
     */
    public static Undo of(Run<?, ?> run, int number, CycleReport report) {
        return Undo.of(report, image -> isUndoneLast(run, number, image));
    }

    /** Whether the last change of an image before was undone: in the same build, or in the last one that changed it. */
    private static boolean isUndoneLast(Run<?, ?> run, int number, GuardedImage image) {
        UpdateRunAction action = UpdateRunAction.of(run);
        List<UpdateRecord> before = action.getRecords().stream()
                .filter(record -> record.getNumber() < number)
                .toList();
        for (int i = before.size() - 1; i >= 0; i--) {
            UpdateRecord record = before.get(i);
            CycleReport report = action.getReport(record.getNumber());
            if (report != null && report.applications().stream().anyMatch(application -> changes(application, image))) {
                RollbackArguments rollback = record.getRollback();
                return rollback != null && rollback.getUndoes() > 0;
            }
        }
        return UpdateHistory.of(run.getParent())
                .lastChange(image)
                .filter(entry -> entry.written() == HistoryEntry.Kind.UNDO)
                .isPresent();
    }

    private static boolean changes(ApplicationReport application, GuardedImage image) {
        return application.changes().stream()
                .anyMatch(change -> application.guarded(change).covers(image));
    }

    /** The number of the update that undoes another one; begins it unless a restart has interrupted it. */
    public static int begin(Run<?, ?> run, UpdateRecord failed, Undo undo) {
        UpdateRunAction action = UpdateRunAction.of(run);
        return action.getRecords().stream()
                .filter(record ->
                        record.getRollback() != null && record.getRollback().getUndoes() == failed.getNumber())
                .map(UpdateRecord::getNumber)
                .findFirst()
                .orElseGet(() -> action.begin(
                        failed.getArguments(),
                        RollbackArguments.undoing(failed.getNumber(), by(run), undo.why()),
                        failed.getNode()));
    }
}

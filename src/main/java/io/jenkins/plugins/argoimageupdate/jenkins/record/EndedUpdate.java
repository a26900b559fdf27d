package io.jenkins.plugins.argoimageupdate.jenkins.record;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the updates of a build that is over.
 *
 * @param kind of it, for the history
 * @param aborted whether somebody ended it; the other updates of its build may have come to their end
 */
public record EndedUpdate(CycleReport report, HistoryEntry.Kind kind, boolean aborted) {

    /** One that wrote what is newest. */
    public EndedUpdate(CycleReport report, boolean aborted) {
        this(report, HistoryEntry.Kind.UPDATE, aborted);
    }

    /** Those that have a report. */
    static List<EndedUpdate> of(UpdateRunAction action) {
        List<EndedUpdate> updates = new ArrayList<>();
        for (UpdateRecord record : action.getRecords()) {
            CycleReport report = action.getReport(record.getNumber());
            if (report != null) {
                updates.add(new EndedUpdate(
                        report, HistoryEntry.Kind.of(record), record.getState() == UpdateRecord.State.ABORTED));
            }
        }
        return updates;
    }
}

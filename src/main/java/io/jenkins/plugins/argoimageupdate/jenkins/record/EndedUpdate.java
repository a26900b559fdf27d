package io.jenkins.plugins.argoimageupdate.jenkins.record;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the updates of a build that is over.
 *
 * @param aborted whether somebody ended it; the other updates of its build may have come to their end
 */
public record EndedUpdate(CycleReport report, boolean aborted) {

    /** Those that have a report. */
    static List<EndedUpdate> of(UpdateRunAction action) {
        List<EndedUpdate> updates = new ArrayList<>();
        for (UpdateRecord record : action.getRecords()) {
            CycleReport report = action.getReport(record.getNumber());
            if (report != null) {
                updates.add(new EndedUpdate(report, record.getState() == UpdateRecord.State.ABORTED));
            }
        }
        return updates;
    }
}

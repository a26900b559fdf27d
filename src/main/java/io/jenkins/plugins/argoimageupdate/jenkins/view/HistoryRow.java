package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitLink;
import java.util.Date;

/** An entry of the history as the page shows it. */
public record HistoryRow(HistoryEntry entry) {

    private static final int SHORT_COMMIT = 7;

    public Date getAt() {
        return Date.from(entry.at());
    }

    public String getCommit() {
        String commit = entry.commit();
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    /** The commit's page at its host; null where none is known. */
    @CheckForNull
    public String getCommitLink() {
        return SafeLink.of(CommitLink.of(entry.repository(), entry.commit()));
    }

    public String getLeadTime() {
        Long millis = entry.leadMillis();
        return millis == null ? "" : Util.getTimeSpanString(millis);
    }

    /** In the reader's language. */
    public String getOutcome() {
        return switch (entry.outcome()) {
            case HEALTHY -> Messages.Label_healthy();
            case WRITTEN -> Messages.History_written();
            case FAILED -> Messages.Label_failed();
            case BLOCKED -> Messages.State_blocked();
            case ABORTED -> Messages.Label_aborted();
        };
    }

    public String getSymbol() {
        return switch (entry.outcome()) {
            case HEALTHY -> "symbol-checkmark-circle-outline plugin-ionicons-api";
            case WRITTEN -> "symbol-git-commit-outline plugin-ionicons-api";
            case BLOCKED -> "symbol-hand-left-outline plugin-ionicons-api";
            case FAILED -> "symbol-alert-circle-outline plugin-ionicons-api";
            case ABORTED -> "symbol-ban-outline plugin-ionicons-api";
        };
    }
}

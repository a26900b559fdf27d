package io.jenkins.plugins.argoimageupdate.jenkins.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitLink;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A changed image of a build as the page and the remote API show it. */
@ExportedBean
public final class HistoryRow {

    private static final int SHORT_COMMIT = 7;

    private final HistoryEntry entry;

    HistoryRow(HistoryEntry entry) {
        this.entry = entry;
    }

    /** What is kept of it, for the page. */
    public HistoryEntry entry() {
        return entry;
    }

    @Exported
    public int getBuild() {
        return entry.build();
    }

    @Exported
    public String getApplication() {
        return entry.change().application();
    }

    /** The alias, or the image's name where it has none. */
    @Exported
    public String getName() {
        return entry.change().name();
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return entry.change().image();
    }

    @Exported
    public String getFrom() {
        return entry.change().from();
    }

    @Exported
    public String getTo() {
        return entry.change().to();
    }

    /** Such as {@code UPDATE}, {@code ROLLBACK} or {@code ADOPTION}. */
    @Exported
    public String getKind() {
        return entry.written().name();
    }

    /** Empty when the Argo CD API was used. */
    @Exported(name = "commit")
    public String getFullCommit() {
        return entry.revision().commit();
    }

    /** Such as {@code HEALTHY} or {@code BLOCKED}. */
    @Exported(name = "outcome")
    public String getOutcomeName() {
        return entry.outcome().name();
    }

    /** Why it was not live when the build ended; empty if it was. */
    @Exported
    public String getReason() {
        return entry.reason();
    }

    /** From the image's build until it was healthy, in milliseconds; null when it was not, or its build is not known. */
    @Exported
    @CheckForNull
    public Long getLeadMillis() {
        return entry.leadMillis();
    }

    @Exported
    public Date getAt() {
        return Date.from(entry.at());
    }

    public String getCommit() {
        String commit = entry.revision().commit();
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    /** The commit's page at its host; null where none is known. */
    @CheckForNull
    public String getCommitLink() {
        return SafeLink.of(
                CommitLink.of(entry.revision().repository(), entry.revision().commit()));
    }

    /** In the reader's language. */
    public String getOutcome() {
        return switch (entry.outcome()) {
            case HEALTHY -> Messages.History_healthy();
            case WRITTEN -> Messages.History_written();
            case FAILED -> Messages.History_failed();
            case BLOCKED -> Messages.History_blocked();
            case ABORTED -> Messages.History_aborted();
        };
    }

    /** The Application's page in Argo CD; empty where none is known. */
    @Exported
    public String getApplicationUrl() {
        return entry.revision().applicationUrl();
    }

    public boolean isProblem() {
        return entry.outcome() == HistoryEntry.Outcome.FAILED || entry.outcome() == HistoryEntry.Outcome.BLOCKED;
    }

    /** The lower, the more it is to be seen. */
    int urgency() {
        return switch (entry.outcome()) {
            case FAILED -> 0;
            case BLOCKED -> 1;
            case ABORTED -> 2;
            case WRITTEN -> 3;
            case HEALTHY -> 4;
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

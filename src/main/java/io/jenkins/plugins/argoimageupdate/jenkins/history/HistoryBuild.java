package io.jenkins.plugins.argoimageupdate.jenkins.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a build changed, as a row of the history. */
public final class HistoryBuild {

    private final List<HistoryRow> changes;

    /** @param changes of one build, at least one */
    HistoryBuild(List<HistoryRow> changes) {
        this.changes = changes;
    }

    public int getNumber() {
        return first().build();
    }

    /** Whether it went back to earlier versions, on purpose or because a rollout failed. */
    public boolean isRollback() {
        return isOf(HistoryEntry.Kind.ROLLBACK) || isOf(HistoryEntry.Kind.UNDO);
    }

    /** Whether it wrote to Git what somebody had changed in the cluster by hand. */
    public boolean isAdoption() {
        return isOf(HistoryEntry.Kind.ADOPTION);
    }

    private boolean isOf(HistoryEntry.Kind kind) {
        return changes.stream().anyMatch(change -> change.entry().written() == kind);
    }

    /** Whether the build is gone. */
    public boolean isDeleted() {
        return first().deleted();
    }

    public Date getAt() {
        return Date.from(first().at());
    }

    /** Those that a row has room for. */
    public PageRows<HistoryRow> getShown() {
        return PageRows.of(changes, Budget.NAMED.intValue(), HistoryRow::urgency);
    }

    /** One for each Application. */
    public Collection<HistoryRow> getApplications() {
        return distinct(HistoryRow::getApplication);
    }

    /** One for each commit; none when the Argo CD API was used. */
    public Collection<HistoryRow> getCommits() {
        return distinct(HistoryRow::getFullCommit).stream()
                .filter(change -> !change.getFullCommit().isEmpty())
                .toList();
    }

    /** Whether the names of its images need those of their Applications. */
    public boolean isOfSeveralApplications() {
        return getApplications().size() > 1;
    }

    /** The image whose outcome is that of the build: the worst. */
    public HistoryRow getWorst() {
        return changes.stream()
                .min(Comparator.comparingInt(HistoryRow::urgency))
                .orElseThrow();
    }

    /** How many images share the worst outcome or have a problem too, in the reader's language; empty if all do. */
    public String getShare() {
        HistoryRow worst = getWorst();
        long same = changes.stream()
                .filter(change -> change.getOutcomeName().equals(worst.getOutcomeName())
                        || worst.isProblem() && change.isProblem())
                .count();
        return same == changes.size() ? "" : Messages.History_share(same, changes.size());
    }

    /** Until the last image was live; empty when none was, or their builds are not known. */
    public String getLeadTime() {
        Long longest = longest();
        return longest == null ? "" : TimeSpan.of(longest);
    }

    @CheckForNull
    private Long longest() {
        return changes.stream()
                .map(HistoryRow::getLeadMillis)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private HistoryEntry first() {
        return changes.get(0).entry();
    }

    private Collection<HistoryRow> distinct(Function<HistoryRow, String> key) {
        Stream<HistoryRow> all = changes.stream();
        return all.collect(Collectors.toMap(key, row -> row, (one, other) -> one, LinkedHashMap::new))
                .values();
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import java.util.List;
import java.util.function.ToLongFunction;

/** The requests of an update in a table that has no column in which nothing but zeros stands. */
public final class RequestTable {

    private final List<RequestsView> rows;

    RequestTable(List<RequestsView> rows) {
        this.rows = List.copyOf(rows);
    }

    public List<RequestsView> getRows() {
        return rows;
    }

    /** To all servers. */
    public long getTotal() {
        return rows.stream().mapToLong(RequestsView::getTotal).sum();
    }

    public boolean isWithShared() {
        return any(RequestsView::getShared);
    }

    public boolean isWithCached() {
        return any(RequestsView::getCached);
    }

    public boolean isWithRetries() {
        return any(RequestsView::getRetries);
    }

    public boolean isWithFailures() {
        return any(RequestsView::getFailures);
    }

    /** Whether any server told its rate limit. */
    public boolean isWithRemaining() {
        return rows.stream().anyMatch(row -> !row.getRemaining().isEmpty());
    }

    private boolean any(ToLongFunction<RequestsView> count) {
        return rows.stream().anyMatch(row -> count.applyAsLong(row) > 0);
    }
}

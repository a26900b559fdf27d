package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** One page of the rows of a table that match a search, without the columns that are empty on it. */
public final class TableView<T> {

    /** Of one page. */
    static final int ROWS = 50;

    private final String name;
    private final List<T> matching;
    private final Map<String, Predicate<T>> columns;
    private final WatchQuery query;
    private final int page;

    /**
     * @param name of the table in addresses
     * @param text of a row, in which is searched
     * @param columns which rows have something in a column, by its name
     */
    TableView(String name, List<T> all, Function<T, String> text, Map<String, Predicate<T>> columns, WatchQuery query) {
        this.name = name;
        this.matching =
                all.stream().filter(row -> query.matches(text.apply(row))).toList();
        this.columns = columns;
        this.query = query;
        this.page = Math.max(1, Math.min(query.page(name), pages()));
    }

    private int pages() {
        return (matching.size() + ROWS - 1) / ROWS;
    }

    public String getName() {
        return name;
    }

    public List<T> getRows() {
        return matching.subList(getFirst() - 1, getLast());
    }

    public boolean isEmpty() {
        return matching.isEmpty();
    }

    /** Whether a row of the page has something in a column. */
    public boolean has(String column) {
        return getRows().stream().anyMatch(columns.get(column));
    }

    public boolean isPaged() {
        return matching.size() > ROWS;
    }

    /** How many rows match. */
    public int getTotal() {
        return matching.size();
    }

    /** The number of the first row of the page, from 1 on. */
    public int getFirst() {
        return (page - 1) * ROWS + 1;
    }

    /** The number of the last row of the page. */
    public int getLast() {
        return Math.min(matching.size(), page * ROWS);
    }

    /** The address of the page before; null if there is none. */
    @CheckForNull
    public String getPrevious() {
        return page > 1 ? query.to(name, page - 1) : null;
    }

    /** The address of the page after; null if there is none. */
    @CheckForNull
    public String getNext() {
        return page < pages() ? query.to(name, page + 1) : null;
    }
}

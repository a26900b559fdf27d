package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SearchWords;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TablePage;
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
    private final TablePage<T> page;

    /**
     * @param name of the table in addresses
     * @param text of a row, in which is searched
     * @param columns which rows have something in a column, by its name
     */
    TableView(String name, List<T> all, Function<T, String> text, Map<String, Predicate<T>> columns, WatchQuery query) {
        this.name = name;
        SearchWords words = new SearchWords(query.text());
        this.matching = all.stream().filter(row -> words.areIn(text.apply(row))).toList();
        this.columns = columns;
        this.query = query;
        this.page = new TablePage<>(matching, ROWS, query.page(name));
    }

    public String getName() {
        return name;
    }

    public List<T> getRows() {
        return page.rows();
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
        return page.first();
    }

    /** The number of the last row of the page. */
    public int getLast() {
        return page.last();
    }

    /** The address of the page before; null if there is none. */
    @CheckForNull
    public String getPrevious() {
        return page.number() > 1 ? query.to(name, page.number() - 1) : null;
    }

    /** The address of the page after; null if there is none. */
    @CheckForNull
    public String getNext() {
        return page.number() < page.pages() ? query.to(name, page.number() + 1) : null;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.List;

/**
 * One page of a long table.
 *
 * @param all rows of the table
 * @param most how many rows a page has
 * @param number of the page, from 1
 */
public record TablePage<T>(List<T> all, int most, int number) {

    /** The nearest one that there is. */
    public TablePage {
        number = Math.max(1, Math.min(number, pages(all, most)));
    }

    /** The number that a parameter of a request asks for; 1 if it is none. */
    public static int asked(@CheckForNull String parameter) {
        String page = Util.fixNull(parameter).strip();
        return page.matches("[0-9]{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1;
    }

    private static int pages(List<?> all, int most) {
        return Math.max(1, (all.size() + most - 1) / most);
    }

    /** How many pages there are, at least one. */
    public int pages() {
        return pages(all, most);
    }

    public List<T> rows() {
        return all.subList(first() - 1, last());
    }

    /** The number of its first row, from 1. */
    public int first() {
        return (number - 1) * most + 1;
    }

    /** The number of its last row; 0 if there is none. */
    public int last() {
        return Math.min(number * most, all.size());
    }
}

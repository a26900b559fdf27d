package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TablePage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What the address of <em>Image watch</em> asks for.
 *
 * @param text words that rows have to have, all of them; empty for any
 * @param pages of the tables, by their names; the first one where a table has none
 */
record WatchQuery(String text, Map<String, Integer> pages) {

    private static final int LONGEST = 200;

    /** All of everything. */
    static final WatchQuery NONE = new WatchQuery("", Map.of());

    /** @param request null for none */
    static WatchQuery of(@CheckForNull StaplerRequest2 request) {
        if (request == null) {
            return NONE;
        }
        Map<String, Integer> pages = new TreeMap<>();
        for (String table : List.of("problems", "jobs", "repositories", "registries", "servers", "git")) {
            int page = TablePage.asked(request.getParameter(table));
            if (page > 1) {
                pages.put(table, page);
            }
        }
        return new WatchQuery(CleanText.line(request.getParameter("q"), LONGEST).strip(), pages);
    }

    int page(String table) {
        return pages.getOrDefault(table, 1);
    }

    /** The address of another page of a table. */
    String to(String table, int page) {
        Map<String, Integer> others = new TreeMap<>(pages);
        others.put(table, page);
        String search = text.isEmpty() ? "" : "q=" + Util.rawEncode(text) + "&";
        return "?" + search
                + others.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&"))
                + "#aiu-" + table;
    }
}

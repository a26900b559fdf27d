package io.jenkins.plugins.argoimageupdate.jenkins.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SearchWords;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TablePage;
import java.util.List;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What somebody asks a job's history for.
 *
 * @param image the name of an image; empty for all
 * @param search words that a change has in the names of its Application and image, its tags or its commit; empty for any
 * @param page which part of what is found, from 1
 */
public record HistoryQuery(String image, String search, int page) {

    /** The whole history, from its newest build. */
    static final HistoryQuery ALL = new HistoryQuery("", "", 1);

    /** From the parameters of a request; all without one. */
    static HistoryQuery of(@CheckForNull StaplerRequest2 request) {
        if (request == null) {
            return ALL;
        }
        return new HistoryQuery(
                Util.fixNull(request.getParameter("image")).strip(),
                Util.fixNull(request.getParameter("search")).strip(),
                TablePage.asked(request.getParameter("page")));
    }

    /** Those that it asks for, in their order. */
    List<HistoryEntry> of(List<HistoryEntry> entries) {
        SearchWords words = new SearchWords(search);
        return entries.stream()
                .filter(entry -> image.isEmpty() || entry.change().name().equals(image))
                .filter(entry -> words.areIn(text(entry)))
                .toList();
    }

    private static String text(HistoryEntry entry) {
        HistoryEntry.Change change = entry.change();
        return String.join(
                "\n",
                change.application(),
                change.name(),
                change.image(),
                change.from(),
                change.to(),
                entry.revision().commit());
    }

    /** Whether it asks for less than all. */
    public boolean isNarrow() {
        return !image.isEmpty() || !search.isEmpty();
    }

    /** The parameters of another page of the same, as a part of an address; empty if there are none. */
    public String address(int other) {
        StringBuilder address = new StringBuilder();
        add(address, "image", image);
        add(address, "search", search);
        add(address, "page", other > 1 ? String.valueOf(other) : "");
        return address.toString();
    }

    private static void add(StringBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.append(address.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(Util.rawEncode(value));
        }
    }
}

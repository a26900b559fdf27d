package io.jenkins.plugins.argoimageupdate.jenkins.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
        String page = Util.fixNull(request.getParameter("page")).strip();
        return new HistoryQuery(
                Util.fixNull(request.getParameter("image")).strip(),
                Util.fixNull(request.getParameter("search")).strip(),
                page.matches("[0-9]{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1);
    }

    /** Those that it asks for, in their order. */
    List<HistoryEntry> of(List<HistoryEntry> entries) {
        String[] words = search.toLowerCase(Locale.ROOT).split("\\s+");
        return entries.stream()
                .filter(entry -> image.isEmpty() || entry.change().name().equals(image))
                .filter(entry -> hasAll(entry, words))
                .toList();
    }

    private static boolean hasAll(HistoryEntry entry, String... words) {
        HistoryEntry.Change change = entry.change();
        String text = String.join(
                        "\n",
                        change.application(),
                        change.name(),
                        change.image(),
                        change.from(),
                        change.to(),
                        entry.revision().commit())
                .toLowerCase(Locale.ROOT);
        return Stream.of(words).allMatch(text::contains);
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

package io.jenkins.plugins.argoimageupdate.jenkins.history;

import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a page shows of a job's history: some of the builds that are found, the newest first. */
public final class HistoryPage {

    /** How many builds there are on a page. */
    static final int BUILDS = 25;

    private final UpdateHistory history;
    private final HistoryQuery query;
    private final List<HistoryEntry> entries;
    private final List<HistoryBuild> found;
    private final int number;

    HistoryPage(UpdateHistory history, HistoryQuery query) {
        this.history = history;
        this.query = query;
        this.entries = query.of(history.entries());
        this.found = builds(entries);
        this.number = Math.min(query.page(), last(found));
    }

    private static List<HistoryBuild> builds(List<HistoryEntry> entries) {
        Map<Integer, List<HistoryRow>> builds = new LinkedHashMap<>();
        for (HistoryEntry entry : entries) {
            builds.computeIfAbsent(entry.build(), build -> new ArrayList<>()).add(new HistoryRow(entry));
        }
        return builds.values().stream().map(HistoryBuild::new).toList();
    }

    private static int last(List<HistoryBuild> builds) {
        return Math.max(1, (builds.size() + BUILDS - 1) / BUILDS);
    }

    /** Names of all images of the history, in alphabetical order. */
    public List<String> getImages() {
        return history.names();
    }

    public HistoryQuery getQuery() {
        return query;
    }

    public List<HistoryBuild> getBuilds() {
        return found.subList(getFirst() - 1, getLast());
    }

    /** Where its first build is among those found, from 1. */
    public int getFirst() {
        return (number - 1) * BUILDS + 1;
    }

    /** Where its last build is among those found; 0 if none is found. */
    public int getLast() {
        return Math.min(number * BUILDS, found.size());
    }

    /** How many builds are found. */
    public int getFound() {
        return found.size();
    }

    /** How many builds the history has. */
    public int getTotal() {
        return (int) history.entries().stream()
                .mapToInt(HistoryEntry::build)
                .distinct()
                .count();
    }

    public int getNumber() {
        return number;
    }

    /** The numbers of all pages. */
    public List<Integer> getNumbers() {
        return IntStream.rangeClosed(1, last(found)).boxed().toList();
    }

    /** Of all builds that are found, whatever page they are on. */
    public LeadTimes getLeadTimes() {
        return LeadTimes.of(entries);
    }
}

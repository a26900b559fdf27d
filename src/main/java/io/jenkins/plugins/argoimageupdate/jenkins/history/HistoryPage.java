package io.jenkins.plugins.argoimageupdate.jenkins.history;

import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TablePage;
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
    private final TablePage<HistoryBuild> page;

    HistoryPage(UpdateHistory history, HistoryQuery query) {
        this.history = history;
        this.query = query;
        this.entries = query.of(history.entries());
        this.page = new TablePage<>(builds(entries), BUILDS, query.page());
    }

    private static List<HistoryBuild> builds(List<HistoryEntry> entries) {
        Map<Integer, List<HistoryRow>> builds = new LinkedHashMap<>();
        for (HistoryEntry entry : entries) {
            builds.computeIfAbsent(entry.build(), build -> new ArrayList<>()).add(new HistoryRow(entry));
        }
        return builds.values().stream().map(HistoryBuild::new).toList();
    }

    /** Names of all images of the history, in alphabetical order. */
    public List<String> getImages() {
        return history.names();
    }

    public HistoryQuery getQuery() {
        return query;
    }

    public List<HistoryBuild> getBuilds() {
        return page.rows();
    }

    /** Where its first build is among those found, from 1. */
    public int getFirst() {
        return page.first();
    }

    /** Where its last build is among those found; 0 if none is found. */
    public int getLast() {
        return page.last();
    }

    /** How many builds are found. */
    public int getFound() {
        return page.all().size();
    }

    /** How many builds the history has. */
    public int getTotal() {
        return (int) history.entries().stream()
                .mapToInt(HistoryEntry::build)
                .distinct()
                .count();
    }

    public int getNumber() {
        return page.number();
    }

    /** The numbers of all pages. */
    public List<Integer> getNumbers() {
        return IntStream.rangeClosed(1, page.pages()).boxed().toList();
    }

    /** Of all builds that are found, whatever page they are on. */
    public LeadTimes getLeadTimes() {
        return LeadTimes.of(entries);
    }
}

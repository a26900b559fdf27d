package io.jenkins.plugins.argoimageupdate.jenkins.history;

import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.view.TimeSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the last updates took from the build of the image until it was live. */
public final class LeadTimes {

    private static final int MOST = 20;
    private static final int CHARTED = 5;

    private final List<Update> updates;
    private final long median;
    private final long longest;

    /** One update. */
    public record Update(int build, boolean deleted, long millis) {

        /** Such as {@code 4 min 10 s}, in the reader's language. */
        public String took() {
            return TimeSpan.of(millis);
        }
    }

    private LeadTimes(Collection<Update> newestFirst) {
        List<Update> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        this.updates = List.copyOf(oldestFirst);
        List<Long> sorted = updates.stream().map(Update::millis).sorted().toList();
        this.longest = sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
        this.median = sorted.isEmpty() ? 0 : middle(sorted);
    }

    /** Of the last builds whose images came live; of several images of a build the one that took longest counts. */
    public static LeadTimes of(List<HistoryEntry> newestFirst) {
        Map<Integer, Update> builds = new LinkedHashMap<>();
        for (HistoryEntry entry : newestFirst) {
            Long millis = entry.leadMillis();
            if (millis != null && (builds.size() < MOST || builds.containsKey(entry.build()))) {
                builds.merge(
                        entry.build(),
                        new Update(entry.build(), entry.deleted(), millis),
                        (one, other) -> one.millis() >= other.millis() ? one : other);
            }
        }
        return new LeadTimes(builds.values());
    }

    /** The oldest first. */
    public List<Update> getUpdates() {
        return updates;
    }

    /** Whether there are enough for a chart; fewer are told in a sentence. */
    public boolean isCharted() {
        return updates.size() >= CHARTED;
    }

    public String getMedian() {
        return TimeSpan.of(median);
    }

    public String getLongest() {
        return TimeSpan.of(longest);
    }

    long medianMillis() {
        return median;
    }

    long longestMillis() {
        return longest;
    }

    private static long middle(List<Long> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the last updates took from the build of the image until it was live, as a chart of bars. */
public final class LeadTimes {

    /** Of the chart, in its own units. */
    public static final int WIDTH = 400;

    /** Of the chart, in its own units. */
    public static final int HEIGHT = 80;

    private static final int MOST_BARS = 20;
    private static final int STEP = WIDTH / MOST_BARS;
    private static final int GAP = 4;
    private static final int LEAST_HEIGHT = 2;

    private final List<Bar> bars = new ArrayList<>();
    private final long median;
    private final long longest;

    /** One update. */
    public record Bar(int build, boolean deleted, String took, int x, int y, int width, int height) {}

    private record Lead(int build, boolean deleted, long millis) {}

    private LeadTimes(Collection<Lead> newestFirst) {
        List<Lead> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        List<Long> sorted = oldestFirst.stream().map(Lead::millis).sorted().toList();
        this.longest = sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
        this.median = sorted.isEmpty() ? 0 : middle(sorted);
        for (Lead lead : oldestFirst) {
            int height = height(lead.millis());
            bars.add(new Bar(
                    lead.build(),
                    lead.deleted(),
                    TimeSpan.of(lead.millis()),
                    bars.size() * STEP + GAP / 2,
                    HEIGHT - height,
                    STEP - GAP,
                    height));
        }
    }

    /** Of the last builds whose images came live; of several images of a build the one that took longest counts. */
    public static LeadTimes of(List<HistoryEntry> newestFirst) {
        Map<Integer, Lead> builds = new LinkedHashMap<>();
        for (HistoryEntry entry : newestFirst) {
            Long millis = entry.leadMillis();
            if (millis != null && (builds.size() < MOST_BARS || builds.containsKey(entry.build()))) {
                builds.merge(
                        entry.build(),
                        new Lead(entry.build(), entry.deleted(), millis),
                        (one, other) -> one.millis() >= other.millis() ? one : other);
            }
        }
        return new LeadTimes(builds.values());
    }

    /** The oldest first. */
    public List<Bar> getBars() {
        return List.copyOf(bars);
    }

    public String getMedian() {
        return TimeSpan.of(median);
    }

    public String getLongest() {
        return TimeSpan.of(longest);
    }

    /** Where the line of the median is. */
    public int getMedianY() {
        return HEIGHT - height(median);
    }

    public String getViewBox() {
        return "0 0 " + WIDTH + " " + HEIGHT;
    }

    /** Where the bars end. */
    public int getEnd() {
        return bars.size() * STEP;
    }

    private int height(long millis) {
        return longest == 0 ? LEAST_HEIGHT : Math.max(LEAST_HEIGHT, (int) (HEIGHT * millis / longest));
    }

    private static long middle(List<Long> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}

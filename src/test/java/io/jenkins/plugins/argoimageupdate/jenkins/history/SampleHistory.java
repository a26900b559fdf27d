package io.jenkins.plugins.argoimageupdate.jenkins.history;

import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.JsonFile;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SampleStates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Histories of many builds that never ran. */
public final class SampleHistory {

    private static final List<String> IMAGES = List.of("frontend", "backend", "worker", "sidecar", "web");
    private static final int FAILED = 7;

    private SampleHistory() {}

    /**
     * Gives a job the history of so many builds, each of which changed so many images, no more than five. In every seventh build the
     * first image cannot start.
     */
    public static void write(Job<?, ?> job, int builds, int images) throws IOException {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int build = builds; build > 0; build--) {
            for (String image : IMAGES.subList(0, images)) {
                boolean failed = build % FAILED == 0 && image.equals(IMAGES.get(0));
                entries.add(entry(build, builds - build, image, failed));
            }
        }
        new JsonFile<>(job.getRootDir().toPath().resolve("argo-image-update-history.json"), UpdateHistory.class)
                .write(new UpdateHistory(entries, List.of(), List.of()));
    }

    private static HistoryEntry entry(int build, int hoursAgo, String image, boolean failed) {
        return new HistoryEntry(
                build,
                Instant.now().minusSeconds(3_600L * hoursAgo + 120),
                new HistoryEntry.Change(
                        "example",
                        image,
                        "lyzhang1999/" + image,
                        tag(build - 1),
                        tag(build),
                        "sha256:" + "9f8e7d6c".repeat(8)),
                new HistoryEntry.Revision(
                        SampleReports.REPOSITORY,
                        Integer.toHexString(0x1cce0000 + build).repeat(5),
                        SampleReports.ARGO_CD),
                failed ? HistoryEntry.Outcome.FAILED : HistoryEntry.Outcome.HEALTHY,
                failed ? null : 60_000L + 17_000L * (build % 5) + 1_000L * image.length(),
                true,
                failed ? "cannot start: ImagePullBackOff: manifest unknown (pod " + SampleStates.POD + ")" : "");
    }

    /** The tag that a build writes. */
    static String tag(int build) {
        return "main-" + Integer.toHexString(0xb990000 + build);
    }
}

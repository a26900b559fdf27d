package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import java.util.List;
import java.util.function.Predicate;

/** The first line of <em>Image watch</em>, in the reader's language: is all well? It never says so while something is known not to be. */
public final class WatchSummary {

    private static final String PAUSED = "symbol-pause-circle-outline plugin-ionicons-api";

    private final List<WatchedJob> jobs;
    private final boolean allPaused;
    private final long images;
    private final long notLive;
    private final long unchecked;
    private final long paused;

    /** @param allPaused whether nothing is polled */
    WatchSummary(List<WatchedJob> jobs, boolean allPaused) {
        this.jobs = jobs;
        this.allPaused = allPaused;
        this.images = count(row -> true);
        this.notLive = count(row -> LiveAnswer.of(row) == LiveAnswer.NOT_LIVE);
        this.unchecked = count(row -> LiveAnswer.of(row) == LiveAnswer.UNCHECKED);
        this.paused = count(ImageRow::isPaused);
    }

    private long count(Predicate<ImageRow> which) {
        return jobs.stream().flatMap(job -> job.images().stream()).filter(which).count();
    }

    private long failedJobs() {
        return jobs.stream().filter(WatchedJob::hasFailedAsAWhole).count();
    }

    private long unhealthyJobs() {
        return jobs.stream().filter(WatchedJob::isUnhealthyAsAWhole).count();
    }

    long images() {
        return images;
    }

    long notLive() {
        return notLive;
    }

    long unchecked() {
        return unchecked;
    }

    /** Such as {@code 2 of 9 images are not live} or {@code No problems: 9 images in 4 jobs checked}. */
    public String getLabel() {
        if (notLive > 0) {
            return images == 1 ? Messages.WatchSummary_notLiveOne() : Messages.LiveBanner_notLive(images, notLive);
        }
        if (unchecked > 0) {
            return images == 1 ? Messages.LiveBanner_uncheckedOne() : Messages.LiveBanner_unchecked(images, unchecked);
        }
        if (failedJobs() > 0) {
            return Messages.WatchSummary_failed(failedJobs(), ofJobs());
        }
        if (unhealthyJobs() > 0) {
            return Messages.WatchSummary_unhealthy(unhealthyJobs(), ofJobs());
        }
        if (allPaused) {
            return Messages.WatchSummary_paused();
        }
        if (images == 0) {
            return jobs.isEmpty() ? Messages.WatchSummary_noJobs() : Messages.WatchSummary_noImages();
        }
        return paused == 0
                ? Messages.WatchSummary_allWell(ofImages(), ofCheckedJobs())
                : Messages.WatchSummary_allWellButPaused(ofImages(), ofCheckedJobs(), paused);
    }

    private String ofImages() {
        return images == 1 ? Messages.WatchSummary_image() : Messages.WatchSummary_images(images);
    }

    private String ofJobs() {
        return ofJobs(jobs.size());
    }

    /** A job of which no image is known has not been polled yet. */
    private String ofCheckedJobs() {
        return ofJobs(jobs.stream().filter(job -> !job.images().isEmpty()).count());
    }

    private static String ofJobs(long jobs) {
        return jobs == 1 ? Messages.WatchSummary_job() : Messages.WatchSummary_jobs(jobs);
    }

    private boolean isProblem() {
        return notLive > 0 || unchecked > 0 || failedJobs() > 0 || unhealthyJobs() > 0;
    }

    public String getSymbol() {
        if (!isProblem() && allPaused) {
            return PAUSED;
        }
        return answer().symbol();
    }

    /** The class of the box around it. */
    public String getAlert() {
        return !isProblem() && allPaused ? "jenkins-alert-warning" : answer().alert();
    }

    private LiveAnswer answer() {
        if (isProblem()) {
            return LiveAnswer.NOT_LIVE;
        }
        return images == 0 ? LiveAnswer.UNKNOWN : LiveAnswer.LIVE;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.jenkins.view.PageRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something that somebody has to do something about, with all images and jobs that have it. */
@ExportedBean
public final class WatchProblem {

    private final String sentence;
    private final Integer build;
    private final List<Place> places;

    private WatchProblem(String sentence, @CheckForNull Integer build, List<Place> places) {
        this.sentence = sentence;
        this.build = build;
        this.places = places;
    }

    /** An image of a job, or a job as a whole. */
    @ExportedBean
    public static final class Place {

        private final String image;
        private final WatchedJob job;

        private Place(String image, WatchedJob job) {
            this.image = image;
            this.job = job;
        }

        /** As the job calls it; empty for the job as a whole. */
        @Exported
        public String getImage() {
            return image;
        }

        /** The full name. */
        @Exported
        public String getJob() {
            return job.getName();
        }

        /** Of the job, below that of Jenkins. */
        @Exported
        public String getUrl() {
            return job.getUrl();
        }
    }

    private record Trouble(
            Place place,
            String sentence,
            String ofAny,
            @CheckForNull Integer build) {}

    /** Those of all jobs, those of images first. What several share is one problem. */
    static List<WatchProblem> of(List<WatchedJob> jobs) {
        List<Trouble> troubles = new ArrayList<>();
        for (WatchedJob job : jobs) {
            for (ImageRow row : job.images()) {
                if (row.isProblem()) {
                    troubles.add(new Trouble(
                            new Place(row.getLabel(), job),
                            row.getProblemSentence(),
                            row.getProblemOfAny(),
                            row.getBuild()));
                }
            }
        }
        jobs.stream()
                .filter(job -> job.hasFailedAsAWhole() || job.isUnhealthyAsAWhole())
                .forEach(job ->
                        troubles.add(new Trouble(new Place("", job), job.getSentence(), job.getSentence(), null)));
        Map<String, List<Trouble>> same = troubles.stream()
                .collect(Collectors.groupingBy(Trouble::ofAny, LinkedHashMap::new, Collectors.toList()));
        return same.values().stream().map(WatchProblem::shared).toList();
    }

    private static WatchProblem shared(List<Trouble> same) {
        Trouble first = same.get(0);
        List<Place> places = same.stream().map(Trouble::place).toList();
        return same.size() == 1
                ? new WatchProblem(first.sentence(), first.build(), places)
                : new WatchProblem(first.ofAny(), null, places);
    }

    /** What is wrong, and what to do. */
    @Exported
    public String getSentence() {
        return sentence;
    }

    /** That wrote what is not live, of the only job that has it; null when not known. */
    @Exported
    @CheckForNull
    public Integer getBuild() {
        return build;
    }

    /** That have it. */
    @Exported(inline = true)
    public List<Place> getImages() {
        return places;
    }

    /** Those that the page names. */
    public PageRows<Place> getNamed() {
        return PageRows.of(places, Budget.NAMED.intValue(), place -> 0);
    }

    String text() {
        return places.stream()
                        .map(place -> place.getImage() + " " + place.getJob())
                        .collect(Collectors.joining(" ")) + " " + sentence;
    }
}

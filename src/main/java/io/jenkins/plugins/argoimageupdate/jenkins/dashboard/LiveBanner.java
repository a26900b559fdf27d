package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The first answer about the images of a job, in the reader's language: is it live, and if not, why? */
@ExportedBean
public final class LiveBanner {

    private static final int MOST_NAMED = 5;

    private final List<ImageRow> rows;
    private final List<Problem> problems;
    private final LiveAnswer answer;

    /**
     * Something that somebody has to do something about.
     *
     * @param images names of those that have it; empty where it concerns the job as a whole
     * @param sentence what is wrong, and what to do
     * @param build that wrote what is not live; null when not known, and when that build is gone
     */
    public record Problem(
            String images, String sentence, @CheckForNull Integer build) {}

    private LiveBanner(List<ImageRow> rows, List<Problem> problems, LiveAnswer answer) {
        this.rows = rows;
        this.problems = problems;
        this.answer = answer;
    }

    /** @param failures what the last poll could not do as a whole, in sentences; empty for nothing */
    static LiveBanner of(List<ImageRow> rows, List<String> failures) {
        List<String> ofImages = rows.stream().map(ImageRow::getError).toList();
        List<Problem> problems = new ArrayList<>();
        failures.stream()
                .filter(failure -> !ofImages.contains(failure))
                .forEach(failure -> problems.add(new Problem("", failure, null)));
        problems.addAll(problems(rows));
        Stream<LiveAnswer> ofJob = failures.isEmpty() ? Stream.of() : Stream.of(LiveAnswer.UNCHECKED);
        LiveAnswer worst = Stream.concat(ofJob, rows.stream().map(LiveAnswer::of))
                .sorted()
                .findFirst()
                .orElse(LiveAnswer.UNKNOWN);
        return new LiveBanner(rows, problems, worst);
    }

    /** Images that have the same problem share a line; what is said of one names it. */
    private static List<Problem> problems(List<ImageRow> rows) {
        Map<String, List<ImageRow>> bySentence = new LinkedHashMap<>();
        rows.stream()
                .filter(ImageRow::isProblem)
                .forEach(row -> bySentence
                        .computeIfAbsent(row.getProblemOfAny(), any -> new ArrayList<>())
                        .add(row));
        return bySentence.entrySet().stream()
                .map(entry -> {
                    List<ImageRow> same = entry.getValue();
                    ImageRow first = same.get(0);
                    return same.size() == 1
                            ? new Problem(first.getLabel(), first.getProblemSentence(), first.getBuild())
                            : new Problem(names(same.stream().map(ImageRow::getLabel)), entry.getKey(), null);
                })
                .toList();
    }

    /** Such as {@code Live} or {@code 1 of 2 images is not live}. */
    @Exported
    public String getLabel() {
        long concerned =
                rows.stream().filter(row -> LiveAnswer.of(row) == answer).count();
        if (answer == LiveAnswer.UNCHECKED && concerned == 0) {
            return Messages.LiveBanner_pollFailed();
        }
        return rows.size() == 1 ? labelOfOne() : label(rows.size(), concerned);
    }

    private String labelOfOne() {
        return switch (answer) {
            case NOT_LIVE -> Messages.LiveBanner_notLiveOne();
            case CHANGED_BY_HAND -> Messages.LiveBanner_changedOne();
            case UNCHECKED -> Messages.LiveBanner_uncheckedOne();
            case ROLLING_OUT -> Messages.LiveBanner_rollingOutOne();
            case NEWER -> Messages.LiveBanner_newerOne();
            case WRITTEN -> Messages.LiveBanner_writtenOne();
            case UNKNOWN -> Messages.LiveBanner_unknown();
            case LIVE -> Messages.LiveBanner_liveOne();
        };
    }

    private String label(int all, long concerned) {
        return switch (answer) {
            case NOT_LIVE -> Messages.LiveBanner_notLive(all, concerned);
            case CHANGED_BY_HAND -> Messages.LiveBanner_changed(all, concerned);
            case UNCHECKED -> Messages.LiveBanner_unchecked(all, concerned);
            case ROLLING_OUT -> Messages.LiveBanner_rollingOut(all, concerned);
            case NEWER -> Messages.LiveBanner_newer(all, concerned);
            case WRITTEN -> Messages.LiveBanner_written(all, concerned);
            case UNKNOWN -> Messages.LiveBanner_unknown();
            case LIVE -> Messages.LiveBanner_live(all);
        };
    }

    /** What is live, such as {@code frontend main-b99bc73 for 4 min, backend main-0ddba13}; empty when nothing is known to be. */
    @Exported
    public String getLive() {
        return serving(row -> LiveAnswer.of(row) != LiveAnswer.NOT_LIVE);
    }

    /** What serves instead of what is not live; empty for nothing. */
    @Exported
    public String getStillRunning() {
        return serving(row -> LiveAnswer.of(row) == LiveAnswer.NOT_LIVE);
    }

    private String serving(Predicate<ImageRow> which) {
        return names(rows.stream()
                .filter(which)
                .filter(row -> !row.getLive().isEmpty())
                .map(row -> row.getSince().isEmpty()
                        ? row.getLabel() + " " + row.getLive()
                        : Messages.LiveBanner_since(row.getLabel(), row.getLive(), row.getSince())));
    }

    /** What to do about pods that cannot start; empty where none is known. */
    public String getAdvice() {
        boolean pods = rows.stream()
                .anyMatch(row -> row.getStatus() == ImageStatus.CANNOT_START || row.getStatus() == ImageStatus.BLOCKED);
        return pods ? Messages.LiveBanner_advice() : "";
    }

    /** The worst first in the order of the images; those of the whole job before them. */
    public List<Problem> getProblems() {
        return problems;
    }

    public String getSymbol() {
        return answer.symbol();
    }

    /** The class of the box around it. */
    public String getAlert() {
        return answer.alert();
    }

    /** The lower, the worse; to sort lists of jobs by. */
    public int getRank() {
        return answer.ordinal();
    }

    /** The problems as sentences, each after the names of its images. */
    @Exported(name = "problems")
    public List<String> getProblemTexts() {
        return problems.stream()
                .map(problem ->
                        problem.images().isEmpty() ? problem.sentence() : problem.images() + ": " + problem.sentence())
                .toList();
    }

    /** All of it in one text, for a tooltip. */
    public String getDetails() {
        List<String> lines = new ArrayList<>();
        if (!getLive().isEmpty()) {
            lines.add(Messages.LiveBanner_tags(getLive()));
        }
        if (!getStillRunning().isEmpty()) {
            lines.add(Messages.LiveBanner_still(getStillRunning()));
        }
        lines.addAll(getProblemTexts());
        return String.join("\n", lines);
    }

    private static String names(Stream<String> names) {
        List<String> all = names.toList();
        return all.size() <= MOST_NAMED + 1
                ? String.join(", ", all)
                : Messages.LiveBanner_more(String.join(", ", all.subList(0, MOST_NAMED)), all.size() - MOST_NAMED);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run did, in one sentence. */
public final class Summary {

    private Summary() {}

    /** Such as {@code updated frontend main-41 → main-42; commit 1cce7a0; Synced, Healthy}; of a failed run why it failed. */
    public static String of(CycleReport report) {
        List<FailureReport> failures = report.allFailures();
        if (!failures.isEmpty()) {
            List<String> messages =
                    failures.stream().map(FailureReport::message).distinct().toList();
            int others = messages.size() - 1;
            String more = others == 0 ? "" : " (and " + others + (others == 1 ? " more failure)" : " more failures)");
            return messages.get(0) + more;
        }
        if (report.changes().isEmpty()) {
            return nothing(report);
        }
        String waiting = waiting(report);
        return (report.dryRun() ? "dry run, would update " + changes(report, any -> true) : written(report))
                + commits(report)
                + rollout(report)
                + (waiting.isEmpty() ? "" : "; " + waiting);
    }

    /** What was written before, by another run or by people, is not said to be done by this one. */
    private static String written(CycleReport report) {
        String closed = changes(report, Summary::isClosed);
        String before = changes(report, application -> isBefore(application) && !isClosed(application));
        String updated = changes(report, application -> !isBefore(application));
        return Stream.of(
                        updated.isEmpty() ? "" : "updated " + updated,
                        before.isEmpty() ? "" : "written before: " + before,
                        closed.isEmpty() ? "" : "not written, as the pull request was closed: " + closed)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static boolean isBefore(ApplicationReport application) {
        WriteBackReport written = application.writeBack();
        return written != null && written.isNothing();
    }

    private static boolean isClosed(ApplicationReport application) {
        return Optional.ofNullable(application.writeBack())
                .filter(WriteBackReport::isNothing)
                .flatMap(WriteBackReport::pullRequest)
                .filter(request -> request.state() == PullRequestReport.State.CLOSED)
                .isPresent();
    }

    private static String changes(CycleReport report, Predicate<ApplicationReport> which) {
        return list(report.applications().stream()
                .filter(which)
                .flatMap(application -> application.changes().stream())
                .map(Summary::change));
    }

    private static String list(Stream<String> words) {
        return FirstFew.of(words.toList()).toString();
    }

    /** Such as {@code frontend main-41 → main-42}. */
    private static String change(ImageReport image) {
        String from = image.from().shown();
        return image.name() + " " + (from.isEmpty() ? "" : from + " → ")
                + image.to().shown();
    }

    private static String nothing(CycleReport report) {
        String troubles = list(images(report)
                .filter(image -> image.outcome() == ImageReport.Outcome.CURRENT
                        || image.outcome() == ImageReport.Outcome.WAITING)
                .filter(image -> image.state() != null && image.state().isBroken())
                .map(image -> image.name() + " " + image.state().describe()));
        if (!troubles.isEmpty()) {
            return "nothing to update, but not healthy: " + troubles;
        }
        List<ImageReport> current = images(report)
                .filter(image -> image.outcome() == ImageReport.Outcome.CURRENT)
                .toList();
        String others = Stream.of(waiting(report), skipped(report))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        if (current.isEmpty()) {
            return "nothing to do, " + (others.isEmpty() ? "no watched image is live" : others);
        }
        String images = list(
                current.stream().map(image -> image.name() + " " + image.to().shown()));
        return "nothing to do, " + (current.size() == 1 ? "1 image is" : current.size() + " images are") + " current: "
                + images + (others.isEmpty() ? "" : "; " + others);
    }

    private static Stream<ImageReport> images(CycleReport report) {
        return report.applications().stream().flatMap(application -> application.images().stream());
    }

    /** Such as {@code frontend waits: main-42 was rolled back by Jane Doe}. */
    private static String waiting(CycleReport report) {
        return images(report)
                .filter(image -> image.outcome() == ImageReport.Outcome.WAITING)
                .map(image -> image.name() + " waits: " + image.detail())
                .collect(Collectors.joining("; "));
    }

    private static String skipped(CycleReport report) {
        return images(report)
                .filter(image -> image.outcome() == ImageReport.Outcome.SKIPPED)
                .map(image -> image.name() + " skipped: " + image.detail())
                .collect(Collectors.joining("; "));
    }

    private static String commits(CycleReport report) {
        String commits = report.applications().stream()
                .map(ApplicationReport::writeBack)
                .filter(Objects::nonNull)
                .flatMap(writeBack -> writeBack.shortRevision().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return commits.isEmpty() ? "" : "; commit " + commits;
    }

    private static String rollout(CycleReport report) {
        String states = report.applications().stream()
                .map(ApplicationReport::rollout)
                .filter(Objects::nonNull)
                .flatMap(rollout -> Optional.of(rollout.sync()).stream()
                        .filter(sync -> !sync.isEmpty())
                        .map(sync -> rollout.health().isEmpty() ? sync : sync + ", " + rollout.health()))
                .distinct()
                .collect(Collectors.joining("; "));
        return states.isEmpty() ? "" : "; " + states;
    }
}

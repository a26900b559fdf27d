package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run did, in one sentence. */
public final class Summary {

    private Summary() {}

    /** Such as {@code updated frontend main-41 → main-42; commit 1cce7a0; Synced, Healthy}; of a failed run why it failed. */
    public static String of(CycleReport report) {
        List<FailureReport> failures = report.allFailures();
        if (!failures.isEmpty()) {
            String more = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " more)";
            return failures.get(0).message() + more;
        }
        if (report.changes().isEmpty()) {
            return nothing(report);
        }
        String changes = report.changes().stream().map(Summary::change).collect(Collectors.joining(", "));
        return (report.dryRun() ? "dry run, would update " : "updated ") + changes + commits(report) + rollout(report);
    }

    /** Such as {@code frontend main-41 → main-42}. */
    private static String change(ImageReport image) {
        String from = image.from().shown();
        return image.name() + " " + (from.isEmpty() ? "" : from + " → ")
                + image.to().shown();
    }

    private static String nothing(CycleReport report) {
        List<ImageReport> current = report.applications().stream()
                .flatMap(application -> application.images().stream())
                .filter(image -> image.outcome() == ImageReport.Outcome.CURRENT)
                .toList();
        String skipped = skipped(report);
        if (current.isEmpty()) {
            return "nothing to do, " + (skipped.isEmpty() ? "no image is watched that is live" : skipped);
        }
        String troubles = current.stream()
                .filter(image -> image.state() != null && image.state().isBroken())
                .map(image -> image.name() + " " + image.state().describe())
                .collect(Collectors.joining(", "));
        if (!troubles.isEmpty()) {
            return "nothing to update, but not healthy: " + troubles;
        }
        String images = current.stream()
                .map(image -> image.name() + " " + image.to().shown())
                .collect(Collectors.joining(", "));
        return "nothing to do, " + (current.size() == 1 ? "1 image is" : current.size() + " images are") + " current: "
                + images + (skipped.isEmpty() ? "" : "; " + skipped);
    }

    private static String skipped(CycleReport report) {
        return report.applications().stream()
                .flatMap(application -> application.images().stream())
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

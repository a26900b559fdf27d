package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of one Application.
 *
 * @param namespace of the Application; empty when not known; likewise project
 * @param argocd the server's name; empty when no Argo CD is involved
 * @param url of the Application in Argo CD's UI; empty when no Argo CD is involved
 * @param writeBack null when no image needed an update, or it failed
 * @param rollout null when nothing was rolled out
 * @param failure of discovery or write-back; failures of single images and of the rollout are with these
 * @param rollsOut whether Argo CD follows what is written back, which it does not where that waits to be merged
 * @param warnings sentences about what in its configuration is not used as it may be meant, each once with the images it concerns
 */
public record ApplicationReport(
        String name,
        String namespace,
        String project,
        String argocd,
        String url,
        List<ImageReport> images,
        WriteBackReport writeBack,
        RolloutReport rollout,
        FailureReport failure,
        boolean rollsOut,
        List<String> warnings) {

    public ApplicationReport {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** Without warnings. */
    public ApplicationReport(
            String name,
            String namespace,
            String project,
            String argocd,
            String url,
            List<ImageReport> images,
            WriteBackReport writeBack,
            RolloutReport rollout,
            FailureReport failure,
            boolean rollsOut) {
        this(name, namespace, project, argocd, url, images, writeBack, rollout, failure, rollsOut, List.of());
    }

    /** The images whose tag changes. */
    public List<ImageReport> changes() {
        return images.stream()
                .filter(image -> image.outcome() == ImageReport.Outcome.UPDATED)
                .toList();
    }

    /** Every failure, in the order of the stages. */
    public List<FailureReport> failures() {
        List<FailureReport> failures = new ArrayList<>();
        images.stream().map(ImageReport::failure).filter(Objects::nonNull).forEach(failures::add);
        if (failure != null) {
            failures.add(failure);
        }
        if (rollout != null && rollout.failure() != null) {
            failures.add(rollout.failure());
        }
        return failures;
    }

    public ApplicationReport with(RolloutReport other) {
        return new ApplicationReport(
                name, namespace, project, argocd, url, images, writeBack, other, failure, rollsOut, warnings);
    }
}

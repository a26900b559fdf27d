package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of one Application.
 *
 * @param writeBack null when no image needed an update, or it failed
 * @param rollout null when nothing was rolled out
 * @param failure of discovery or write-back; failures of single images and of the rollout are with these
 * @param health of the Application when it was found; empty when no Argo CD is involved, null in reports that do not tell it
 * @param rollsOut whether Argo CD follows what is written back, which it does not where that waits to be merged
 * @param warnings sentences about what in its configuration is not used as it may be meant, each once with the images it concerns
 */
public record ApplicationReport(
        @JsonUnwrapped ApplicationSubject about,
        List<ImageReport> images,
        @Nullable WriteBackReport writeBack,
        @Nullable RolloutReport rollout,
        @Nullable FailureReport failure,
        @Nullable String health,
        boolean rollsOut,
        List<String> warnings) {

    public ApplicationReport {
        Objects.requireNonNull(about);
        images = List.copyOf(images);
        health = health == null ? null : CleanText.line(health);
        warnings = warnings == null ? List.of() : CleanText.lines(warnings);
    }

    /** Of which neither health nor warnings are told. */
    public ApplicationReport(
            ApplicationSubject about,
            List<ImageReport> images,
            @Nullable WriteBackReport writeBack,
            @Nullable RolloutReport rollout,
            @Nullable FailureReport failure,
            boolean rollsOut) {
        this(about, images, writeBack, rollout, failure, null, rollsOut, List.of());
    }

    /** The Application's name. */
    public String name() {
        return about.name();
    }

    /** One of its images, as holds name it. */
    public GuardedImage guarded(ImageReport image) {
        return new GuardedImage(
                about.argocd(),
                about.namespace(),
                about.name(),
                image.about().alias(),
                image.about().image());
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

    /** The same with what its rollout came to, or has come to so far. */
    public ApplicationReport with(RolloutReport other) {
        return new ApplicationReport(about, images, writeBack, other, failure, health, rollsOut, warnings);
    }

    /** The same with more known of how it was written back. */
    public ApplicationReport with(WriteBackReport other) {
        return new ApplicationReport(about, images, other, rollout, failure, health, rollsOut, warnings);
    }

    /** Whether both tell of the same Application. */
    public boolean isOfSame(ApplicationReport other) {
        return about.isSame(other.about);
    }

    /** The same with its images as a later look found them. */
    public ApplicationReport with(UnaryOperator<ImageReport> look) {
        return new ApplicationReport(
                about, images.stream().map(look).toList(), writeBack, rollout, failure, health, rollsOut, warnings);
    }

    /** Whether Git says the new versions, so that the cluster has to follow. */
    public boolean isWritten() {
        return writeBack != null && rollsOut && (writeBack.isWritten() || writeBack.isNothing());
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult.Current;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult.Failed;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult.Skipped;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult.Updated;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.promotion.ApprovedPlan;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What became of one image.
 *
 * @param selection null when no tag could be chosen or none had to be
 * @param registry how it was asked; null when it was not, and in reports that do not tell it
 * @param state how it is in the cluster, as last seen; null where no Argo CD takes part, and in reports that do not tell it
 */
@JsonSerialize(converter = ImageJson.From.class)
@JsonDeserialize(converter = ImageJson.To.class)
public record ImageReport(
        ImageSubject about,
        ImageResult result,
        @Nullable SelectionReport selection,
        @Nullable RegistryReport registry,
        @Nullable ImageState state) {

    /** One of which it is not told how its registry was asked, and how it is in the cluster. */
    public ImageReport(ImageSubject about, ImageResult result, SelectionReport selection) {
        this(about, result, selection, null, null);
    }

    /** What became of an image. */
    public enum Outcome {
        UPDATED,
        CURRENT,
        /** It stays for now, although there is a newer version. */
        WAITING,
        SKIPPED,
        FAILED
    }

    /** The kind of its result. */
    public Outcome outcome() {
        if (result instanceof Updated) {
            return Outcome.UPDATED;
        } else if (result instanceof Current) {
            return Outcome.CURRENT;
        }
        if (result instanceof Waiting) {
            return Outcome.WAITING;
        }
        return result instanceof Skipped ? Outcome.SKIPPED : Outcome.FAILED;
    }

    /** What was live; {@link ImageVersion#UNKNOWN} if nothing was, and for an image that was skipped or failed. */
    public ImageVersion from() {
        if (result instanceof Updated updated) {
            return updated.from();
        }
        if (result instanceof Waiting waiting) {
            return waiting.version();
        }
        return result instanceof Current current ? current.version() : ImageVersion.UNKNOWN;
    }

    /** What is to be live; the same as {@link #from} for an image that stays. */
    public ImageVersion to() {
        return result instanceof Updated updated ? updated.to() : from();
    }

    /**
     * What somebody approves of an Application's image, see {@link ApprovedPlan}; empty if it does not change, and would not either if
     * somebody approved it.
     */
    public Optional<String> approval(String application) {
        if (result instanceof Waiting waiting && waiting.reason().cause() == Wait.Cause.APPROVAL) {
            return Optional.of(ApprovedPlan.line(
                    application,
                    name(),
                    waiting.version().full(),
                    waiting.next().full()));
        }
        return result instanceof Updated updated
                ? Optional.of(ApprovedPlan.line(
                        application, name(), updated.from().full(), updated.to().full()))
                : Optional.empty();
    }

    /** What is to be live now, or once it has waited long enough. */
    public ImageVersion newest() {
        return result instanceof Waiting waiting ? waiting.next() : to();
    }

    /** The newer version that waits, and why; null unless the outcome is {@link Outcome#WAITING}. */
    public @Nullable Waiting waiting() {
        return result instanceof Waiting waiting ? waiting : null;
    }

    /** The version that waits, whether the image stays or gets an older one than that; null for none. */
    public @Nullable Waiting notYet() {
        return result instanceof Updated updated ? updated.beyond() : waiting();
    }

    /** The change by hand that is written to Git; null for none. */
    public @Nullable Drift adopted() {
        return result instanceof Updated updated ? updated.adopted() : null;
    }

    /** The same of a version that somebody has set by hand. */
    public ImageReport adopting(Drift drift) {
        return result instanceof Updated updated
                ? new ImageReport(
                        about,
                        new Updated(updated.from(), updated.to(), updated.beyond(), drift),
                        selection,
                        registry,
                        state)
                : this;
    }

    /** Why it was skipped or waits; empty otherwise. */
    public String detail() {
        if (result instanceof Waiting waiting) {
            return waiting.reason().explanation();
        }
        return result instanceof Skipped skipped ? skipped.why() : "";
    }

    /** Null unless the outcome is {@link Outcome#FAILED}. */
    public @Nullable FailureReport failure() {
        return result instanceof Failed failed ? failed.failure() : null;
    }

    /** The same in another state. */
    public ImageReport with(ImageState other) {
        return new ImageReport(about, result, selection, registry, other);
    }

    /**
     * What is to run, to compare with what does. Which version was there before is not known where several were: workloads that nobody
     * watches may run others of them.
     *
     * @param written whether Git says it
     */
    public DesiredImage desired(boolean written) {
        return new DesiredImage(
                ImageReference.of(about.alias(), about.image()),
                state != null && state.hasSeveralVersions() ? null : tag(from()),
                result instanceof Skipped || result instanceof Failed ? null : tag(to()),
                about.parameter(),
                written && result instanceof Updated);
    }

    /** Where digests are not compared, a known digest is not part of what is written. */
    private @Nullable ImageTag tag(ImageVersion version) {
        if (version.equals(ImageVersion.UNKNOWN)) {
            return null;
        }
        boolean byDigest = version.tag().isEmpty()
                || UpdateStrategy.ofId(about.strategy())
                        .filter(UpdateStrategy::comparesDigests)
                        .isPresent();
        return new ImageTag(version.tag(), byDigest ? version.digest() : "");
    }

    /** The alias, or the image's name where it has none. */
    public String name() {
        return about.name();
    }
}

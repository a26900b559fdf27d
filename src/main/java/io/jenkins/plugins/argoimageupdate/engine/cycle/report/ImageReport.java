package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.Objects;

/**
 * What became of one image.
 *
 * @param image registry and name, without tag
 * @param strategy its name, as written in configuration
 * @param filter what the tag has to be, in words; empty for any
 * @param from what was live; {@link ImageVersion#UNKNOWN} if nothing was
 * @param to what is to be live; the same as {@code from} for an image that stays
 * @param detail why it was skipped; empty otherwise
 * @param selection null when no tag could be chosen or none had to be
 * @param failure null unless the outcome is {@link Outcome#FAILED}
 * @param registry how it was asked; null when it was not, and in reports that do not tell it
 * @param parameter what in Git carries the version, such as {@code the value frontend.tag}; null in reports that do not tell it
 * @param state how it is in the cluster, as last seen; null where no Argo CD takes part, and in reports that do not tell it
 */
public record ImageReport(
        String alias,
        String image,
        String strategy,
        String filter,
        Outcome outcome,
        ImageVersion from,
        ImageVersion to,
        String detail,
        SelectionReport selection,
        FailureReport failure,
        RegistryReport registry,
        String parameter,
        ImageState state) {

    public ImageReport {
        alias = CleanText.line(alias);
        image = CleanText.line(Objects.requireNonNull(image));
        strategy = CleanText.line(strategy);
        filter = CleanText.line(filter);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        detail = CleanText.line(detail);
        parameter = CleanText.lineOrNull(parameter);
    }

    /** One of which it is not told how its registry was asked. */
    public ImageReport(
            String alias,
            String image,
            String strategy,
            String filter,
            Outcome outcome,
            ImageVersion from,
            ImageVersion to,
            String detail,
            SelectionReport selection,
            FailureReport failure) {
        this(alias, image, strategy, filter, outcome, from, to, detail, selection, failure, null, null, null);
    }

    /** What became of an image. */
    public enum Outcome {
        UPDATED,
        CURRENT,
        SKIPPED,
        FAILED
    }

    /** The same in another state. */
    public ImageReport with(ImageState other) {
        return new ImageReport(
                alias, image, strategy, filter, outcome, from, to, detail, selection, failure, registry, parameter,
                other);
    }

    /**
     * What is to run, to compare with what does. Which version was there before is not known where several were: workloads that nobody
     * watches may run others of them.
     *
     * @param written whether Git says it
     */
    public DesiredImage desired(boolean written) {
        return new DesiredImage(
                ImageReference.of(alias, image),
                state != null && state.hasSeveralVersions() ? null : tag(from),
                outcome == Outcome.UPDATED || outcome == Outcome.CURRENT ? tag(to) : null,
                parameter == null ? "" : parameter,
                written && outcome == Outcome.UPDATED);
    }

    /** Where digests are not compared, a known digest is not part of what is written. */
    private ImageTag tag(ImageVersion version) {
        if (version.equals(ImageVersion.UNKNOWN)) {
            return null;
        }
        boolean byDigest = version.tag().isEmpty()
                || UpdateStrategy.ofId(strategy)
                        .filter(UpdateStrategy::comparesDigests)
                        .isPresent();
        return new ImageTag(version.tag(), byDigest ? version.digest() : "");
    }

    /** What tells it from the other images of its job. */
    public ImageKey key(String application) {
        return new ImageKey(application, name(), image);
    }

    /** The alias, or the image's name where it has none. */
    public String name() {
        return alias.isEmpty() ? image : alias;
    }
}

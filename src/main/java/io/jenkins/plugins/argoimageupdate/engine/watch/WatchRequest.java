package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for explicitly: by an entry of a watch file or the arguments of a step.
 *
 * <p>It decides before the Application's annotations, setting by setting; what both leave open takes the fallback, and then the
 * built-in default.
 *
 * @param images empty for those of the annotations
 * @param defaults for images that do not say otherwise
 * @param fallback counts after the annotations
 * @param release which versions are written
 * @param drift what is done about changes in the cluster by hand; null for what counts in the whole run
 */
public record WatchRequest(
        ApplicationSelector applications,
        List<ImageRequest> images,
        UpdateSettings defaults,
        WriteBackSettings writeBack,
        UpdateSettings fallback,
        Release release,
        @Nullable DriftPolicy drift) {

    /** A request without a fallback, for the newest versions. */
    public WatchRequest(
            ApplicationSelector applications,
            List<ImageRequest> images,
            UpdateSettings defaults,
            WriteBackSettings writeBack) {
        this(applications, images, defaults, writeBack, UpdateSettings.NONE, Release.NEWEST, null);
    }

    /**
     * An image asked for.
     *
     * @param image with the alias, and with the constraint as its tag; without a tag the annotated constraint of the same alias and
     *     image counts
     * @param target null to leave it to the annotations and the Application's type
     * @param constraint where a file has the constraint; null where none has
     */
    public record ImageRequest(
            ImageReference image,
            UpdateSettings settings,
            @Nullable ManifestTarget target,
            @Nullable ValuePlace constraint) {

        /** One that is not in a file. */
        public ImageRequest(ImageReference image, UpdateSettings settings, @Nullable ManifestTarget target) {
            this(image, settings, target, null);
        }
    }

    /** A request for the newest versions. */
    public WatchRequest(
            ApplicationSelector applications,
            List<ImageRequest> images,
            UpdateSettings defaults,
            WriteBackSettings writeBack,
            UpdateSettings fallback) {
        this(applications, images, defaults, writeBack, fallback, Release.NEWEST, null);
    }

    /** The same for other versions. */
    public WatchRequest with(Release other) {
        return new WatchRequest(applications, images, defaults, writeBack, fallback, other, drift);
    }

    /** The same with globs of tags that somebody has agreed to, for all images. */
    public WatchRequest approving(List<String> tags) {
        UpdateSettings approved = defaults.with(defaults.guards().approving(tags));
        return new WatchRequest(applications, images, approved, writeBack, fallback, release, drift);
    }

    /** The same that does something else about changes by hand; null for what counts in the whole run. */
    public WatchRequest with(@Nullable DriftPolicy other) {
        return new WatchRequest(applications, images, defaults, writeBack, fallback, release, other);
    }

    /** Only the Application's annotations count. */
    public static WatchRequest ofAnnotations(ApplicationSelector applications) {
        return new WatchRequest(applications, List.of(), UpdateSettings.NONE, WriteBackSettings.NONE);
    }

    /**
     * What is watched of an Application that the selector matches.
     *
     * @param warnings hears of values that are outdated, or unknown and thus not used, and of annotations that nothing reads
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if there are no images, or they cannot be
     *     written that way
     */
    public WatchSpec watch(Application application, Consumer<Warning> warnings) {
        ApplicationAnnotations annotations = new ApplicationAnnotations(application);
        annotations.requireSize();
        List<ImageRequest> wanted = images.isEmpty()
                ? annotations.images().stream()
                        .map(image -> new ImageRequest(image, UpdateSettings.NONE, null))
                        .toList()
                : images;
        List<WatchedImage> watched = wanted.stream()
                .map(image -> watch(image, annotations, warnings))
                .toList();
        WriteBack way = writeBack.resolveOver(annotations.writeBack());
        annotations.warn(watched, way, warnings);
        return WatchSpec.of(application, watched, way);
    }

    private WatchedImage watch(ImageRequest wanted, ApplicationAnnotations annotations, Consumer<Warning> warnings) {
        String alias = wanted.image().alias();
        UpdateSettings annotated = annotations.settings(alias).over(annotations.settings(""));
        UpdateSettings settings =
                wanted.settings().over(defaults).over(annotated).over(fallback);
        ImageReference image = annotations.withConstraint(wanted.image());
        WatchedImage watched = settings.watch(image, annotations.target(alias, wanted.target()), warnings);
        if (wanted.constraint() != null
                && watched.rule().strategy().constraint() == UpdateStrategy.Constraint.VERSIONS) {
            SettingRules.requireVersions(wanted.image().constraint(), wanted.constraint());
        }
        return watched;
    }
}

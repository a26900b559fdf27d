package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images an Application runs, and forced ones as if it did (Image Updater: {@code argocd.go}, {@code
 * GetImagesFromApplication}; {@code image.go}, {@code ContainsImage} and {@code MatchForDigestUpdate}).
 *
 * @param images without a tag where none is known
 */
record LiveImages(List<ImageReference> images) {

    static LiveImages of(WatchSpec spec) {
        List<ImageReference> images = new ArrayList<>();
        spec.application().liveImages().forEach(image -> images.add(ImageReference.parse(image)));
        LiveImages live = new LiveImages(images);
        for (WatchedImage watched : spec.images()) {
            if (watched.forceUpdate() && live.find(watched).isEmpty()) {
                images.add(watched.image().with(null));
            }
        }
        return live;
    }

    /** The live image that a watched one stands for, first of all by the name that its Kustomize target gives. */
    Optional<ImageReference> find(WatchedImage watched) {
        Optional<ImageReference> original = original(watched).flatMap(this::find);
        return original.isPresent() ? original : find(watched.image());
    }

    /**
     * The one of several live images of the same name that is to be replaced: the summary of an Application is a set, in which a workload
     * that has the version already may stand first.
     */
    Optional<ImageReference> findOther(WatchedImage watched, ImageTag latest) {
        return images.stream()
                .filter(live -> sameName(live, watched.image()))
                .filter(live -> live.tag() != null && !live.tag().matches(latest))
                .findFirst();
    }

    /** Whether an image of that name is live in that version. */
    boolean has(WatchedImage watched, ImageTag latest) {
        return images.stream()
                .filter(live -> sameName(live, watched.image()))
                .anyMatch(live -> live.tag() != null && live.tag().matches(latest));
    }

    /**
     * The one of several live images of the same name that follows the same tag, first of all one with an outdated digest; without
     * such a tag any with an outdated digest.
     */
    Optional<ImageReference> findForDigest(WatchedImage watched, String latestDigest) {
        List<ImageReference> same =
                images.stream().filter(live -> sameName(live, watched.image())).toList();
        String tag = watched.image().constraint();
        List<ImageReference> sameTag = same.stream()
                .filter(live -> !tag.isEmpty() && live.constraint().equals(tag))
                .toList();
        Optional<ImageReference> outdated =
                sameTag.stream().filter(live -> isOutdated(live, latestDigest)).findFirst();
        return outdated.or(() -> sameTag.stream().findFirst())
                .or(() -> same.stream()
                        .filter(live -> isOutdated(live, latestDigest))
                        .findFirst());
    }

    /** Whether the Kustomize target's original name, not the watched image's, is what runs. */
    static boolean isReplaced(WatchedImage watched, ImageReference live) {
        return original(watched).isPresent() && !sameName(watched.image(), live);
    }

    private Optional<ImageReference> find(ImageReference image) {
        return images.stream().filter(live -> sameName(live, image)).findFirst();
    }

    private static Optional<ImageReference> original(WatchedImage watched) {
        return watched.target() instanceof ManifestTarget.Kustomize kustomize
                        && !kustomize.name().isEmpty()
                ? Optional.of(ImageReference.parse(kustomize.name()))
                : Optional.empty();
    }

    private static boolean isOutdated(ImageReference live, String digest) {
        ImageTag tag = live.tag();
        return tag != null && !tag.digest().isEmpty() && !tag.digest().equals(digest);
    }

    private static boolean sameName(ImageReference one, ImageReference other) {
        return one.name().equals(other.name()) && one.registry().equals(other.registry());
    }
}

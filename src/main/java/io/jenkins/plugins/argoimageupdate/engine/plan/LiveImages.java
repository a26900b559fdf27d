package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The images an Application runs, and forced ones as if it did (Image Updater: {@code argocd.go}, {@code
 * GetImagesFromApplication}; {@code image.go}, {@code ContainsImage} and {@code MatchForDigestUpdate}).
 *
 * @param images without a tag where none is known; with an alias where it is known which of several of the same name it is
 * @param reported those of them that are not only there because they are forced
 */
record LiveImages(List<ImageReference> images, List<ImageReference> reported) {

    private static final int SHOWN = 5;

    static LiveImages of(WatchSpec spec) {
        List<ImageReference> images = new ArrayList<>();
        spec.application().liveImages().forEach(image -> images.add(ImageReference.parseRunning(image)));
        LiveImages live = new LiveImages(images, List.copyOf(images));
        for (WatchedImage watched : spec.images()) {
            if (watched.forceUpdate() && live.find(watched).isEmpty()) {
                images.add(watched.image().with(null));
            }
        }
        return live;
    }

    /** The live image that a watched one stands for, first of all by the name that its Kustomize target gives. */
    Optional<ImageReference> find(WatchedImage watched) {
        return all(watched).stream().findFirst();
    }

    /** All of them; where the name that a Kustomize target gives is among them, only those. */
    private List<ImageReference> all(WatchedImage watched) {
        List<ImageReference> original = original(watched).map(this::all).orElse(List.of());
        return original.isEmpty() ? all(watched.image()) : original;
    }

    private List<ImageReference> all(ImageReference image) {
        return images.stream()
                .filter(live -> sameName(live, image))
                .filter(live -> live.alias().isEmpty() || live.alias().equals(image.alias()))
                .toList();
    }

    /**
     * The one that an image has to be compared with, of several of which other watched images of the same name may be meant: first of
     * all one that its rule allows, theirs do not, and that is outdated.
     *
     * @param others of the same name
     */
    ImageReference find(WatchedImage watched, ImageTag latest, List<WatchedImage> others) {
        List<ImageReference> all = all(watched);
        List<ImageReference> own = preferring(
                preferring(all, live -> allows(watched, live)),
                live -> others.stream().noneMatch(other -> allows(other, live)));
        return preferring(own, live -> live.tag() == null || !live.tag().matches(latest))
                .get(0);
    }

    private static boolean allows(WatchedImage watched, ImageReference live) {
        try {
            TagSelector selector = TagSelector.of(watched.rule());
            return watched.rule().strategy().needsMetadata()
                    ? selector.allows(live.constraint())
                    : selector.choose(List.of(RegistryTag.named(live.constraint())))
                            .chosen()
                            .isPresent();
        } catch (UpdateException e) {
            return false;
        }
    }

    private static <T> List<T> preferring(List<T> all, Predicate<T> preferred) {
        List<T> some = all.stream().filter(preferred).toList();
        return some.isEmpty() ? all : some;
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
        List<ImageReference> same = all(watched.image());
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

    /** Why an image is not found, and what is there instead, in words. */
    String instead(WatchedImage watched) {
        String force = "forceUpdate updates it nevertheless";
        if (reported.isEmpty()) {
            return "Argo CD reports no images of the Application yet; " + force;
        }
        List<String> near = reported.stream()
                .filter(live -> repository(live).equals(repository(watched.image())))
                .map(ImageReference::withoutTag)
                .distinct()
                .toList();
        if (!near.isEmpty()) {
            return "Argo CD reports it as " + String.join(" and ", near) + "; write " + near.get(0)
                    + " as the image, as in the manifests";
        }
        List<String> elsewhere = reported.stream()
                .filter(live -> live.name().equals(watched.image().name()))
                .map(ImageReference::withoutTag)
                .distinct()
                .toList();
        if (!elsewhere.isEmpty()) {
            return "Argo CD reports " + String.join(" and ", elsewhere)
                    + " instead; write the image so if it is the same";
        }
        List<String> all =
                reported.stream().map(ImageReference::withTag).distinct().toList();
        String shown = String.join(", ", all.subList(0, Math.min(all.size(), SHOWN)));
        return "Argo CD does not report it among the Application's images: " + shown
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "") + "; " + force;
    }

    /** What two names of one image have in common, whatever they say of Docker Hub. */
    private static String repository(ImageReference image) {
        String hub = image.registry().isEmpty() || image.registry().matches("(index\\.|registry-1\\.)?docker\\.io")
                ? ""
                : image.registry() + "/";
        return hub + (hub.isEmpty() ? image.name().replaceFirst("^library/", "") : image.name());
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

    static boolean sameName(ImageReference one, ImageReference other) {
        return one.name().equals(other.name()) && one.registry().equals(other.registry());
    }
}

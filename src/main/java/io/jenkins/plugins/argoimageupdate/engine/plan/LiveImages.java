package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images that an Application runs; forced ones count as running (Image Updater: {@code argocd.go}, {@code
 * GetImagesFromApplication}; {@code image.go}, {@code ContainsImage} and {@code MatchForDigestUpdate}). There may be very many, so they are
 * indexed by name, and what is compared with each is worked out once. Not thread-safe.
 */
final class LiveImages {

    private static final int SHOWN = 5;

    private static final int MOST_COMPARED = Budget.LIVE_VERSIONS.intValue();

    /** By name. One has no tag where none is known, and an alias where that says which of several of the same name it is. */
    private final Map<String, List<ImageReference>> images = new HashMap<>();
    /** Those that Argo CD reports, without tags; forced ones are not among them. */
    private final Set<String> reported = new LinkedHashSet<>();

    private final Set<String> reportedWithTag = new LinkedHashSet<>();
    private final Map<String, Set<String>> reportedByRepository = new HashMap<>();
    private final Map<String, Set<String>> reportedByName = new HashMap<>();
    /** Which watched images of the same name allow a live one. */
    private final Map<ImageReference, Set<WatchedImage>> allowing = new IdentityHashMap<>();

    private final Map<WatchedImage, Predicate<ImageReference>> rules = new HashMap<>();

    private LiveImages() {}

    static LiveImages of(WatchSpec spec) {
        LiveImages live = new LiveImages();
        spec.application().observed().liveImages().forEach(text -> {
            ImageReference image = ImageReference.parseRunning(text);
            live.add(image);
            live.report(image);
        });
        for (WatchedImage watched : spec.images()) {
            if (watched.forceUpdate() && live.find(watched).isEmpty()) {
                live.add(watched.image().with(null));
            }
        }
        return live;
    }

    private void add(ImageReference image) {
        images.computeIfAbsent(image.name(), none -> new ArrayList<>()).add(image);
    }

    private void report(ImageReference image) {
        if (reportedWithTag.add(image.withTag()) && reported.add(image.withoutTag())) {
            reportedByRepository
                    .computeIfAbsent(repository(image), none -> new LinkedHashSet<>())
                    .add(image.withoutTag());
            reportedByName
                    .computeIfAbsent(image.name(), none -> new LinkedHashSet<>())
                    .add(image.withoutTag());
        }
    }

    private Stream<ImageReference> named(ImageReference image) {
        return images.getOrDefault(image.name(), List.of()).stream().filter(live -> sameName(live, image));
    }

    /** The live image that a watched one stands for, first of all by the name that its Kustomize target gives. */
    Optional<ImageReference> find(WatchedImage watched) {
        return all(watched).findFirst();
    }

    /** All of them; where the name that a Kustomize target gives is among them, only those. */
    private Stream<ImageReference> all(WatchedImage watched) {
        return original(watched)
                .filter(original -> all(original).findFirst().isPresent())
                .map(this::all)
                .orElseGet(() -> all(watched.image()));
    }

    private Stream<ImageReference> all(ImageReference image) {
        return named(image)
                .filter(live -> live.alias().isEmpty() || live.alias().equals(image.alias()));
    }

    /**
     * The one that an image has to be compared with, of several of which other watched images of the same name may be meant: first of
     * all one that its rule allows, theirs do not, and that is outdated.
     *
     * @param others of the same name
     */
    ImageReference find(WatchedImage watched, ImageTag latest, List<WatchedImage> others) {
        List<ImageReference> all = all(watched).limit(MOST_COMPARED).toList();
        List<ImageReference> own =
                preferring(preferring(all, live -> allows(watched, live)), live -> isOfNoOther(live, watched, others));
        return preferring(own, live -> live.tag() == null || !live.tag().matches(latest))
                .get(0);
    }

    private boolean isOfNoOther(ImageReference live, WatchedImage watched, List<WatchedImage> others) {
        Set<WatchedImage> all = allowing.computeIfAbsent(
                live,
                one -> Stream.concat(Stream.of(watched), others.stream())
                        .filter(image -> allows(image, one))
                        .collect(Collectors.toSet()));
        return all.isEmpty() || all.size() == 1 && all.contains(watched);
    }

    private boolean allows(WatchedImage watched, ImageReference live) {
        return rules.computeIfAbsent(watched, LiveImages::rule).test(live);
    }

    private static Predicate<ImageReference> rule(WatchedImage watched) {
        try {
            TagSelector selector = TagSelector.of(watched.rule());
            return watched.rule().strategy().needsMetadata()
                    ? live -> selector.allows(live.constraint())
                    : live -> canChoose(selector, live.constraint());
        } catch (UpdateException e) {
            return live -> false;
        }
    }

    private static boolean canChoose(TagSelector selector, String tag) {
        try {
            return selector.canChoose(tag);
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
        return named(watched.image())
                .filter(live -> live.tag() != null && !live.tag().matches(latest))
                .findFirst();
    }

    /** Whether an image of that name is live in that version. */
    boolean has(WatchedImage watched, ImageTag latest) {
        return named(watched.image())
                .anyMatch(live -> live.tag() != null && live.tag().matches(latest));
    }

    /**
     * The one of several live images of the same name that follows the same tag, first of all one with an outdated digest; without
     * such a tag any with an outdated digest.
     */
    Optional<ImageReference> findForDigest(WatchedImage watched, String latestDigest) {
        List<ImageReference> same = all(watched.image()).limit(MOST_COMPARED).toList();
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
        String force = "forceUpdate updates it anyway";
        if (reported.isEmpty()) {
            return "Argo CD reports no images of the Application yet; " + force;
        }
        Set<String> near = reportedByRepository.getOrDefault(repository(watched.image()), Set.of());
        if (!near.isEmpty()) {
            return "Argo CD reports it as " + FirstFew.of(near, SHOWN, " and ") + "; write "
                    + near.iterator().next() + " as the image, as in the manifests";
        }
        Set<String> elsewhere = reportedByName.getOrDefault(watched.image().name(), Set.of());
        return elsewhere.isEmpty()
                ? "Argo CD does not report it among the Application's images: " + FirstFew.of(reportedWithTag, SHOWN)
                        + "; " + force
                : "Argo CD reports " + FirstFew.of(elsewhere, SHOWN, " and ")
                        + " instead; write the image so if it is the same";
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

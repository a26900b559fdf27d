package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An image as Kustomize is to set it. The entries to change are found by the name in the manifests. If the target names none, they can also
 * be those that give the image to another name, as {@code web=nginx:1.2} does.
 *
 * @param original the name in the manifests; empty for the image's own name, or whichever name an entry gives it to
 * @param oldTag what is live; null if it is not an image that is watched
 * @param others names in the manifests that other watched images have
 */
public record KustomizeImage(String original, ImageReference image, ImageTag oldTag, Set<String> others) {

    /** @param text an entry of {@code kustomize.images}, such as {@code nginx:1.2} or {@code web=nginx:1.2} */
    static KustomizeImage of(String text) {
        ImageReference image = ImageReference.parse(text);
        return new KustomizeImage(image.alias(), image, null, Set.of());
    }

    /** @param all the watched images, of which some may have names of their own */
    public static KustomizeImage of(ImageChange change, Collection<WatchedImage> all) {
        Set<String> others = all.stream()
                .filter(other -> !other.equals(change.watched()))
                .map(KustomizeImage::nameInManifests)
                .collect(Collectors.toSet());
        others.remove(nameInManifests(change.watched()));
        return new KustomizeImage(named(change.watched()), change.image(), change.oldTag(), others);
    }

    /** The name in the manifests that an image is set for: the one its target names, or its own. */
    public static String nameInManifests(WatchedImage watched) {
        String named = named(watched);
        return named.isEmpty() ? watched.image().withoutTag() : named;
    }

    private static String named(WatchedImage watched) {
        return watched.target() instanceof ManifestTarget.Kustomize kustomize ? kustomize.name() : "";
    }

    /** An entry of {@code kustomize.images} with this version. */
    public String text() {
        return (original.isEmpty() ? "" : original + "=") + image.withTag();
    }

    /** The same in the place of an entry that gives the image to a name. */
    public String text(ImageReference entry) {
        return original.isEmpty() && !entry.alias().isEmpty() ? entry.alias() + "=" + image.withTag() : text();
    }

    /**
     * Which entries are to have this version; empty where a new entry is needed.
     *
     * @param entries with the name in the manifests as alias where it is not the image's own
     * @param renaming whether an entry of the image's own name can get that of the manifests
     * @throws ConfigurationException if several names have got the image, of different versions, and none is live
     */
    public List<Integer> positions(List<ImageReference> entries, boolean renaming) {
        String name = original.isEmpty() ? image.withoutTag() : original;
        List<Integer> exact = find(entries, entry -> entry.label().equals(name));
        List<Integer> given = oldTag == null || !original.isEmpty() ? List.of() : given(entries, exact.isEmpty());
        if (!exact.isEmpty()) {
            return union(exact, given);
        }
        List<Integer> own = find(
                entries,
                entry -> renaming && entry.alias().isEmpty() && isFree(entry) && entry.isSameRepository(image));
        return own.isEmpty() ? given : own;
    }

    /** The entries that give the image to another name: all of them, or those of the live version where they differ. */
    private List<Integer> given(List<ImageReference> entries, boolean required) {
        List<Integer> all =
                find(entries, entry -> !entry.alias().isEmpty() && isFree(entry) && entry.isSameRepository(image));
        List<Integer> live = all.stream()
                .filter(i ->
                        entries.get(i).tag() != null && entries.get(i).tag().matches(oldTag))
                .toList();
        boolean same = all.stream().map(i -> entries.get(i).tag()).distinct().count() <= 1;
        if (!live.isEmpty() || !required) {
            return live;
        }
        if (same) {
            return all;
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "find " + image.withoutTag() + " among the Kustomize images",
                all.stream().map(i -> entries.get(i).alias()).collect(Collectors.joining(" and "))
                        + " have got it, with different versions, of which none is live",
                "Name the one that is meant as kustomize.image-name");
    }

    private boolean isFree(ImageReference entry) {
        return !others.contains(entry.label());
    }

    private static List<Integer> find(List<ImageReference> entries, Predicate<ImageReference> wanted) {
        return IntStream.range(0, entries.size())
                .filter(i -> wanted.test(entries.get(i)))
                .boxed()
                .toList();
    }

    private static List<Integer> union(List<Integer> one, List<Integer> other) {
        Set<Integer> all = new TreeSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}

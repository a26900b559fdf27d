package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ImageDifference;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changed in the cluster by hand: images that are not as the manifests say, and that it was not Argo CD that wrote last.
 *
 * @param images those that are watched, in their order
 * @param others the rest, whose parameter in Git cannot be known
 */
public record Drifts(Map<WatchedImage, Drifted> images, List<Drift> others) {

    /** Nothing was changed. */
    public static final Drifts NONE = new Drifts(Map.of(), List.of());

    private static final String NOT_WATCHED = "no watched image is called so, so its parameter in Git is not known";

    public Drifts {
        others = List.copyOf(others);
    }

    /**
     * A watched image that was changed.
     *
     * @param live what runs
     * @param git what the manifests say
     */
    public record Drifted(ImageTag live, ImageTag git, Drift drift) {

        /** The same, which cannot be written to Git. */
        public Drifted because(String why) {
            return drift.isAdoptable() ? new Drifted(live, git, drift.because(why)) : this;
        }
    }

    /** Whether anything was changed. */
    public boolean isEmpty() {
        return images.isEmpty() && others.isEmpty();
    }

    /** Whether anything that was changed can be written to Git. */
    public boolean isAdoptable() {
        return images.values().stream().anyMatch(drifted -> drifted.drift().isAdoptable());
    }

    /**
     * Whether an Application can have been changed by hand: Argo CD has synced it once, and what is there now differs. Only then it is worth
     * a request.
     */
    public static boolean arePossible(LiveApplication application) {
        ApplicationStatus status = application.status();
        return !application.beingDeleted()
                && status.sync() == SyncStatus.OUT_OF_SYNC
                && status.ofSpec()
                && !status.history().isEmpty()
                && !outOfSync(application).isEmpty();
    }

    /** The resources that differ, but for those that are no longer in Git. */
    public static List<ResourceKey> outOfSync(LiveApplication application) {
        return application.status().resources().stream()
                .filter(resource -> resource.sync() == SyncStatus.OUT_OF_SYNC && !resource.pruned())
                .map(ResourceStatus::key)
                .toList();
    }

    /**
     * Tells changes by hand from what is not synced yet.
     *
     * @param watched the images of the Application
     * @param running what the Application runs now, as Argo CD names it
     */
    public static Drifts of(
            LiveApplication application,
            List<ImageDifference> differences,
            List<WatchedImage> watched,
            List<String> running) {
        List<ImageDifference> byHand = differences.stream()
                .filter(one -> one.manager().isEmpty() ? isOfLastSync(application) : !one.isByArgoCd())
                .toList();
        Map<WatchedImage, List<ImageDifference>> found = new LinkedHashMap<>();
        List<Drift> others = new ArrayList<>();
        for (ImageDifference one : byHand) {
            List<WatchedImage> candidates = watched.stream()
                    .filter(image -> image.image().isSameRepository(one.git()))
                    .toList();
            if (candidates.isEmpty()) {
                others.add(other(one, NOT_WATCHED));
            } else if (!one.git().isSameRepository(one.live())
                    || one.live().tag() == null
                    || one.git().tag() == null) {
                others.add(other(one, "it is another image, and only versions are written"));
            } else if (candidates.size() > 1) {
                others.add(other(
                        one,
                        "it can be any of "
                                + FirstFew.of(candidates.stream()
                                        .map(image -> image.image().label())
                                        .toList())));
            } else {
                found.computeIfAbsent(candidates.get(0), image -> new ArrayList<>())
                        .add(one);
            }
        }
        Map<WatchedImage, Drifted> images = new LinkedHashMap<>();
        watched.stream()
                .filter(found::containsKey)
                .forEach(image -> images.put(image, drifted(Objects.requireNonNull(found.get(image)), running)));
        Operation operation = application.status().operation();
        if (operation != null && operation.phase().isOpen()) {
            images.replaceAll((image, drifted) -> drifted.because("Argo CD is syncing the Application"));
        }
        return new Drifts(images, others);
    }

    /** Where Kubernetes does not tell who wrote it: nothing has changed in Git since Argo CD synced, so it was somebody else. */
    private static boolean isOfLastSync(LiveApplication application) {
        ApplicationStatus status = application.status();
        return status.history().get(status.history().size() - 1).revisions().equals(status.revisions());
    }

    private static Drift other(ImageDifference one, String obstacle) {
        return new Drift(
                one.resource().toString(),
                one.live().withTag(),
                one.git().withTag(),
                one.manager(),
                one.since(),
                obstacle);
    }

    private static Drifted drifted(List<ImageDifference> all, List<String> running) {
        ImageDifference first = all.get(0);
        ImageTag live = Objects.requireNonNull(first.live().tag());
        ImageTag git = Objects.requireNonNull(first.git().tag());
        Map<String, List<ImageDifference>> byVersion = all.stream()
                .collect(
                        Collectors.groupingBy(one -> shown(one.live().tag()), LinkedHashMap::new, Collectors.toList()));
        String places = byVersion.entrySet().stream()
                .map(one -> one.getKey().equals(shown(live))
                        ? places(one.getValue())
                        : one.getKey() + " in " + places(one.getValue()))
                .collect(Collectors.joining(", and "));
        Instant since = all.stream()
                .map(ImageDifference::since)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        boolean byDigest = shown(live).equals(shown(git));
        Drift drift = new Drift(
                places,
                byDigest ? live.toString() : shown(live),
                byDigest ? git.toString() : shown(git),
                first.manager(),
                since,
                "");
        Set<String> versions = running.stream()
                .map(ImageReference::parseRunning)
                .filter(image -> image.isSameRepository(first.live()))
                .filter(image -> live.name().isEmpty() || !image.constraint().isEmpty())
                .map(image -> shown(image.tag()))
                .collect(Collectors.toCollection(TreeSet::new));
        all.forEach(one -> versions.add(shown(one.live().tag())));
        return new Drifted(
                live,
                git,
                versions.size() == 1
                        ? drift
                        : drift.because("it runs in several versions, of which Git can say one: "
                                + FirstFew.of(List.copyOf(versions))));
    }

    private static String places(List<ImageDifference> some) {
        List<String> resources =
                some.stream().map(one -> one.resource().toString()).distinct().toList();
        return FirstFew.of(resources, 5, " and ").toString();
    }

    private static String shown(@Nullable ImageTag tag) {
        return ImageStates.shown(tag);
    }
}

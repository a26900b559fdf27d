package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages.Entry;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.WorkloadPod;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an image that was written is by what the manifests say: where no pod tells it, and where one runs another version.
 *
 * @param manifests null where they were not asked for
 * @param git and {@code versions}: as of the state
 */
record ManifestState(DesiredImage image, @Nullable ManifestImages manifests, String git, List<Running> versions) {

    /**
     * Of an image that no pod has, or that only the pods of tasks have that were started before.
     *
     * @param pods of the Application, whatever images they have
     */
    ImageState withoutPod(List<WorkloadPod> pods) {
        if (manifests == null || !manifests.isKnown()) {
            String unread = manifests == null ? "" : ", and its manifests cannot be read: " + manifests.problem();
            String runs = versions.isEmpty() ? "is in no pod of the Application" : "has not run since";
            return state(Verdict.UNKNOWN, runs + unread);
        }
        List<Entry> entries = manifests.of(image.image());
        List<Entry> set = entries.stream().filter(this::isDesired).toList();
        List<Entry> old = entries.stream().filter(this::isBefore).toList();
        if (entries.isEmpty()) {
            return state(Verdict.UNKNOWN, "is in no pod and in no manifest of the Application");
        }
        if (!set.isEmpty() && old.isEmpty()) {
            return state(Verdict.UNKNOWN, "is set in " + where(set, pods));
        }
        Entry other = old.isEmpty() ? entries.get(0) : old.get(0);
        return state(
                Verdict.DRIFTED,
                "is still " + shown(other.image().tag()) + " in " + other.resource()
                        + (image.parameter().isEmpty()
                                ? ""
                                : ": " + image.parameter() + " has no effect" + (set.isEmpty() ? "" : " there")));
    }

    /**
     * Of an image of which a pod of the newest revision runs another version.
     *
     * @param all that run one, this one too
     */
    ImageState running(RunningImage other, List<RunningImage> all) {
        ResourceKey workload = other.of().workload().key();
        boolean still = image.before() == null || image.isBefore(other.image());
        Set<String> places = new LinkedHashSet<>();
        all.forEach(one -> places.add(
                shown(one.image().tag()) + " in " + one.of().workload().key()));
        String what = (still ? "still runs " : "runs ") + String.join(" and ", places);
        if (manifests == null || !manifests.isKnown()) {
            return state(Verdict.DRIFTED, what);
        }
        List<Entry> named = manifests.of(image.image());
        List<Entry> own = named.stream()
                .filter(entry -> anywhere(entry.resource()).equals(anywhere(workload)))
                .toList();
        List<Entry> entries = own.isEmpty() ? named : own;
        if (entries.isEmpty()) {
            return state(Verdict.ROLLING_OUT, what + ", and no manifest of the Application names the image");
        }
        boolean says = entries.stream()
                .anyMatch(entry ->
                        Objects.equals(entry.image().tag(), other.image().tag()));
        if (says || entries.stream().noneMatch(this::isDesired)) {
            return state(
                    Verdict.DRIFTED,
                    what + (image.parameter().isEmpty() ? "" : ": " + image.parameter() + " has no effect there"));
        }
        return state(
                isByDigestAlone(other) && !image.isBefore(other.image()) ? Verdict.UNKNOWN : Verdict.ROLLING_OUT,
                what + ", though its manifest says " + shown(image.desired()));
    }

    /** As admission controllers write it that put the digest in the place of the tag. */
    private static boolean isByDigestAlone(RunningImage other) {
        ImageTag tag = other.image().tag();
        return tag != null && tag.name().isEmpty();
    }

    private String where(List<Entry> entries, List<WorkloadPod> pods) {
        Set<ResourceKey> resources = new LinkedHashSet<>();
        entries.forEach(entry -> resources.add(entry.resource()));
        List<String> names = resources.stream().map(ResourceKey::toString).toList();
        String has = names.size() == 1 ? "has" : "have";
        Set<ResourceKey> anywhere =
                resources.stream().map(ManifestState::anywhere).collect(Collectors.toSet());
        List<WorkloadPod> theirs = pods.stream()
                .filter(pod -> anywhere.contains(anywhere(pod.workload().key())))
                .toList();
        List<String> others = theirs.stream()
                .flatMap(pod -> pod.pod().images().stream())
                .distinct()
                .toList();
        boolean tasks = theirs.stream().allMatch(WorkloadPod::isOfTask);
        return ArgoCdMessages.some(names)
                + (theirs.isEmpty()
                        ? ", which " + has + " no pod now"
                        : tasks
                                ? ", which " + has + " not run since"
                                : ", whose pods run " + ArgoCdMessages.some(others));
    }

    /** Manifests name no namespace where it is that of the Application. */
    private static ResourceKey anywhere(ResourceKey key) {
        return new ResourceKey(key.group(), key.kind(), "", key.name());
    }

    private boolean isDesired(Entry entry) {
        return image.isDesired(entry.image());
    }

    private boolean isBefore(Entry entry) {
        return image.isBefore(entry.image()) && !isDesired(entry);
    }

    private ImageState state(Verdict verdict, String reason) {
        return ImageState.of(verdict, git, versions, reason);
    }

    private static String shown(@Nullable ImageTag tag) {
        String shown = ImageStates.shown(tag);
        return shown.isEmpty() ? "without a tag" : shown;
    }
}

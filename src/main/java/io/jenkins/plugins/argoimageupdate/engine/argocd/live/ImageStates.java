package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.WorkloadPod;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells from one look at an Application how its images are. Where pods are known they count; Argo CD's summary only where they are not. */
public final class ImageStates {

    private final LiveApplication application;
    private final @Nullable List<WorkloadPod> pods;
    private final List<RunningImage> running;
    private final Map<String, List<RunningImage>> runningByName;
    private final Map<String, List<ImageReference>> summaryByName;
    private final @Nullable ManifestImages manifests;

    private ImageStates(LiveApplication application, @Nullable ResourceTree tree, @Nullable ManifestImages manifests) {
        this.application = application;
        List<WorkloadPod> known = tree == null ? null : WorkloadPod.allOf(tree);
        this.pods = known;
        this.running = known == null ? List.of() : RunningImage.allOf(application.status(), known);
        this.runningByName = running.stream()
                .collect(Collectors.groupingBy(one -> one.image().name()));
        this.summaryByName = tree != null
                ? Map.of()
                : application.application().observed().liveImages().stream()
                        .map(ImageReference::parseRunning)
                        .collect(Collectors.groupingBy(ImageReference::name));
        this.manifests = manifests;
    }

    private List<RunningImage> running(ImageReference image) {
        return runningByName.getOrDefault(image.name(), List.of()).stream()
                .filter(one -> one.image().isSameRepository(image))
                .toList();
    }

    /** From the pods. */
    public static ImageStates of(LiveApplication application, ResourceTree tree) {
        return new ImageStates(application, tree, null);
    }

    /** @param manifests null where they were not asked for */
    public static ImageStates of(LiveApplication application, ResourceTree tree, @Nullable ManifestImages manifests) {
        return new ImageStates(application, tree, manifests);
    }

    /** From {@code status.summary.images} alone, which is a set: while a rollout is under way old and new versions stand side by side. */
    public static ImageStates of(LiveApplication application) {
        return new ImageStates(application, null, null);
    }

    /** From the pods, if they were looked at, and the manifests, if they were asked for. */
    public static ImageStates of(Observation seen) {
        boolean looked = !seen.tree().equals(ResourceTree.EMPTY);
        return new ImageStates(seen.application(), looked ? seen.tree() : null, seen.manifests());
    }

    /**
     * Whether the summary is not enough to say how these images are: something is not healthy, or an image is there in several versions.
     */
    public static boolean needsPods(LiveApplication application, List<DesiredImage> images) {
        ApplicationStatus status = application.status();
        ImageStates summary = of(application);
        return status.health().status() != HealthStatus.HEALTHY
                || images.stream().anyMatch(image -> summary.summary(image).size() > 1);
    }

    /** How one of the Application's images is. */
    public ImageState of(DesiredImage image) {
        return pods == null ? ofSummary(image) : ofPods(image);
    }

    /** How an image is by its manifests alone. */
    public ImageState ofManifests(DesiredImage image) {
        return new ManifestState(image, manifests, git(image, ""), List.of()).withoutPod(List.of());
    }

    /** Whether a pod or a manifest has the version from before, or may have it as that is not known. */
    public boolean hasBefore(DesiredImage image) {
        boolean runs = image.before() == null || telling(image).stream().anyMatch(one -> image.isBefore(one.image()));
        return runs
                || manifests != null
                        && manifests.of(image.image()).stream().anyMatch(entry -> image.isBefore(entry.image()));
    }

    /** Whether no pod tells what was written of an image: there is none, or only such of tasks that were started before. */
    public boolean hasNoPod(DesiredImage image) {
        return telling(image).isEmpty();
    }

    /** The pods of a task that was started before keep their image, and say nothing of the next one. */
    private List<RunningImage> telling(DesiredImage image) {
        return running(image.image()).stream()
                .filter(one -> !(image.written() && one.of().isOfTask() && !image.isDesired(one.image())))
                .toList();
    }

    /** The versions of the newest revision's pods, as their specifications name them, such as {@code ghcr.io/org/app:1.2}. */
    public List<String> newest(ImageReference image) {
        return running(image).stream()
                .filter(RunningImage::newest)
                .map(RunningImage::written)
                .distinct()
                .toList();
    }

    /** The images of all workloads' newest revisions, as the specifications of their pods name them, each once. */
    public List<String> newest() {
        return running.stream()
                .filter(RunningImage::newest)
                .map(RunningImage::written)
                .distinct()
                .toList();
    }

    /**
     * Since when each workload runs what it runs now: the last of the times at which the first pod of each newest revision that is still
     * there was created. Tasks do not count, as they start ever anew. Empty where no pod tells.
     */
    public Optional<Instant> runningSince() {
        Map<ResourceKey, Instant> first = new HashMap<>();
        for (RunningImage one : running) {
            Instant created = one.pod().createdAt();
            if (one.newest() && !one.of().isOfTask() && created != null) {
                first.merge(one.of().workload().key(), created, (some, other) -> some.isBefore(other) ? some : other);
            }
        }
        return first.values().stream().max(Instant::compareTo);
    }

    private List<ImageReference> summary(DesiredImage image) {
        return summaryByName.getOrDefault(image.image().name(), List.of()).stream()
                .filter(live -> live.isSameRepository(image.image()))
                .toList();
    }

    private ImageState ofSummary(DesiredImage image) {
        if (manifests != null && ofManifests(image).isBroken()) {
            return ofManifests(image);
        }
        List<ImageReference> live = summary(image);
        List<Running> versions = live.stream()
                .map(one -> new Running("", shown(one.tag()), 0, 0, true))
                .toList();
        if (live.isEmpty()) {
            return ImageState.of(Verdict.UNKNOWN, git(image, ""), versions, "is in no pod that Argo CD reports");
        }
        boolean desired = live.stream().allMatch(image::isDesired);
        if (!desired && !image.written()) {
            return ImageState.of(Verdict.WOULD_UPDATE, "", versions, wouldUpdate(image));
        }
        if (!desired) {
            return ImageState.of(Verdict.ROLLING_OUT, git(image, ""), versions, "is being rolled out");
        }
        return application.status().health().status() == HealthStatus.HEALTHY
                ? ImageState.of(Verdict.LIVE, versions.get(0).version(), versions, "")
                : ImageState.of(
                        Verdict.UNKNOWN,
                        git(image, ""),
                        versions,
                        "is there, but its pods are not known and the Application is "
                                + application.status().health());
    }

    private ImageState ofPods(DesiredImage image) {
        List<RunningImage> all = telling(image);
        List<RunningImage> newest = all.stream().filter(RunningImage::newest).toList();
        List<Running> versions = versions(running(image.image()));
        String git =
                git(image, newest.isEmpty() ? "" : shown(newest.get(0).image().tag()));
        if (all.isEmpty()) {
            return new ManifestState(image, manifests, git, versions).withoutPod(pods);
        }
        Optional<ImageState> broken = broken(image, all, versions, git);
        if (broken.isPresent()) {
            return broken.get();
        }
        boolean runs = newest.stream().anyMatch(one -> image.isDesired(one.image()))
                && newest.stream().noneMatch(one -> image.isBefore(one.image()) && !image.isDesired(one.image()));
        if (!runs) {
            return notRunning(image, newest.isEmpty() ? all : newest, versions, git);
        }
        List<RunningImage> unready = newest.stream()
                .filter(one -> image.isDesired(one.image()) && !one.isReady() && !one.isOfHealthyWorkload())
                .toList();
        Optional<RunningImage> starting =
                unready.stream().filter(one -> !one.hasEnded()).findFirst();
        if (starting.isPresent()) {
            return ofPod(Verdict.ROLLING_OUT, git, versions, "is starting", starting.get());
        }
        if (!unready.isEmpty() && newest.stream().noneMatch(RunningImage::isReady)) {
            return ofPod(Verdict.UNKNOWN, git, versions, "has ended with an error", unready.get(0));
        }
        return all.stream()
                .filter(one -> !one.newest())
                .flatMap(old -> besides(image, old, all, git, versions).stream())
                .findFirst()
                .orElseGet(() -> ImageState.of(Verdict.LIVE, git, versions, ""));
    }

    /** How it is beside a pod of an earlier revision; empty where that does not count. */
    private static Optional<ImageState> besides(
            DesiredImage image, RunningImage old, List<RunningImage> all, String git, List<Running> versions) {
        ResourceNode workload = old.of().workload();
        if (workload.health().status() == HealthStatus.PROGRESSING) {
            return Optional.of(
                    ImageState.of(Verdict.ROLLING_OUT, git, versions, "replaces the pods of " + workload.key()));
        }
        if (image.isDesired(old.image()) || old.of().isOfTask()) {
            return Optional.empty();
        }
        if (workload.health().status() == HealthStatus.SUSPENDED) {
            List<RunningImage> its = all.stream()
                    .filter(one -> one.of().workload().equals(workload))
                    .toList();
            long done = its.stream().filter(RunningImage::newest).count();
            return Optional.of(ImageState.of(
                    Verdict.ROLLING_OUT,
                    git,
                    versions,
                    "is in " + done + " of " + its.size() + " pods of " + workload.key() + ", which is paused"));
        }
        return old.isGivenUp()
                ? Optional.of(
                        ImageState.of(Verdict.DRIFTED, git, versions, "does not replace the pods of " + old.givenUp()))
                : Optional.empty();
    }

    private static ImageState ofPod(
            Verdict verdict, String git, List<Running> versions, String what, RunningImage one) {
        ResourceNode pod = one.pod();
        String state = (pod.reason() + " " + pod.readyContainers()).strip();
        return new ImageState(
                verdict,
                git,
                versions,
                what + ": pod " + pod.key().name() + " is " + state,
                pod.key().name(),
                pod.key().namespace());
    }

    private static Optional<ImageState> broken(
            DesiredImage image, List<RunningImage> all, List<Running> versions, String git) {
        for (RunningImage one : all) {
            List<PodFailure> trouble = PodFailure.of(List.of(one.pod()));
            if (trouble.isEmpty() || !(one.newest() || blocksItsStatefulSet(one))) {
                continue;
            }
            ResourceNode pod = one.pod();
            String what = why(trouble.get(0));
            ImageState state = !one.isBlamed(image)
                    ? ImageState.of(
                            Verdict.BLOCKED, git, versions, "is blocked by another container of its pod: " + what)
                    : ImageState.of(
                            Verdict.CANNOT_START,
                            git,
                            versions,
                            one.newest() ? "cannot start: " + what : stuck(one, trouble.get(0)));
            return Optional.of(new ImageState(
                    state.verdict(),
                    git,
                    versions,
                    state.reason(),
                    pod.key().name(),
                    pod.key().namespace()));
        }
        return Optional.empty();
    }

    /** {@code ImagePullBackOff: Back-off pulling image … (pod frontend-74c4-tvtf9)}. */
    private static String why(PodFailure trouble) {
        String message = trouble.pod().health().message().strip();
        return trouble.reason() + (message.isEmpty() ? "" : ": " + ArgoCdMessages.quoted(message)) + " (pod "
                + trouble.pod().key().name() + ")";
    }

    /** Kubernetes replaces the pods of a StatefulSet one after the other, and waits for a broken one of an earlier revision for ever. */
    private static boolean blocksItsStatefulSet(RunningImage old) {
        return old.of().workload().key().kind().equals("StatefulSet");
    }

    private static String stuck(RunningImage old, PodFailure trouble) {
        return "is not rolled out: " + old.of().workload().key() + " waits for its broken pod "
                + old.pod().key().name() + " of an earlier revision (" + trouble.reason()
                + "), which Kubernetes does not replace by itself";
    }

    /** @param pods of the newest revision, or where that has none, those that are left of earlier ones */
    private ImageState notRunning(DesiredImage image, List<RunningImage> pods, List<Running> versions, String git) {
        if (!image.written()) {
            return ImageState.of(Verdict.WOULD_UPDATE, "", versions, wouldUpdate(image));
        }
        if (application.status().sync() != SyncStatus.SYNCED) {
            return ImageState.of(Verdict.ROLLING_OUT, git, versions, "waiting for the sync");
        }
        boolean anyBefore = pods.stream().anyMatch(one -> image.isBefore(one.image()));
        List<RunningImage> others = pods.stream()
                .filter(one -> !image.isDesired(one.image()))
                .filter(one -> !anyBefore || image.isBefore(one.image()))
                .toList();
        RunningImage old = others.stream()
                .max(Comparator.comparing(one -> !one.isBeingReplaced()))
                .orElse(pods.get(0));
        ResourceKey workload = old.of().workload().key();
        if (old.isBeingReplaced()) {
            return ImageState.of(
                    Verdict.ROLLING_OUT,
                    git,
                    versions,
                    "waits for " + workload + ", which is "
                            + old.of().workload().health().status());
        }
        if (old.isGivenUp()) {
            return ImageState.of(
                    Verdict.DRIFTED,
                    git,
                    versions,
                    "still runs " + shown(old.image().tag()) + " in " + old.givenUp());
        }
        return old.newest()
                ? new ManifestState(image, manifests, git, versions).running(old, others)
                : ImageState.of(
                        Verdict.DRIFTED,
                        git,
                        versions,
                        "still runs " + shown(old.image().tag()) + " in " + workload
                                + ": no pod of its newest revision has been created, as where its updateStrategy is OnDelete");
    }

    private static String wouldUpdate(DesiredImage image) {
        return shown(image.desired()) + " is available";
    }

    /** What was written, or what runs in an Application that is in sync. */
    private String git(DesiredImage image, String newest) {
        if (image.written() && image.desired() != null) {
            return shown(image.desired());
        }
        return application.status().sync() == SyncStatus.SYNCED ? newest : "";
    }

    private static List<Running> versions(List<RunningImage> images) {
        record Key(String workload, String version, boolean newest) {}
        Map<Key, int[]> counts = new LinkedHashMap<>();
        images.stream()
                .sorted(Comparator.comparing((RunningImage one) -> !one.newest()))
                .forEach(one -> {
                    int[] count = counts.computeIfAbsent(
                            new Key(
                                    one.of().workload().key().toString(),
                                    shown(one.image().tag()),
                                    one.newest()),
                            key -> new int[2]);
                    count[0]++;
                    count[1] += one.isReady() ? 1 : 0;
                });
        return counts.entrySet().stream()
                .map(entry -> new Running(
                        entry.getKey().workload(),
                        entry.getKey().version(),
                        entry.getValue()[0],
                        entry.getValue()[1],
                        entry.getKey().newest()))
                .toList();
    }

    static String shown(@Nullable ImageTag tag) {
        if (tag == null) {
            return "";
        }
        return tag.name().isEmpty() ? tag.digest() : tag.name();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one image of an Application is, at one moment. It comes from what runs, never from what was written: log, step result, pages,
 * history, remote API and trigger all tell this.
 *
 * @param verdict in one word
 * @param git the tag (or digest) that Git says; empty when not known
 * @param running what pods have, those of the newest revision first; empty where no pod has the image
 * @param reason why it is not live, as a clause that can follow the image's name; empty for {@link Verdict#LIVE}
 * @param pod that cannot start; empty for none
 * @param namespace of that pod; empty for none
 * @param drift that somebody changed it in the cluster by hand; null where nobody did
 */
public record ImageState(
        Verdict verdict,
        String git,
        List<Running> running,
        String reason,
        String pod,
        String namespace,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Drift drift) {

    /** One that nobody changed by hand. */
    public ImageState(Verdict verdict, String git, List<Running> running, String reason, String pod, String namespace) {
        this(verdict, git, running, reason, pod, namespace, null);
    }

    public ImageState {
        Objects.requireNonNull(verdict);
        git = CleanText.line(git);
        running = List.copyOf(running);
        reason = CleanText.line(reason);
        pod = CleanText.line(pod);
        namespace = CleanText.line(namespace);
    }

    /** What a state means. */
    public enum Verdict {
        /** All pods of the newest revision run it and are ready. */
        LIVE,
        /** Git says it, and the cluster is on its way. */
        ROLLING_OUT,
        /** A pod of the newest revision cannot start because of it. */
        CANNOT_START,
        /** A pod of the newest revision that has it cannot start because of another image. */
        BLOCKED,
        /** What runs is not what Git says, though Argo CD has applied it. */
        DRIFTED,
        /** A newer version is chosen, and Git does not say it yet. */
        WOULD_UPDATE,
        /** Argo CD does not tell. */
        UNKNOWN
    }

    /**
     * A version of the image that a workload runs.
     *
     * @param workload such as {@code Deployment/frontend}; empty where only Argo CD's summary is known
     * @param version tag, or digest where there is no tag
     * @param pods that have it; 0 where only the summary is known
     * @param ready of these
     * @param newest whether they are of the workload's newest revision
     */
    public record Running(String workload, String version, int pods, int ready, boolean newest) {

        public Running {
            workload = CleanText.line(workload);
            version = CleanText.line(version);
        }
    }

    /** The same, now that it is known that somebody changed it in the cluster by hand. One that cannot start stays so. */
    public ImageState drifted(Drift found) {
        boolean broken = verdict == Verdict.CANNOT_START || verdict == Verdict.BLOCKED;
        return new ImageState(
                broken ? verdict : Verdict.DRIFTED,
                found.git(),
                running,
                broken ? reason : found.describe(),
                pod,
                namespace,
                found);
    }

    static ImageState of(Verdict verdict, String git, List<Running> running, String reason) {
        return new ImageState(verdict, git, running, reason, "", "");
    }

    /** The same once another version is written, and before the cluster was looked at again. */
    public ImageState written(String version) {
        return of(Verdict.ROLLING_OUT, version, running, "waiting for the sync");
    }

    /** The versions that serve: of ready pods, each once, those of the newest revision first; of the summary where no pod is known. */
    public List<String> live() {
        return running.stream()
                .filter(version -> version.ready() > 0 || version.pods() == 0)
                .map(Running::version)
                .distinct()
                .toList();
    }

    /** Whether workloads run several versions, not counting those that are being replaced. */
    public boolean hasSeveralVersions() {
        return running.stream()
                        .filter(Running::newest)
                        .map(Running::version)
                        .distinct()
                        .count()
                > 1;
    }

    /** {@link #live} as text, of digests the start; empty when nothing is known to serve. */
    public String liveShown() {
        return live().stream()
                .map(version ->
                        version.startsWith("sha256:") && version.length() > 19 ? version.substring(0, 19) : version)
                .collect(Collectors.joining(", "));
    }

    /** The version that the verdict is about: of a pod that cannot start its own, else what Git says; empty when not known. */
    public String version() {
        boolean ofPod = verdict == Verdict.CANNOT_START || verdict == Verdict.BLOCKED;
        return running.stream()
                .filter(version -> ofPod && version.newest() && version.ready() < version.pods())
                .map(Running::version)
                .findFirst()
                .orElse(git);
    }

    /**
     * Why it is not live, with the version where the reason does not name it: {@code main-dead001 cannot start: ErrImagePull …}; empty if
     * it is. It can follow the image's name.
     */
    public String describe() {
        boolean named =
                verdict == Verdict.DRIFTED || verdict == Verdict.WOULD_UPDATE || verdict == Verdict.UNKNOWN || isLive();
        return named ? reason : (version() + " " + reason).strip();
    }

    /** Whether all pods of the newest revision run what Git says, and are ready. */
    public boolean isLive() {
        return verdict == Verdict.LIVE;
    }

    /** Whether it is worth waiting for, or somebody has to do something about it. */
    public boolean isUnsettled() {
        return verdict == Verdict.ROLLING_OUT || isBroken();
    }

    /** Whether only the pods could tell, and they could not be asked. */
    public boolean isUnclear() {
        return !isLive() && running.stream().anyMatch(version -> version.pods() == 0);
    }

    /** The pod that keeps the image from being live, if there is one and it is in the tree. */
    public Optional<ResourceNode> podIn(ResourceTree tree) {
        return tree.pods().stream()
                .filter(node ->
                        node.key().name().equals(pod) && node.key().namespace().equals(namespace))
                .findFirst();
    }

    /** Whether somebody has to do something about it. */
    public boolean isBroken() {
        return verdict == Verdict.CANNOT_START || verdict == Verdict.BLOCKED || verdict == Verdict.DRIFTED;
    }
}

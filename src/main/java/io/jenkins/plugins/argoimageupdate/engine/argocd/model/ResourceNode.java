package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A live resource of an Application: one it manages, or a descendant of one, as pods are.
 *
 * @param uid empty for a resource that does not exist yet
 * @param parentUids of the resources that own it; empty for a managed one
 * @param info what Argo CD says besides, such as {@code Status Reason} or {@code Restart Count}
 * @param images of a pod's containers
 * @param createdAt null where not known
 * @param labels of a pod; empty where Argo CD does not tell them
 * @param version of its API and of itself
 */
public record ResourceNode(
        ResourceKey key,
        String uid,
        List<String> parentUids,
        Health health,
        Map<String, String> info,
        List<String> images,
        @Nullable Instant createdAt,
        Map<String, String> labels,
        Version version) {

    /**
     * Which version something is of.
     *
     * @param api such as {@code v1alpha1}; empty where not known
     * @param resource changes with each change of the resource; empty where not known
     */
    public record Version(String api, String resource) {

        static final Version UNKNOWN = new Version("", "");

        public Version {
            api = CleanText.line(api);
            resource = CleanText.line(resource);
        }
    }

    public ResourceNode {
        uid = CleanText.line(uid);
        parentUids = CleanText.lines(parentUids);
        info = CleanText.lines(info);
        images = CleanText.lines(images);
        labels = CleanText.lines(labels);
    }

    /** A resource of an unknown version. */
    public ResourceNode(
            ResourceKey key,
            String uid,
            List<String> parentUids,
            Health health,
            Map<String, String> info,
            List<String> images,
            @Nullable Instant createdAt,
            Map<String, String> labels) {
        this(key, uid, parentUids, health, info, images, createdAt, labels, Version.UNKNOWN);
    }

    /** A resource without labels. */
    public ResourceNode(
            ResourceKey key,
            String uid,
            List<String> parentUids,
            Health health,
            Map<String, String> info,
            List<String> images,
            Instant createdAt) {
        this(key, uid, parentUids, health, info, images, createdAt, Map.of());
    }

    /** Whether it is a pod of Kubernetes itself, and not a kind of another group that has the same name. */
    public boolean isPod() {
        return key.kind().equals("Pod") && key.group().isEmpty();
    }

    /** Of a pod: why it is as it is, as {@code kubectl get pods} shows it, such as {@code ImagePullBackOff}; else empty. */
    public String reason() {
        return info.getOrDefault("Status Reason", "");
    }

    /** Of a pod: how often its containers were restarted. */
    public int restarts() {
        try {
            return Integer.parseInt(info.getOrDefault("Restart Count", "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Of a pod: ready containers of all, such as {@code 1/1}; else empty. */
    public String readyContainers() {
        return info.getOrDefault("Containers", "");
    }

    /** Of a Deployment, ReplicaSet, Rollout, AnalysisRun or ControllerRevision: its number, such as {@code Rev:2}; else empty. */
    public String rolloutRevision() {
        return info.getOrDefault("Revision", "");
    }
}

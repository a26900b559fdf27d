package io.jenkins.plugins.argoimageupdate.demo.argocd;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Deployment with one replica, or a Rollout, that rolls out images step by step. Guarded by its Application. */
final class SimulatedWorkload {

    /** A ReplicaSet and its one pod, if it has one. */
    static final class Generation {
        final int number;
        final String image;
        final Instant createdAt;
        final String hash;

        @Nullable
        Pod pod;

        Generation(String workload, int number, String image, Instant createdAt) {
            this.number = number;
            this.image = image;
            this.createdAt = createdAt;
            this.hash = uid(workload + image + number).substring(0, 8);
        }
    }

    /** A pod's state. */
    static final class Pod {
        final Instant createdAt;
        final String suffix;
        String reason = "ContainerCreating";
        String message = "";
        int restarts;

        Pod(Instant createdAt, String seed) {
            this.createdAt = createdAt;
            this.suffix = uid(seed + createdAt).substring(0, 5);
        }

        /** Whether that is a change. */
        boolean become(String newReason, String newMessage) {
            boolean changed = !reason.equals(newReason);
            reason = newReason;
            message = newMessage;
            return changed;
        }

        boolean isRunning() {
            return reason.equals("Running");
        }

        boolean isFailing() {
            return reason.equals("ErrImagePull") || reason.endsWith("BackOff");
        }
    }

    final String name;
    final Instant createdAt;
    final List<Generation> generations = new ArrayList<>();
    final @Nullable SimulatedRollout rollout;

    /** When somebody else than Argo CD set the image; null while it is as Argo CD set it. */
    @Nullable
    Instant setByHandAt;

    /** @param strategy of a Rollout of Argo Rollouts; null for a Deployment */
    SimulatedWorkload(String name, Instant createdAt, @Nullable JsonNode strategy) {
        this.name = name;
        this.createdAt = createdAt;
        this.rollout = strategy == null ? null : new SimulatedRollout(this, strategy);
    }

    String group() {
        return rollout == null ? "apps" : "argoproj.io";
    }

    String version() {
        return rollout == null ? "v1" : "v1alpha1";
    }

    String kind() {
        return rollout == null ? "Deployment" : "Rollout";
    }

    String health() {
        return rollout != null ? rollout.health() : isRolledOut() ? "Healthy" : "Progressing";
    }

    static String uid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What the Deployment's template says. */
    String image() {
        return generations.get(generations.size() - 1).image;
    }

    Generation current() {
        return generations.get(generations.size() - 1);
    }

    /** Sets the image, which starts a rollout; pods of a generation that never ran go at once. */
    boolean apply(String image, Instant now) {
        setByHandAt = null;
        if (!generations.isEmpty() && image().equals(image)) {
            return false;
        }
        for (Generation old : generations) {
            if (old.pod != null && !old.pod.isRunning()) {
                old.pod = null;
            }
        }
        Generation next = new Generation(name, generations.size() + 1, image, now);
        next.pod = newPod(now);
        generations.add(next);
        if (rollout != null) {
            rollout.changed();
        }
        return true;
    }

    /** The same by another hand than Argo CD's. */
    void applyByHand(String image, Instant now) {
        if (apply(image, now)) {
            setByHandAt = now;
        }
    }

    /** Does the next step of a rollout; whether anything was left to do. */
    boolean advance(ArgoCdFaults faults, Instant now) {
        if (rollout != null) {
            return rollout.advance(faults, now);
        }
        Pod pod = current().pod;
        return pod.isRunning() ? removeOld() : start(pod, faults);
    }

    Pod newPod(Instant now) {
        return new Pod(now, name + generations.size());
    }

    boolean hasOldPods() {
        return generations.stream().anyMatch(g -> g != current() && g.pod != null);
    }

    boolean removeOld() {
        boolean removed = false;
        for (Generation old : generations) {
            if (old != current() && old.pod != null) {
                old.pod = null;
                removed = true;
            }
        }
        return removed;
    }

    boolean start(Pod pod, ArgoCdFaults faults) {
        String image = current().image;
        if (faults.isUnschedulable(image)) {
            return pod.become("Pending", "");
        }
        if (faults.isCrashing(image)) {
            pod.restarts++;
            return pod.become("CrashLoopBackOff", "back-off 10s restarting failed container=main");
        }
        if (!faults.isMissing(image)) {
            return pod.become("Running", "");
        }
        String error = "manifest for " + image + " not found: manifest unknown";
        return pod.reason.equals("ContainerCreating")
                ? pod.become("ErrImagePull", error)
                : pod.become("ImagePullBackOff", "Back-off pulling image \"" + image + "\": ErrImagePull: " + error);
    }

    private boolean isRolledOut() {
        return current().pod.isRunning()
                && generations.stream().filter(g -> g.pod != null).count() == 1;
    }

    /** Why the workload is still not Healthy; empty when it is Healthy. */
    String progress() {
        if (rollout != null) {
            return rollout.healthMessage();
        }
        if (isRolledOut()) {
            return "";
        }
        return hasOldPods()
                ? "Waiting for rollout to finish: 1 old replicas are pending termination..."
                : "Waiting for rollout to finish: 0 of 1 updated replicas are available...";
    }
}

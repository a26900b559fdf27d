package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/**
 * A resource of the Application with those it owns, as last seen.
 *
 * @param group of the API; empty for the core group, null in reports that do not tell it
 * @param pod null for what is no pod, and in reports that do not tell it
 * @param sync {@code Synced} or {@code OutOfSync}; empty for a resource that Git does not describe
 * @param health {@code Healthy} …; empty for a kind without health
 * @param message why it is not healthy; empty for none
 * @param detail of a pod: {@code Running 1/1}, {@code ImagePullBackOff 0/1, 3 restarts}; else empty
 * @param images of a pod's containers
 */
public record ResourceReport(
        String group,
        String kind,
        String namespace,
        String name,
        String sync,
        String health,
        String message,
        String detail,
        List<String> images,
        List<ResourceReport> children,
        PodReport pod) {

    public ResourceReport {
        group = CleanText.lineOrNull(group);
        kind = CleanText.lineOrNull(kind);
        namespace = CleanText.lineOrNull(namespace);
        name = CleanText.lineOrNull(name);
        sync = CleanText.lineOrNull(sync);
        health = CleanText.lineOrNull(health);
        message = CleanText.lineOrNull(message);
        detail = CleanText.lineOrNull(detail);
        images = CleanText.lines(images);
    }

    /** Whether a pod of the new revision is among it and what it owns. */
    public boolean hasNewPods() {
        return pod != null && pod.ofNewRevision() || children.stream().anyMatch(ResourceReport::hasNewPods);
    }
}

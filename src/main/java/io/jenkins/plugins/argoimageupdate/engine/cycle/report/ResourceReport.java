package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import java.util.List;

/**
 * A resource of the Application with those it owns, as last seen.
 *
 * @param sync {@code Synced} or {@code OutOfSync}; empty for a resource that Git does not describe
 * @param health {@code Healthy} …; empty for a kind without health
 * @param message why it is not healthy; empty for none
 * @param detail of a pod: {@code Running 1/1}, {@code ImagePullBackOff 0/1, 3 restarts}; else empty
 * @param images of a pod's containers
 */
public record ResourceReport(
        String kind,
        String namespace,
        String name,
        String sync,
        String health,
        String message,
        String detail,
        List<String> images,
        List<ResourceReport> children) {}

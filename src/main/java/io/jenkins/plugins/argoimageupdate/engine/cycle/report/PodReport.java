package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * What only pods have.
 *
 * @param reason why it is as it is, as {@code kubectl get pods} shows it, such as {@code ImagePullBackOff}
 * @param ready containers of all, such as {@code 1/1}; empty when not known
 * @param restarts of its containers
 * @param ofNewRevision whether the sync that is followed brought it
 */
public record PodReport(String reason, String ready, int restarts, boolean ofNewRevision) {

    public PodReport {
        reason = CleanText.line(reason);
        ready = CleanText.line(ready);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;

/**
 * Something that has become different during a rollout.
 *
 * @param what such as {@code sync status}, {@code Deployment/frontend} or {@code pod frontend-74c4-tvtf9}
 * @param before empty when it is new
 * @param after empty when it has gone
 */
public record RolloutChange(Instant at, String what, String before, String after) {

    public RolloutChange {
        what = CleanText.line(what);
        before = CleanText.line(before);
        after = CleanText.line(after);
    }

    /** {@code Deployment/frontend: Healthy → Progressing: Waiting for rollout to finish}. */
    @Override
    public String toString() {
        if (after.isEmpty()) {
            return what + ": gone";
        }
        return what + ": " + (before.isEmpty() ? "" : before + " → ") + after;
    }
}

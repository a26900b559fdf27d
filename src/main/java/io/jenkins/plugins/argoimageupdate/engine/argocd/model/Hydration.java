package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * The last run of the source hydrator, which turns a commit with the dry source into one with plain manifests.
 *
 * @param phase {@code Hydrating}, {@code Hydrated} or {@code Failed}
 * @param dryRevision the commit it read
 * @param hydratedRevision the commit it made; empty until then
 */
public record Hydration(String phase, String message, String dryRevision, String hydratedRevision) {

    public Hydration {
        phase = CleanText.line(phase);
        message = CleanText.line(message);
        dryRevision = CleanText.line(dryRevision);
        hydratedRevision = CleanText.line(hydratedRevision);
    }

    /** Whether the last attempt made no commit, so that the message says why. */
    public boolean isFailed() {
        return phase.equals("Failed");
    }
}

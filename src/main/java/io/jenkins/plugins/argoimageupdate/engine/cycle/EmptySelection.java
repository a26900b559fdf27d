package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;

/**
 * How many Applications a selection has come by, which says why it is empty.
 *
 * @param attempted such as {@code find Applications with glob shop-*}
 * @param seen that Argo CD listed
 * @param matching of these
 */
record EmptySelection(String attempted, ArgoCdServer server, int seen, int matching) {

    ConfigurationException failure() {
        String where = attempted + " at Argo CD " + server.name() + " (" + server.url() + ")";
        if (seen == 0) {
            return new ConfigurationException(
                    Reason.NOT_FOUND,
                    where,
                    "no Application found: either none exists, or this account may not read it",
                    "Check the selector, and that the account may read them, in Argo CD's policy:"
                            + " p, <account>, applications, get, <project>/*, allow");
        }
        if (matching == 0) {
            return new ConfigurationException(
                    Reason.NOT_FOUND,
                    where,
                    seen == 1
                            ? "the only Application that this account sees does not match"
                            : "none of the " + seen + " Applications that this account sees matches",
                    "Check name, labels, project and namespace, and that the account may read the Applications");
        }
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                where,
                matching == 1
                        ? "1 Application matches, but names no images to update"
                        : matching + " Applications match, but none names images to update",
                "Name images, or annotate the Applications with argocd-image-updater.argoproj.io/image-list");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import java.net.URI;

/**
 * An Argo CD API server.
 *
 * @param name as configured, for messages
 * @param url where its UI is, with the root path if it has one ({@code --rootpath}), such as {@code https://example.com/argocd}
 * @param trust which server certificates are accepted
 */
public record ArgoCdServer(String name, URI url, TlsTrust trust, ArgoCdCredentials credentials) {

    /** @throws ConfigurationException if the address is not that of a web server, or has more in it than a path */
    public ArgoCdServer {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!web || url.getHost() == null || !bare) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "use Argo CD server " + name,
                    "its address cannot be used",
                    "Give it as https://host, with the root path if there is one, and without user, query and fragment");
        }
    }

    /** The address of an API path that starts with {@code /api}, under the root path. */
    URI resolve(String apiPath) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + apiPath);
    }
}

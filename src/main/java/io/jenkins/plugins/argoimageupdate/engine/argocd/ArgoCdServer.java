package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
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
        url = ServerAddress.ofWeb(url.toString(), "use Argo CD server " + name).toUri();
    }

    /** The address of an API path that starts with {@code /api}, under the root path. */
    URI resolve(String apiPath) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + apiPath);
    }
}

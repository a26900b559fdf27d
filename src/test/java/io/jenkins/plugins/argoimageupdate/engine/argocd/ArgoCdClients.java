package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;

/** Clients of a server under test, which is named {@code test}. */
public final class ArgoCdClients {

    private ArgoCdClients() {}

    /** With the token {@code t0ken}. */
    public static ArgoCdClient client(URI url) {
        return client(url, TlsTrust.DEFAULT, new Token("t0ken"));
    }

    public static ArgoCdClient client(URI url, TlsTrust trust, ArgoCdCredentials credentials) {
        return client(url, trust, credentials, HttpLimits.DEFAULT);
    }

    static ArgoCdClient client(URI url, TlsTrust trust, ArgoCdCredentials credentials, HttpLimits limits) {
        return new ArgoCdClient(server(url, trust, credentials), new HttpConnector(limits, null));
    }

    static ArgoCdServer server(URI url, TlsTrust trust, ArgoCdCredentials credentials) {
        return new ArgoCdServer("test", url, trust, credentials);
    }
}

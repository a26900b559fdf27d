package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.http.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.List;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory2;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** The HTTP connections of one transport: with its trust and proxies, and a memory of the last status. */
final class HttpConnections implements HttpConnectionFactory2 {

    private final Origin origin;
    private final TlsTrust trust;
    private final ProxySelector proxies;
    private final RequestMetrics metrics;
    private volatile int lastStatus;

    /**
     * @param origin the server that the credentials are for
     * @param remote to be reached
     */
    HttpConnections(Origin origin, GitRemote remote) {
        this.origin = origin;
        this.trust = remote.trust();
        this.proxies = remote.proxies();
        this.metrics = remote.metrics();
    }

    /** The status of the last response; 0 if there was none. */
    int lastStatus() {
        return lastStatus;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    /** @param ignored the JVM's choice, which is not asked */
    @Override
    public HttpConnection create(URL url, Proxy ignored) throws IOException {
        lastStatus = 0;
        metrics.request(kind(url));
        return new Remembering(url, proxy(url));
    }

    private static RequestKind kind(URL url) {
        String path = url.getPath();
        if (path.endsWith("/info/refs")) {
            return RequestKind.LIST_REFS;
        }
        return path.endsWith("/git-receive-pack") ? RequestKind.PUSH : RequestKind.FETCH;
    }

    private Proxy proxy(URL url) {
        if (proxies == null) {
            return Proxy.NO_PROXY;
        }
        List<Proxy> chosen = proxies.select(server(url));
        return chosen == null || chosen.isEmpty() ? Proxy.NO_PROXY : chosen.get(0);
    }

    /** Without the path, which need not be one that {@code URI} takes. */
    private static URI server(URL url) {
        return URI.create(url.getProtocol() + "://" + url.getAuthority() + "/");
    }

    @Override
    public GitSession newSession() {
        return new GitSession() {
            @Override
            public HttpConnection configure(HttpConnection connection, boolean sslVerify)
                    throws IOException, GeneralSecurityException {
                boolean tls = "https".equals(connection.getURL().getProtocol());
                if (tls && !trust.equals(TlsTrust.DEFAULT)) {
                    connection.configure(null, TlsContexts.trustManagers(trust), null);
                }
                if (tls && trust.insecure()) {
                    connection.setHostnameVerifier((host, session) -> true);
                }
                return connection;
            }

            @Override
            public void close() {
                // nothing is kept
            }
        };
    }

    private final class Remembering extends JDKHttpConnection {

        private final boolean toOrigin;

        Remembering(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
            toOrigin = Origin.of(server(url)).equals(origin);
        }

        /** JGit would show the login to whatever server a redirect leads to. */
        @Override
        public void setRequestProperty(String key, String value) {
            if (toOrigin || !"Authorization".equalsIgnoreCase(key)) {
                super.setRequestProperty(key, value);
            }
        }

        @Override
        public int getResponseCode() throws IOException {
            lastStatus = super.getResponseCode();
            return lastStatus;
        }
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.WrongSchemeException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyLogin;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.LimitedInputStream;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.ServerText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory2;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/** The HTTP connections of one transport: with its trust and proxies, and a memory of the last status. */
final class HttpConnections implements HttpConnectionFactory2 {

    private static final Pattern TUNNEL_FAILED =
            Pattern.compile("^Unable to tunnel through proxy.*\"HTTP/[0-9.]+ ([0-9]{3})");
    private static final List<String> SERVICES = List.of("/info/refs", "/git-upload-pack", "/git-receive-pack");
    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final Authenticator SILENT = new Authenticator() {};

    private final ServerAddress repository;
    private final Origin origin;
    private final RedirectRule redirects;
    private final TlsTrust trust;
    private final HttpProxies proxies;
    private final Map<ProxyLogin, Authenticator> logins = new ConcurrentHashMap<>();
    private final RequestMetrics metrics;
    private final GitBudget budget;
    private volatile @Nullable HttpURLConnection unanswered;
    private volatile int lastStatus;
    private volatile boolean lastWrites;

    /** @param remote to be reached, over HTTP; its credentials are for its own server */
    HttpConnections(GitRemote remote, GitBudget budget) {
        this.repository = remote.address();
        this.origin = Origin.of(repository.toUri());
        this.redirects = remote.redirects();
        this.trust = remote.trust();
        this.proxies = remote.proxies() == null ? HttpProxies.DIRECT : remote.proxies();
        this.metrics = remote.metrics();
        this.budget = budget;
    }

    /** The status of the last response; 0 if there was none. */
    int lastStatus() {
        return lastStatus;
    }

    /** Whether the last request was part of a push. */
    boolean lastWrites() {
        return lastWrites;
    }

    /** Ends requests that the server does not read: such a write has no time limit of its own, unlike the wait for an answer. */
    void endWrites() {
        HttpURLConnection current = unanswered;
        if (current != null) {
            current.disconnect();
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    /** @param ignored the JVM's choice, which is not asked */
    @Override
    public HttpConnection create(URL url, Proxy ignored) throws IOException {
        lastStatus = 0;
        lastWrites = url.getFile().contains("git-receive-pack");
        checkPlace(url);
        metrics.request(kind(url));
        return new Remembering(withProxyLogin(url), proxies.proxy(server(url)));
    }

    /** Asks whether JGit may go to where a redirect has led it, to another server or to another repository of the same. */
    private void checkPlace(URL url) {
        ServerAddress place = place(url);
        String own = repository.toString().replaceFirst("/+$", "") + "/";
        boolean below =
                url.toString().startsWith(own) && (place.path() + "/").startsWith(own.substring(own.indexOf('/', 8)));
        if (!below) {
            redirects.check(repository.toUri(), place.toUri());
        }
    }

    /** The repository that a request is for. */
    private ServerAddress place(URL url) {
        String path = url.getPath();
        for (String service : SERVICES) {
            if (path.endsWith(service)) {
                path = path.substring(0, path.length() - service.length());
                break;
            }
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        try {
            return ServerAddress.ofRepositories(url.getProtocol() + "://" + url.getHost() + port + path);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    Reason.MALFORMED_ANSWER,
                    "follow the redirect of " + origin.authority(),
                    "it leads to an address that cannot be used",
                    "Check the URL of the repository, and which server answers there",
                    e);
        }
    }

    private static RequestKind kind(URL url) {
        String path = url.getPath();
        if (path.endsWith("/info/refs")) {
            return RequestKind.LIST_REFS;
        }
        return path.endsWith("/git-receive-pack") ? RequestKind.PUSH : RequestKind.FETCH;
    }

    /**
     * The same address, connections to which show the proxy a login. An {@link Authenticator} for the proxy alone is set in any case:
     * that of the JVM, which other code may have set, could tell servers and proxies what is not meant for them.
     */
    private URL withProxyLogin(URL url) throws MalformedURLException {
        Authenticator authenticator = proxies.login(server(url))
                .map(login -> logins.computeIfAbsent(login, ProxyLogin::toAuthenticator))
                .orElse(SILENT);
        return new URL(null, url.toString(), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL same) throws IOException {
                return openConnection(same, Proxy.NO_PROXY);
            }

            @Override
            protected URLConnection openConnection(URL same, Proxy proxy) throws IOException {
                HttpURLConnection connection = (HttpURLConnection) url.openConnection(proxy);
                connection.setAuthenticator(authenticator);
                unanswered = connection;
                return connection;
            }
        });
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

        private final URI server;
        private final boolean toOrigin;
        private final boolean lists;

        Remembering(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
            this.server = server(url);
            toOrigin = Origin.of(server).equals(origin);
            lists = kind(url) == RequestKind.LIST_REFS;
        }

        /** JGit would show the login to whatever server a redirect leads to. */
        @Override
        public void setRequestProperty(String key, String value) {
            if (toOrigin || !"Authorization".equalsIgnoreCase(key)) {
                super.setRequestProperty(key, value);
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            budget.requireTime();
            return super.getOutputStream();
        }

        /** Unpacked here, so that what is counted is what takes memory. */
        @Override
        public InputStream getInputStream() throws IOException {
            requireSmartProtocol();
            InputStream answer = super.getInputStream();
            InputStream unpacked = isPacked() ? new GZIPInputStream(answer) : answer;
            return lists ? new LimitedInputStream(unpacked, budget) : new SideBandText(unpacked, budget);
        }

        @Override
        public @Nullable String getHeaderField(String name) {
            return CONTENT_ENCODING.equalsIgnoreCase(name) && isPacked() ? null : super.getHeaderField(name);
        }

        private boolean isPacked() {
            String encoding = super.getHeaderField(CONTENT_ENCODING);
            return "gzip".equals(encoding) || "x-gzip".equals(encoding);
        }

        /** JGit would take any other answer for a directory of files, and fetch all of them from wherever these say. */
        private void requireSmartProtocol() throws IOException {
            String type = String.valueOf(getContentType());
            if (lists && !type.startsWith("application/x-git-")) {
                throw new NoRemoteRepositoryException(
                        new URIish(getURL()), "no smart HTTP, but an answer of type " + ServerText.line(type));
            }
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = statusOrRefusal();
            unanswered = null;
            if (status == HttpURLConnection.HTTP_PROXY_AUTH && usingProxy()) {
                throw proxies.refusal(server, status);
            }
            if (isDirect()) {
                WrongSchemeException.check(server, status, getContentType());
            }
            lastStatus = status;
            return status;
        }

        private int statusOrRefusal() throws IOException {
            try {
                return super.getResponseCode();
            } catch (IOException e) {
                Matcher refused = TUNNEL_FAILED.matcher(String.valueOf(e.getMessage()));
                if (refused.find()) {
                    throw proxies.refusal(server, Integer.parseInt(refused.group(1)));
                }
                throw isDirect() ? WrongSchemeException.orElse(server, e) : e;
            }
        }

        private boolean isDirect() {
            return proxies.proxy(server).type() == Proxy.Type.DIRECT;
        }
    }
}

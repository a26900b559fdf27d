package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends HTTP requests within limits, following redirects itself: five hops at most, and {@code Authorization} goes to no
 * other origin. Connections are pooled and shared by all requests of the same {@link TlsTrust}.
 *
 * <p>Thread-safe. An interrupt cancels the exchange.
 */
public final class HttpConnector {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpLimits limits;
    private final ProxySelector proxies;
    private final Map<TlsTrust, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param proxies null for direct connections */
    public HttpConnector(HttpLimits limits, ProxySelector proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /** The pooled client for a trust, for what needs more than {@link #send}, such as streams. It follows no redirect. */
    public HttpClient client(TlsTrust trust) {
        return clients.computeIfAbsent(trust, this::build);
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param request method, address, headers, and the body if any; its time-out and version are set here
     * @throws IOException see {@link NetworkFailure#of}
     * @throws InterruptedException if the thread was interrupted; the exchange is cancelled
     */
    public HttpAnswer send(HttpRequest request, TlsTrust trust) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limits.total().toNanos();
        HttpRequest current = request;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<byte[]> response = exchange(current, trust, deadline);
            String location = response.headers().firstValue("Location").orElse("");
            if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
                byte[] body = response.body() == null ? new byte[0] : response.body();
                return new HttpAnswer(response.statusCode(), response.headers(), body, current.uri());
            }
            current = redirect(current, location);
        }
        throw new RedirectRefusedException("more than " + MAX_REDIRECTS + " redirects");
    }

    /**
     * What the client does when bytes arrive it does on its own thread, instead of handing it to another one: each such hand-over costs
     * a switch of threads, and there are several to an exchange. The client is made for that; it takes no longer than to parse headers,
     * decrypt and collect a body, and nothing that is called there may block.
     */
    private HttpClient build(TlsTrust trust) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .executor(Runnable::run)
                .followRedirects(Redirect.NEVER)
                .sslContext(TlsContexts.of(trust));
        return (proxies == null ? builder.proxy(HttpClient.Builder.NO_PROXY) : builder.proxy(proxies)).build();
    }

    private HttpRequest withLimits(HttpRequest request, Duration left) {
        Duration response = left.compareTo(limits.response()) < 0 ? left : limits.response();
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request, (name, value) -> true).timeout(response);
        if ("http".equalsIgnoreCase(request.uri().getScheme())) {
            builder.version(Version.HTTP_1_1); // no h2c upgrade, which some proxies answer with an error
        }
        return builder.build();
    }

    /** Not by sendAsync: on machines with two processors or less that starts a thread for each request. */
    private HttpResponse<byte[]> exchange(HttpRequest request, TlsTrust trust, long deadline)
            throws IOException, InterruptedException {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        try {
            return client(trust).send(withLimits(request, left), info -> {
                long nanos = Math.max(1, deadline - System.nanoTime());
                return new CappedBody(limits.bodyBytes(), Duration.ofNanos(nanos), limits.total());
            });
        } catch (IOException e) {
            throw e.getCause() instanceof IOException cause ? cause : e;
        }
    }

    private static HttpRequest redirect(HttpRequest from, String location) throws RedirectRefusedException {
        URI target;
        try {
            target = UriReference.resolve(from.uri(), location);
        } catch (IllegalArgumentException e) {
            throw new RedirectRefusedException("redirect to an address that cannot be read");
        }
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        if (target.getHost() == null || !Set.of("http", "https").contains(scheme)) {
            throw new RedirectRefusedException("redirect to something that is no http address");
        }
        boolean authorised = from.headers().firstValue("Authorization").isPresent();
        if (authorised && "https".equalsIgnoreCase(from.uri().getScheme()) && "http".equals(scheme)) {
            throw new RedirectRefusedException("redirect from https to http, with credentials");
        }
        boolean sameOrigin = Origin.of(from.uri()).equals(Origin.of(target));
        if (!Set.of("GET", "HEAD").contains(from.method())) {
            throw new RedirectRefusedException("redirect of a " + from.method() + " request");
        }
        return HttpRequest.newBuilder(from, (name, value) -> sameOrigin || !name.equalsIgnoreCase("Authorization"))
                .uri(target)
                .build();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.address.UriReference;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyRefusedException;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests within limits, following redirects itself: five hops at most, and {@code Authorization} goes to no
 * other origin. Connections are pooled and shared by all requests of the same {@link TlsTrust}.
 *
 * <p>Thread-safe. An interrupt cancels the exchange.
 */
public final class HttpConnector {

    private static final int MAX_REDIRECTS = Budget.HTTP_REDIRECTS.intValue();
    private static final int PROXY_LOGIN_REQUIRED = 407;
    private static final Pattern TUNNEL_FAILED = Pattern.compile("Tunnel failed, got: ([0-9]{1,9})");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpLimits limits;
    private final HttpProxies proxies;
    private final Map<Connections, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * What a client pools.
     *
     * @param version of addresses with http always 1.1: some proxies answer an upgrade to h2c with an error
     */
    private record Connections(TlsTrust trust, Version version) {

        static Connections to(URI server, TlsTrust trust) {
            boolean plain = "http".equalsIgnoreCase(server.getScheme());
            return new Connections(trust, plain ? Version.HTTP_1_1 : Version.HTTP_2);
        }

        SSLContext tls() {
            return version == Version.HTTP_1_1 ? TlsContexts.none() : TlsContexts.of(trust);
        }
    }

    /** @param proxies null for direct connections */
    public HttpConnector(HttpLimits limits, @Nullable HttpProxies proxies) {
        this.limits = limits;
        this.proxies = proxies == null ? HttpProxies.DIRECT : proxies;
    }

    private HttpClient client(HttpRequest request, TlsTrust trust) {
        return clients.computeIfAbsent(Connections.to(request.uri(), trust), this::build);
    }

    /**
     * Sends one request without limits of time and size, and follows no redirect.
     *
     * @throws IOException see {@link NetworkFailure#of}
     */
    public <T> HttpResponse<T> exchange(HttpRequest request, TlsTrust trust, BodyHandler<T> body)
            throws IOException, InterruptedException {
        Secrets.sent(EchoedCredentials.of(request));
        try {
            return rightScheme(notRefused(client(request, trust).send(authorized(request), body)));
        } catch (IOException e) {
            throw explained(request, e);
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /** The same for answers without end. */
    public <T> CompletableFuture<HttpResponse<T>> exchangeAsync(
            HttpRequest request, TlsTrust trust, BodyHandler<T> body) {
        Secrets.sent(EchoedCredentials.of(request));
        return client(request, trust).sendAsync(authorized(request), body).thenCompose(response -> {
            try {
                return CompletableFuture.completedFuture(notRefused(response));
            } catch (ProxyRefusedException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    /**
     * Sends a request and reads the whole answer; of an error only the beginning, without the credentials that it may repeat.
     *
     * @param request method, address, headers, and the body if any
     * @throws IOException see {@link NetworkFailure#of}
     * @throws InterruptedException if the thread was interrupted; the exchange is cancelled
     */
    public HttpResult send(HttpRequest request, TlsTrust trust) throws IOException, InterruptedException {
        return send(request, trust, RedirectRule.ANYWHERE);
    }

    /**
     * The same.
     *
     * @param redirects is asked before each redirect is followed; what it throws goes through
     */
    HttpResult send(HttpRequest request, TlsTrust trust, RedirectRule redirects)
            throws IOException, InterruptedException {
        return send(request, trust, redirects, Budget.HTTP_BODY.value());
    }

    /** The same of an answer that has to be shorter than others. */
    public HttpResult send(HttpRequest request, TlsTrust trust, RedirectRule redirects, long mostBytes)
            throws IOException, InterruptedException {
        long bytes = Math.min(mostBytes, limits.bodyBytes());
        Exchange<byte[]> exchange =
                follow(request, trust, redirects, left -> new CappedBody(bytes, left, limits.total()), body -> body);
        return exchange.answer(exchange.response().body());
    }

    /**
     * Sends a request and reads the body of a success while it comes.
     *
     * @param redirects is asked before each redirect is followed; what it throws goes through
     * @param mostBytes of that body
     * @throws IOException see {@link NetworkFailure#of}
     * @throws InterruptedException if the thread was interrupted; the exchange is cancelled
     */
    public <T> StreamedResult<T> read(
            HttpRequest request, TlsTrust trust, RedirectRule redirects, long mostBytes, BodyReader<T> reader)
            throws IOException, InterruptedException {
        long bytes = Math.min(mostBytes, limits.bodyBytes());
        Exchange<InputStream> exchange = follow(
                request,
                trust,
                redirects,
                left -> new StreamedBody(bytes, left, limits.total()),
                ByteArrayInputStream::new);
        try (InputStream body = exchange.response().body()) {
            if (!isSuccess(exchange.response().statusCode())) {
                byte[] said = body.readAllBytes();
                return new StreamedResult<>(exchange.answer(said), null, said.length);
            }
            T value = reader.read(body);
            long read = body instanceof StreamedBody streamed ? streamed.size() : 0;
            return new StreamedResult<>(exchange.answer(new byte[0]), value, read);
        } catch (InterruptedIOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
    }

    /** The last request of those that redirects led to, and what came back. */
    private record Exchange<B>(HttpRequest request, HttpResponse<B> response) {

        HttpResult answer(byte[] body) {
            byte[] some = body == null ? new byte[0] : body;
            HttpResult answer = new HttpResult(response.statusCode(), response.headers(), some, request.uri());
            return answer.status() < 400 ? answer : answer.without(EchoedCredentials.of(request));
        }
    }

    /**
     * How bodies are taken.
     *
     * @param trust of all servers
     * @param success of a success, by the time that is left for it
     * @param other makes the same of the beginning of any other body
     */
    private record Reception<B>(
            TlsTrust trust, long deadline, Function<Duration, BodySubscriber<B>> success, Function<byte[], B> other) {}

    private <B> Exchange<B> follow(
            HttpRequest request,
            TlsTrust trust,
            RedirectRule redirects,
            Function<Duration, BodySubscriber<B>> success,
            Function<byte[], B> other)
            throws IOException, InterruptedException {
        Secrets.sent(EchoedCredentials.of(request));
        long deadline = System.nanoTime() + limits.total().toNanos();
        Reception<B> reception = new Reception<>(trust, deadline, success, other);
        HttpRequest current = request;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<B> response =
                    hop == 0 ? exchange(current, reception) : redirected(request, current, reception);
            String location = response.headers().firstValue("Location").orElse("");
            if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
                return new Exchange<>(current, response);
            }
            HttpRequest next = redirect(current, location);
            redirects.check(request.uri(), next.uri());
            current = next;
        }
        throw new RedirectRefusedException("more than " + MAX_REDIRECTS + " redirects");
    }

    /**
     * What the client does when bytes arrive it does on its own thread, instead of handing it to another one: each such hand-over costs
     * a switch of threads, and there are several to an exchange. The client is made for that; it takes no longer than to parse headers,
     * decrypt and collect a body, and nothing that is called there may block.
     */
    private HttpClient build(Connections connections) {
        return HttpClient.newBuilder()
                .version(connections.version())
                .connectTimeout(limits.connect())
                .executor(Runnable::run)
                .followRedirects(Redirect.NEVER)
                .sslContext(connections.tls())
                .proxy(proxies)
                .build();
    }

    /**
     * The login goes to the proxy without being asked for: with an {@link java.net.Authenticator} the client would handle the servers'
     * own logins too. It sends this header to proxies alone.
     */
    private HttpRequest authorized(HttpRequest request) {
        if (!isProxied(request.uri())) {
            return request;
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
        proxies.login(request.uri()).ifPresent(login -> builder.setHeader("Proxy-Authorization", login.header()));
        return builder.build();
    }

    private boolean isProxied(URI server) {
        return proxies.proxy(server).type() != Proxy.Type.DIRECT;
    }

    private <T> HttpResponse<T> notRefused(HttpResponse<T> response) throws ProxyRefusedException {
        URI server = response.request().uri();
        if (response.statusCode() == PROXY_LOGIN_REQUIRED && isProxied(server)) {
            throw proxies.refusal(server, PROXY_LOGIN_REQUIRED);
        }
        return response;
    }

    private <T> HttpResponse<T> rightScheme(HttpResponse<T> response) throws WrongSchemeException {
        URI server = response.request().uri();
        if (!isProxied(server)) {
            String type = response.headers().firstValue("Content-Type").orElse(null);
            WrongSchemeException.check(server, response.statusCode(), type);
        }
        return response;
    }

    private IOException explained(HttpRequest request, IOException failure) {
        Optional<HttpConnectTimeoutException> late = connectTimeout(failure);
        if (late.isPresent()) {
            boolean tls = "https".equalsIgnoreCase(request.uri().getScheme());
            boolean connected = tls && !isProxied(request.uri()) && SchemeProbe.accepts(request.uri());
            return TimedOutException.connecting(connected, limits.connect(), late.get());
        }
        boolean known = failure instanceof WrongSchemeException
                || failure instanceof MalformedURLException
                || isProxied(request.uri());
        return known ? failure : WrongSchemeException.orElse(request.uri(), failure);
    }

    private static Optional<HttpConnectTimeoutException> connectTimeout(IOException failure) {
        Throwable cause = failure instanceof HttpConnectTimeoutException ? failure : failure.getCause();
        return cause instanceof HttpConnectTimeoutException late ? Optional.of(late) : Optional.empty();
    }

    private <B> HttpResponse<B> redirected(HttpRequest first, HttpRequest current, Reception<B> reception)
            throws IOException, InterruptedException {
        try {
            return exchange(current, reception);
        } catch (IOException e) {
            boolean elsewhere = !Origin.of(first.uri()).equals(Origin.of(current.uri()));
            throw elsewhere ? new RedirectFailedException(current.uri(), e) : e;
        }
    }

    /** Not by sendAsync: on machines with two processors or less that starts a thread for each request. */
    private <B> HttpResponse<B> exchange(HttpRequest request, Reception<B> reception)
            throws IOException, InterruptedException {
        try {
            return rightScheme(
                    notRefused(sendInTime(client(request, reception.trust()), authorized(request), reception)));
        } catch (IOException e) {
            Matcher refused = TUNNEL_FAILED.matcher(String.valueOf(e.getMessage()));
            if (refused.matches() && isProxied(request.uri())) {
                throw proxies.refusal(request.uri(), Integer.parseInt(refused.group(1)));
            }
            throw explained(request, e.getCause() instanceof IOException cause ? cause : e);
        }
    }

    private <B> HttpResponse<B> sendInTime(HttpClient client, HttpRequest request, Reception<B> reception)
            throws IOException, InterruptedException {
        Duration left = left(reception.deadline());
        boolean last = left.compareTo(limits.response()) < 0;
        ResponseLimit limit = new ResponseLimit(last ? left : limits.response());
        try {
            return client.send(request, info -> {
                limit.met();
                Duration rest = left(reception.deadline());
                return isSuccess(info.statusCode())
                        ? reception.success().apply(rest)
                        : BodySubscribers.mapping(
                                CappedBody.cutting(Budget.HTTP_ERROR_BODY.value(), rest, limits.total()),
                                reception.other());
            });
        } catch (InterruptedException e) {
            if (limit.end()) {
                throw new TimedOutException(TimedOutException.Part.ANSWER, last ? limits.total() : limits.response());
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        } finally {
            limit.end();
        }
    }

    /** Some addresses that can be read are none that anybody can be reached at, such as one with the port 99999. */
    private static IOException unusable(IllegalArgumentException failure) {
        if (failure instanceof NumberFormatException || failure.getCause() instanceof NumberFormatException) {
            ProtocolException broken = new ProtocolException("the Content-Length of its answer is no number");
            broken.initCause(failure);
            return broken;
        }
        MalformedURLException unusable = new MalformedURLException(failure.getMessage());
        unusable.initCause(failure);
        return unusable;
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    private static HttpRequest redirect(HttpRequest from, String location) throws RedirectRefusedException {
        if (location.length() > Budget.HTTP_HEADER.value()) {
            throw new RedirectRefusedException("redirect to an address that is too long");
        }
        URI target;
        try {
            target = UriReference.resolve(from.uri(), location);
        } catch (IllegalArgumentException e) {
            throw new RedirectRefusedException("redirect to an address that cannot be read");
        }
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || !ServerAddress.isIn(target)) {
            throw new RedirectRefusedException("redirect to something that is no http address");
        }
        boolean authorised = from.headers().firstValue("Authorization").isPresent();
        if (authorised && "https".equalsIgnoreCase(from.uri().getScheme()) && "http".equals(scheme)) {
            throw new RedirectRefusedException("redirect from https to http with credentials, to http://"
                    + Origin.of(target).authority() + target.getRawPath());
        }
        boolean sameOrigin = Origin.of(from.uri()).equals(Origin.of(target));
        if (!Set.of("GET", "HEAD").contains(from.method())) {
            throw new RedirectRefusedException("redirect of a " + from.method() + " request to "
                    + Origin.of(target).scheme() + "://" + Origin.of(target).authority());
        }
        return HttpRequest.newBuilder(from, (name, value) -> sameOrigin || !name.equalsIgnoreCase("Authorization"))
                .uri(target)
                .build();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.SharedAnswers;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients for registries and keeps what they share: connections, limits, tokens and counters. One for the whole
 * process. Thread-safe.
 */
public final class RegistryClients {

    private final HttpConnector connector;
    private final RedirectRule redirects;
    private final RetryPolicy retry;
    private final TimeSource time;
    private final TokenCache tokens;
    private final Map<Key, EndpointState> states;
    private final SharedAnswers<ResponseSharing.Question> answers;
    private final @Nullable Instant notBefore;
    private final @Nullable RequestMetrics counted;

    public RegistryClients(HttpConnector connector) {
        this(connector, RedirectRule.ANYWHERE);
    }

    /** @param redirects where registries may lead to; configurations of images, which have digests, may be kept anywhere */
    public RegistryClients(HttpConnector connector, RedirectRule redirects) {
        this(connector, redirects, RetryPolicy.DEFAULT, TimeSource.SYSTEM);
    }

    public RegistryClients(HttpConnector connector, RetryPolicy retry, TimeSource time) {
        this(connector, RedirectRule.ANYWHERE, retry, time);
    }

    RegistryClients(HttpConnector connector, RedirectRule redirects, RetryPolicy retry, TimeSource time) {
        this.connector = connector;
        this.redirects = redirects;
        this.retry = retry;
        this.time = time;
        this.tokens = new TokenCache();
        this.states = new ConcurrentHashMap<>();
        this.answers = new SharedAnswers<>(time::now);
        this.notBefore = null;
        this.counted = null;
    }

    private RegistryClients(RegistryClients whole, @Nullable Instant notBefore, @Nullable RequestMetrics counted) {
        this.connector = whole.connector;
        this.redirects = whole.redirects;
        this.retry = whole.retry;
        this.time = whole.time;
        this.tokens = whole.tokens;
        this.states = whole.states;
        this.answers = whole.answers;
        this.notBefore = notBefore;
        this.counted = counted;
    }

    /**
     * The same, for callers that can do with lists of tags and digests that others asked for with the same login, at the given time or
     * later. Many such callers send one request.
     */
    public RegistryClients notOlderThan(Instant instant) {
        return new RegistryClients(this, instant, counted);
    }

    /** The same, whose requests count for {@code run} besides. */
    public RegistryClients counting(RequestMetrics run) {
        return new RegistryClients(this, notBefore, run);
    }

    /** Whether these are for callers that can do with what others asked for. */
    public boolean isShared() {
        return notBefore != null;
    }

    /** The clock by which all clients wait and let answers expire. */
    public TimeSource time() {
        return time;
    }

    private record Key(URI api, TlsTrust trust, int requestsPerSecond) {}

    /** A client that acts as {@code login}; cheap, to be made for each use. */
    public RegistryClient client(RegistryEndpoint endpoint, RegistryLogin login) {
        EndpointState state = state(endpoint);
        ResponseSharing sharing = sharing(endpoint, login);
        RetryingHttpClient tokenHttp = state.tokenHttp().counting(sharing.metrics());
        return new RegistryClient(
                endpoint, login, state, new TokenBroker(tokenHttp, endpoint, login, tokens, time), sharing);
    }

    private ResponseSharing sharing(RegistryEndpoint endpoint, RegistryLogin login) {
        RequestMetrics all = state(endpoint).metrics();
        return new ResponseSharing(
                answers,
                notBefore,
                endpoint.trust(),
                tokens.fingerprint(login),
                counted == null ? all : new RequestMetrics(all, counted));
    }

    /** The counters of an endpoint. */
    public RequestMetrics metrics(RegistryEndpoint endpoint) {
        return state(endpoint).metrics();
    }

    /** The counters of all endpoints used so far, by host. */
    public Map<String, RequestMetrics> metrics() {
        Map<String, RequestMetrics> byHost = new TreeMap<>();
        states.forEach((key, state) -> byHost.put(key.api().getAuthority(), state.metrics()));
        return byHost;
    }

    /** For the API of a registry's vendor, which counts to the registry's requests and limits. */
    public VendorApi vendorApi(RegistryEndpoint endpoint, RegistryLogin login, String repositoryInWords) {
        ResponseSharing sharing = sharing(endpoint, login);
        return new VendorApi(
                state(endpoint).vendorHttp().counting(sharing.metrics()), sharing, login, repositoryInWords);
    }

    private EndpointState state(RegistryEndpoint endpoint) {
        return states.computeIfAbsent(
                new Key(endpoint.api(), endpoint.trust(), endpoint.requestsPerSecond()),
                key -> new EndpointState(endpoint, connector, redirects, retry, time));
    }
}

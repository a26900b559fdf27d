package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes clients for registries and keeps what they share: connections, limits, tokens and counters. One for the whole
 * process. Thread-safe.
 */
public final class RegistryClients {

    private final HttpConnector connector;
    private final RetryPolicy retry;
    private final TimeSource time;
    private final TokenCache tokens;
    private final Map<Key, EndpointState> states;
    private final SharedAnswers answers;
    private final Instant notBefore;

    public RegistryClients(HttpConnector connector) {
        this(connector, RetryPolicy.DEFAULT, TimeSource.SYSTEM);
    }

    public RegistryClients(HttpConnector connector, RetryPolicy retry, TimeSource time) {
        this.connector = connector;
        this.retry = retry;
        this.time = time;
        this.tokens = new TokenCache();
        this.states = new ConcurrentHashMap<>();
        this.answers = new SharedAnswers(time);
        this.notBefore = null;
    }

    private RegistryClients(RegistryClients whole, Instant notBefore) {
        this.connector = whole.connector;
        this.retry = whole.retry;
        this.time = whole.time;
        this.tokens = whole.tokens;
        this.states = whole.states;
        this.answers = whole.answers;
        this.notBefore = notBefore;
    }

    /**
     * The same, for callers that can do with lists of tags and digests that others asked for with the same login, at the given time or
     * later. Many such callers send one request.
     */
    public RegistryClients notOlderThan(Instant instant) {
        return new RegistryClients(this, instant);
    }

    /** Whether these are for callers that can do with what others asked for. */
    boolean isShared() {
        return notBefore != null;
    }

    TimeSource time() {
        return time;
    }

    private record Key(URI api, TlsTrust trust, int requestsPerSecond) {}

    /** A client that acts as {@code login}; cheap, to be made for each use. */
    public RegistryClient client(RegistryEndpoint endpoint, RegistryLogin login) {
        EndpointState state = state(endpoint);
        TokenBroker broker = new TokenBroker(state.tokenHttp(), endpoint, login, tokens, time);
        return new RegistryClient(endpoint, login, state, broker, sharing(endpoint, login));
    }

    private Sharing sharing(RegistryEndpoint endpoint, RegistryLogin login) {
        return new Sharing(
                answers,
                notBefore,
                endpoint.trust(),
                tokens.fingerprint(login),
                state(endpoint).metrics());
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
    VendorApi vendorApi(RegistryEndpoint endpoint, RegistryLogin login, String repositoryInWords) {
        return new VendorApi(state(endpoint).http(), sharing(endpoint, login), login, repositoryInWords);
    }

    private EndpointState state(RegistryEndpoint endpoint) {
        return states.computeIfAbsent(
                new Key(endpoint.api(), endpoint.trust(), endpoint.requestsPerSecond()),
                key -> new EndpointState(endpoint, connector, retry, time));
    }
}

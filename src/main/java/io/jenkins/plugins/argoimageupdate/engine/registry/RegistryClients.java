package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import java.net.URI;
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
    private final TokenCache tokens = new TokenCache();
    private final Map<Key, EndpointState> states = new ConcurrentHashMap<>();

    public RegistryClients(HttpConnector connector) {
        this(connector, RetryPolicy.DEFAULT, TimeSource.SYSTEM);
    }

    public RegistryClients(HttpConnector connector, RetryPolicy retry, TimeSource time) {
        this.connector = connector;
        this.retry = retry;
        this.time = time;
    }

    private record Key(URI api, TlsTrust trust, int requestsPerSecond) {}

    /** A client that acts as {@code login}; cheap, to be made for each use. */
    public RegistryClient client(RegistryEndpoint endpoint, RegistryLogin login) {
        EndpointState state = state(endpoint);
        return new RegistryClient(
                endpoint, login, state, new TokenBroker(state.tokenHttp(), endpoint, login, tokens, time));
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
        return new VendorApi(state(endpoint).http(), endpoint.trust(), login, repositoryInWords);
    }

    private EndpointState state(RegistryEndpoint endpoint) {
        return states.computeIfAbsent(
                new Key(endpoint.api(), endpoint.trust(), endpoint.requestsPerSecond()),
                key -> new EndpointState(endpoint, connector, retry, time));
    }
}

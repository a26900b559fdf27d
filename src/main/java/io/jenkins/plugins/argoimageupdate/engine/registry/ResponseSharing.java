package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.SingleFlight;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Instant;

/**
 * How one client takes part in {@link SharedResponses}.
 *
 * @param notBefore how recent an answer has to be; null for a client that always asks itself
 * @param login its fingerprint
 */
record ResponseSharing(
        SharedResponses answers, Instant notBefore, TlsTrust trust, String login, RequestMetrics metrics) {

    /**
     * An answer that is recent enough, or a new one.
     *
     * @param method and what else, besides address and login, the answer depends on
     */
    <T> T get(String method, URI address, SingleFlight.Fetch<T> fetch) throws InterruptedException {
        if (notBefore == null) {
            return fetch.answer();
        }
        return answers.get(new SharedResponses.Key(method, address, trust, login), notBefore, fetch, metrics::shared);
    }
}

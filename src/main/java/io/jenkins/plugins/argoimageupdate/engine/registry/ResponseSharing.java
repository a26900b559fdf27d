package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.SharedAnswers;
import io.jenkins.plugins.argoimageupdate.engine.http.SingleFlight;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one client takes part in {@link SharedAnswers}.
 *
 * @param notBefore how recent an answer has to be; null for a client that always asks itself
 * @param login its fingerprint
 */
record ResponseSharing(
        SharedAnswers<Question> answers,
        @Nullable Instant notBefore,
        TlsTrust trust,
        String login,
        RequestMetrics metrics) {

    /**
     * What a registry is asked.
     *
     * @param login a fingerprint, see {@link TokenCache#fingerprint}
     */
    record Question(String method, URI address, TlsTrust trust, String login) {}

    /**
     * An answer that is recent enough, or a new one.
     *
     * @param method and what else, besides address and login, the answer depends on
     */
    <T> T get(String method, URI address, SingleFlight.Fetch<T> fetch) throws InterruptedException {
        if (notBefore == null) {
            return fetch.answer();
        }
        return answers.get(new Question(method, address, trust, login), notBefore, fetch, metrics::shared);
    }
}

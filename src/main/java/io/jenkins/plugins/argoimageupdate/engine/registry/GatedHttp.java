package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends requests through a {@link HostGate} and repeats those that may succeed later: 429 and 503 after the time that the
 * server asks for (which holds back all others of that gate too), other 5xx and lost connections after a growing delay. A server that
 * asks for a longer time than is worth waiting for is not asked again by that login before.
 *
 * <p>Thread-safe. All requests sent here are GET, HEAD or a token request, so that repeating is harmless.
 */
final class GatedHttp {

    private static final Logger LOGGER = Logger.getLogger(GatedHttp.class.getName());

    private final HttpConnector connector;
    private final RedirectRule redirects;
    private final HostGate gate;
    private final LongPauses pauses;
    private final RequestMetrics metrics;
    private final RetryPolicy retry;
    private final TimeSource time;

    /** @param redirects where registries may lead to with lists, manifests and digests */
    GatedHttp(
            HttpConnector connector,
            RedirectRule redirects,
            HostGate gate,
            RequestMetrics metrics,
            RetryPolicy retry,
            TimeSource time) {
        this(connector, redirects, gate, new LongPauses(time), metrics, retry, time);
    }

    private GatedHttp(
            HttpConnector connector,
            RedirectRule redirects,
            HostGate gate,
            LongPauses pauses,
            RequestMetrics metrics,
            RetryPolicy retry,
            TimeSource time) {
        this.connector = connector;
        this.redirects = redirects;
        this.gate = gate;
        this.pauses = pauses;
        this.metrics = metrics;
        this.retry = retry;
        this.time = time;
    }

    /** The same, counting otherwise. */
    GatedHttp counting(RequestMetrics other) {
        return new GatedHttp(connector, redirects, gate, pauses, other, retry, time);
    }

    /**
     * @param purpose what it is for, and in words: {@code list tags of ghcr.io/org/app}
     * @param trust of the server
     */
    record Purpose(RequestKind kind, String attempted, TlsTrust trust, RegistryLogin login) {}

    /**
     * The last answer, whatever its status.
     *
     * @throws RegistryException if no answer came, or the server asks, or has asked, to wait for longer than allowed
     */
    HttpAnswer send(HttpRequest request, Purpose purpose) throws InterruptedException {
        LongPauses.Client client =
                new LongPauses.Client(Origin.of(request.uri()).authority(), purpose.login());
        Instant pauseEnd = pauses.end(client).orElse(null);
        if (pauseEnd != null) {
            throw rateLimited(purpose, "not asked: rate limited; next request at ", pauseEnd);
        }
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= retry.attempts();
            try {
                HttpAnswer answer = exchange(request, purpose);
                if (last && answer.status() == 429) {
                    throw RegistryErrors.of(purpose.attempted(), answer, purpose.login())
                            .retryingAt(retryAt(answer).orElse(null));
                }
                if (last || !isTransient(answer.status())) {
                    return answer;
                }
                backOff(answer, attempt, purpose, client);
            } catch (IOException e) {
                NetworkFailure failure =
                        NetworkFailure.of(e, Origin.of(request.uri()).authority());
                metrics.failure(purpose.attempted() + ": " + failure.answer());
                if (last || !failure.transientFailure()) {
                    throw new RegistryException(
                            failure.reason(), purpose.attempted(), failure.answer(), failure.advice(), e);
                }
                LOGGER.log(Level.FINE, "{0}: {1}, trying again", new Object[] {purpose.attempted(), failure.answer()});
                time.sleep(retry.delayAfter(attempt));
            }
            metrics.retry();
        }
    }

    private HttpAnswer exchange(HttpRequest request, Purpose purpose) throws IOException, InterruptedException {
        gate.enter();
        try {
            metrics.request(purpose.kind());
            HttpAnswer answer = connector.send(request, purpose.trust(), redirects(purpose.kind()));
            metrics.received(answer.body().length, answer.header("ratelimit-remaining"));
            if (isTransient(answer.status())) {
                metrics.failure(purpose.attempted() + ": status " + answer.status());
            } else {
                metrics.answered();
            }
            return answer;
        } finally {
            gate.leave();
        }
    }

    /** Configurations of images are often kept elsewhere, and hold what their digest says; tokens are asked for as the registry says. */
    private RedirectRule redirects(RequestKind kind) {
        return kind == RequestKind.BLOB || kind == RequestKind.TOKEN ? RedirectRule.ANYWHERE : redirects;
    }

    private void backOff(HttpAnswer answer, int attempt, Purpose purpose, LongPauses.Client client)
            throws InterruptedException {
        Duration own = retry.delayAfter(attempt);
        Duration asked =
                RetryAfter.parse(answer.header("Retry-After"), time.now()).orElse(Duration.ZERO);
        if (asked.compareTo(retry.maxRetryAfter()) > 0) {
            Instant until = time.now().plus(asked);
            pauses.begin(client, until);
            throw rateLimited(
                    purpose, answer.status() + ", and asks to wait for " + asked.toSeconds() + " s, until ", until);
        }
        LOGGER.log(Level.FINE, "{0}: status {1}, trying again", new Object[] {purpose.attempted(), answer.status()});
        if (asked.isZero() && answer.status() != 429) {
            time.sleep(own);
        } else {
            gate.pauseFor(asked.isZero() ? own : asked);
        }
    }

    private static RegistryException rateLimited(Purpose purpose, String what, Instant until) {
        return new RegistryException(
                        Reason.RATE_LIMITED,
                        purpose.attempted(),
                        what + until.truncatedTo(ChronoUnit.SECONDS),
                        RegistryErrors.rateLimitAdvice(purpose.login()))
                .retryingAt(until);
    }

    private Optional<Instant> retryAt(HttpAnswer answer) {
        Instant now = time.now();
        return RetryAfter.parse(answer.header("Retry-After"), now).map(now::plus);
    }

    private static boolean isTransient(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }
}

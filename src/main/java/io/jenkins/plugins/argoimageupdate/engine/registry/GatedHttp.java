package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.BodyReader;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.ReadAnswer;
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
 * asks for a longer time than is worth waiting for is not asked again by that login before, and one that does not answer in time by
 * nobody for a while ({@link ServerRest}).
 *
 * <p>Thread-safe. All requests sent here are GET, HEAD or a token request, so that repeating is harmless.
 */
final class GatedHttp {

    private static final Logger LOGGER = Logger.getLogger(GatedHttp.class.getName());

    private final HttpConnector connector;
    private final RedirectRule redirects;
    private final HostGate gate;
    private final LongPauses pauses;
    private final ServerRest rest;
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
        this(connector, redirects, gate, new LongPauses(time), new ServerRest(time), metrics, retry, time);
    }

    private GatedHttp(
            HttpConnector connector,
            RedirectRule redirects,
            HostGate gate,
            LongPauses pauses,
            ServerRest rest,
            RequestMetrics metrics,
            RetryPolicy retry,
            TimeSource time) {
        this.connector = connector;
        this.redirects = redirects;
        this.gate = gate;
        this.pauses = pauses;
        this.rest = rest;
        this.metrics = metrics;
        this.retry = retry;
        this.time = time;
    }

    /** The same, counting otherwise. */
    GatedHttp counting(RequestMetrics other) {
        return new GatedHttp(connector, redirects, gate, pauses, rest, other, retry, time);
    }

    /** The same for a server with a gate of its own that the first one depends on: when one rests, so does the other. */
    GatedHttp behind(HostGate other) {
        return new GatedHttp(connector, redirects, other, new LongPauses(time), rest, metrics, retry, time);
    }

    /** The same for a server that the first one does not depend on: neither rests because of the other. */
    GatedHttp beside() {
        return new GatedHttp(connector, redirects, gate, pauses, new ServerRest(time), metrics, retry, time);
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
        return repeat(request, purpose, () -> {
                    HttpAnswer answer = connector.send(
                            request, purpose.trust(), redirects(purpose.kind()), mostBytes(purpose.kind()));
                    return new ReadAnswer<Void>(answer, null, answer.body().length);
                })
                .answer();
    }

    /** The same, reading the body of a success while it comes. */
    <T> ReadAnswer<T> read(HttpRequest request, Purpose purpose, BodyReader<T> reader) throws InterruptedException {
        return repeat(
                request,
                purpose,
                () -> connector.read(
                        request, purpose.trust(), redirects(purpose.kind()), mostBytes(purpose.kind()), reader));
    }

    private static long mostBytes(RequestKind kind) {
        return switch (kind) {
            case TAGS -> Budget.TAG_LIST_BYTES.value();
            case MANIFEST, DIGEST -> Budget.MANIFEST.value();
            case BLOB -> Budget.CONFIGURATION.value();
            case TOKEN -> Budget.TOKEN.value();
            case PUSH_TIMES -> Budget.PUSH_TIMES.value();
            default -> Budget.HTTP_BODY.value();
        };
    }

    /** One exchange. */
    private interface Exchange<T> {
        ReadAnswer<T> answer() throws IOException, InterruptedException;
    }

    private <T> ReadAnswer<T> repeat(HttpRequest request, Purpose purpose, Exchange<T> exchange)
            throws InterruptedException {
        String authority = Origin.of(request.uri()).authority();
        LongPauses.Client client = new LongPauses.Client(authority, purpose.login());
        Instant pauseEnd = pauses.end(client).orElse(null);
        if (pauseEnd != null) {
            throw rateLimited(purpose, "not asked: rate limited; next request at ", pauseEnd);
        }
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= retry.attempts();
            try {
                ReadAnswer<T> read = exchange(purpose, exchange, authority);
                HttpAnswer answer = read.answer();
                if (last && answer.status() == 429) {
                    throw RegistryErrors.of(purpose.attempted(), answer, purpose.login())
                            .retryingAt(retryAt(answer).orElse(null));
                }
                if (last || !isTransient(answer.status())) {
                    return read;
                }
                backOff(answer, attempt, purpose, client);
            } catch (IOException e) {
                NetworkFailure failure = NetworkFailure.of(e, authority);
                metrics.failure(purpose.attempted() + ": " + failure.answer());
                if (last || !failure.transientFailure() || failure.reason() == Reason.TIMEOUT) {
                    throw new RegistryException(
                            failure.reason(), purpose.attempted(), failure.answer(), failure.advice(), e);
                }
                LOGGER.log(Level.FINE, "{0}: {1}, trying again", new Object[] {purpose.attempted(), failure.answer()});
                time.sleep(retry.delayAfter(attempt));
            }
            metrics.retry();
        }
    }

    private <T> ReadAnswer<T> exchange(Purpose purpose, Exchange<T> exchange, String authority)
            throws IOException, InterruptedException {
        gate.enter();
        try {
            Instant restEnd = rest.begin().orElse(null);
            if (restEnd != null) {
                throw resting(purpose, authority, restEnd);
            }
            metrics.request(purpose.kind());
            ReadAnswer<T> read = timed(exchange);
            metrics.received(read.bytes(), read.answer().header("ratelimit-remaining"));
            if (isTransient(read.answer().status())) {
                metrics.failure(
                        purpose.attempted() + ": status " + read.answer().status());
            } else {
                metrics.answered();
            }
            return read;
        } finally {
            gate.leave();
        }
    }

    private <T> ReadAnswer<T> timed(Exchange<T> exchange) throws IOException, InterruptedException {
        long asked = time.nanos();
        try {
            ReadAnswer<T> read = exchange.answer();
            rest.answered();
            return read;
        } catch (IOException e) {
            if (NetworkFailure.of(e, "").reason() == Reason.TIMEOUT) {
                rest.timedOut(asked);
            }
            throw e;
        } finally {
            rest.failed();
        }
    }

    private static RegistryException resting(Purpose purpose, String authority, Instant until) {
        return new RegistryException(
                        Reason.TIMEOUT,
                        purpose.attempted(),
                        "not asked: " + authority + " did not answer others in time; next request at "
                                + until.truncatedTo(ChronoUnit.SECONDS),
                        "Check the load of the server")
                .retryingAt(until);
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

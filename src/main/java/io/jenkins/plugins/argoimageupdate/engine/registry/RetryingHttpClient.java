package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.BodyReader;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.NetworkFailure;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import io.jenkins.plugins.argoimageupdate.engine.http.StreamedResult;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageName;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends requests through a {@link RateLimiter} and repeats those that may succeed later: 429 and 503 after the time that the
 * server asks for (which holds back all others of that limiter too), other 5xx and lost connections after a growing delay. A server that
 * asks for a longer time than is worth waiting for is not asked again by that login before, and one that does not answer in time by
 * nobody for a while ({@link CircuitBreaker}).
 *
 * <p>Thread-safe. All requests sent here are GET, HEAD or a token request, so that repeating is harmless.
 */
final class RetryingHttpClient {

    private static final Logger LOGGER = Logger.getLogger(RetryingHttpClient.class.getName());

    private final HttpConnector connector;
    private final RedirectRule redirects;
    private final RateLimiter limiter;
    private final RetryAfterCooldowns cooldowns;
    private final CircuitBreaker breaker;
    private final RequestMetrics metrics;
    private final RetryPolicy retry;
    private final TimeSource time;

    /** @param redirects where registries may lead to with lists, manifests and digests */
    RetryingHttpClient(
            HttpConnector connector,
            RedirectRule redirects,
            RateLimiter limiter,
            RequestMetrics metrics,
            RetryPolicy retry,
            TimeSource time) {
        this(
                connector,
                redirects,
                limiter,
                new RetryAfterCooldowns(time),
                new CircuitBreaker(time),
                metrics,
                retry,
                time);
    }

    private RetryingHttpClient(
            HttpConnector connector,
            RedirectRule redirects,
            RateLimiter limiter,
            RetryAfterCooldowns cooldowns,
            CircuitBreaker breaker,
            RequestMetrics metrics,
            RetryPolicy retry,
            TimeSource time) {
        this.connector = connector;
        this.redirects = redirects;
        this.limiter = limiter;
        this.cooldowns = cooldowns;
        this.breaker = breaker;
        this.metrics = metrics;
        this.retry = retry;
        this.time = time;
    }

    /** The same, counting otherwise. */
    RetryingHttpClient counting(RequestMetrics other) {
        return new RetryingHttpClient(connector, redirects, limiter, cooldowns, breaker, other, retry, time);
    }

    /** The same for a server with a limiter of its own that the first one depends on: when one rests, so does the other. */
    RetryingHttpClient behind(RateLimiter other) {
        return new RetryingHttpClient(
                connector, redirects, other, new RetryAfterCooldowns(time), breaker, metrics, retry, time);
    }

    /** The same for a server that the first one does not depend on: neither rests because of the other. */
    RetryingHttpClient beside() {
        return new RetryingHttpClient(
                connector, redirects, limiter, cooldowns, new CircuitBreaker(time), metrics, retry, time);
    }

    /**
     * @param purpose what it is for, and in words: {@code list tags of ghcr.io/org/app}
     * @param trust of the server
     */
    public record Purpose(RequestKind kind, String attempted, TlsTrust trust, RegistryLogin login) {}

    /**
     * The last answer, whatever its status.
     *
     * @throws RegistryException if no answer came, or the server asks, or has asked, to wait for longer than allowed
     */
    HttpResult send(HttpRequest request, Purpose purpose) throws InterruptedException {
        return repeat(request, purpose, () -> {
                    HttpResult answer = connector.send(
                            request, purpose.trust(), redirects(purpose.kind()), mostBytes(purpose.kind()));
                    return new StreamedResult<Void>(answer, null, answer.body().length);
                })
                .answer();
    }

    /** The same, reading the body of a success while it comes. */
    <T> StreamedResult<T> read(HttpRequest request, Purpose purpose, BodyReader<T> reader) throws InterruptedException {
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
        StreamedResult<T> answer() throws IOException, InterruptedException;
    }

    private <T> StreamedResult<T> repeat(HttpRequest request, Purpose purpose, Exchange<T> exchange)
            throws InterruptedException {
        String authority = Origin.of(request.uri()).authority();
        RetryAfterCooldowns.Client client = new RetryAfterCooldowns.Client(authority, purpose.login());
        Instant pauseEnd = cooldowns.end(client).orElse(null);
        if (pauseEnd != null) {
            throw rateLimited(purpose, "not asked: rate limited; next request at ", pauseEnd);
        }
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= retry.attempts();
            try {
                StreamedResult<T> read = exchange(purpose, exchange, authority);
                HttpResult answer = read.answer();
                Secrets.alsoSent(purpose.login().secrets());
                if (last && answer.status() == 429) {
                    throw RegistryErrors.of(purpose.attempted(), answer, purpose.login())
                            .retryingAt(retryAt(answer).orElse(null));
                }
                if (last || !isTransient(answer.status())) {
                    return read;
                }
                backOff(answer, attempt, purpose, client);
            } catch (IOException e) {
                Secrets.alsoSent(purpose.login().secrets());
                NetworkFailure failure = NetworkFailure.of(e, authority);
                metrics.failure(purpose.attempted() + ": " + failure.answer());
                if (last || !failure.transientFailure() || failure.reason() == Reason.TIMEOUT) {
                    throw new RegistryException(
                            failure.reason(), purpose.attempted(), failure.answer(), advice(failure), e);
                }
                LOGGER.log(Level.FINE, "{0}: {1}, trying again", new Object[] {purpose.attempted(), failure.answer()});
                time.sleep(retry.delayAfter(attempt));
            }
            metrics.retry();
        }
    }

    /** Where the address of a registry is written, which the name of an image has not. */
    private static String advice(NetworkFailure failure) {
        return failure.speaksPlainHttp() ? failure.advice() + ": " + ImageName.WITHOUT_TLS : failure.advice();
    }

    private <T> StreamedResult<T> exchange(Purpose purpose, Exchange<T> exchange, String authority)
            throws IOException, InterruptedException {
        limiter.enter();
        try {
            Instant restEnd = breaker.begin().orElse(null);
            if (restEnd != null) {
                throw resting(purpose, authority, restEnd);
            }
            metrics.request(purpose.kind());
            StreamedResult<T> read = timed(exchange);
            metrics.received(read.bytes(), read.answer().header("ratelimit-remaining"));
            if (isTransient(read.answer().status())) {
                metrics.failure(
                        purpose.attempted() + ": status " + read.answer().status());
            } else {
                metrics.answered();
            }
            return read;
        } finally {
            limiter.leave();
        }
    }

    private <T> StreamedResult<T> timed(Exchange<T> exchange) throws IOException, InterruptedException {
        long asked = time.nanos();
        try {
            StreamedResult<T> read = exchange.answer();
            breaker.answered();
            return read;
        } catch (IOException e) {
            if (NetworkFailure.of(e, "").reason() == Reason.TIMEOUT) {
                breaker.timedOut(asked);
            }
            throw e;
        } finally {
            breaker.failed();
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

    private void backOff(HttpResult answer, int attempt, Purpose purpose, RetryAfterCooldowns.Client client)
            throws InterruptedException {
        Duration own = retry.delayAfter(attempt);
        Duration asked =
                RetryAfter.parse(answer.header("Retry-After"), time.now()).orElse(Duration.ZERO);
        if (asked.compareTo(retry.maxRetryAfter()) > 0) {
            Instant until = time.now().plus(asked);
            cooldowns.begin(client, until);
            throw rateLimited(
                    purpose, answer.status() + ", rate limited for " + asked.toSeconds() + " s, until ", until);
        }
        LOGGER.log(Level.FINE, "{0}: status {1}, trying again", new Object[] {purpose.attempted(), answer.status()});
        if (asked.isZero() && answer.status() != 429) {
            time.sleep(own);
        } else {
            limiter.pauseFor(asked.isZero() ? own : asked);
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

    private Optional<Instant> retryAt(HttpResult answer) {
        Instant now = time.now();
        return RetryAfter.parse(answer.header("Retry-After"), now).map(now::plus);
    }

    private static boolean isTransient(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }
}

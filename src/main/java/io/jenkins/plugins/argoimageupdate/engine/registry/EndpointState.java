package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.ETagCache;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all clients of one endpoint share: limiter, counters, the last challenge, and a bounded number of threads. */
public final class EndpointState {

    /** As many tags as the Image Updater reads at a time ({@code registry-scanner/pkg/registry/registry.go}, {@code MaxMetadataConcurrency}). */
    static final int CONNECTIONS = Budget.REGISTRY_REQUESTS.intValue();

    private final RetryingHttpClient http;
    private final RetryingHttpClient tokenHttp;
    private final RetryingHttpClient vendorHttp;
    private final RequestMetrics metrics = new RequestMetrics();
    private final ThreadPoolExecutor workers;
    private final ETagCache pages = new ETagCache();
    private volatile @Nullable AuthChallenge challenge;

    EndpointState(
            RegistryEndpoint endpoint,
            HttpConnector connector,
            RedirectRule redirects,
            RetryPolicy retry,
            TimeSource time) {
        RateLimiter limiter = new RateLimiter(CONNECTIONS, endpoint.requestsPerSecond(), time);
        RateLimiter tokenGate = new RateLimiter(CONNECTIONS, 0, time);
        http = new RetryingHttpClient(connector, redirects, limiter, metrics, retry, time);
        tokenHttp = http.behind(tokenGate);
        vendorHttp = http.beside();
        AtomicInteger count = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                CONNECTIONS, CONNECTIONS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "registry " + endpoint.host() + " " + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    RetryingHttpClient http() {
        return http;
    }

    /** For token servers, which the limit of requests a second does not count. */
    RetryingHttpClient tokenHttp() {
        return tokenHttp;
    }

    /** For the API of the registry's vendor, which counts to the same limits. */
    RetryingHttpClient vendorHttp() {
        return vendorHttp;
    }

    RequestMetrics metrics() {
        return metrics;
    }

    /** Pages of tag lists that need not be sent again while they are the same. */
    ETagCache pages() {
        return pages;
    }

    /** The threads that ask this registry, no more than it may be asked at a time. */
    public ThreadPoolExecutor workers() {
        return workers;
    }

    /** The registry's last challenge, so that later requests need not ask for one; null before the first. */
    public @Nullable AuthChallenge challenge() {
        return challenge;
    }

    /** @param last null to ask for one again */
    void challenge(@Nullable AuthChallenge last) {
        challenge = last;
    }
}

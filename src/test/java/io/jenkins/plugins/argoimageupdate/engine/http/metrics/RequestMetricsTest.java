package io.jenkins.plugins.argoimageupdate.engine.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class RequestMetricsTest {

    private static final Duration LATER = Duration.ofMinutes(1);

    private final RequestMetrics all = new RequestMetrics();
    private final RequestMetrics metrics = new RequestMetrics(all);

    @Test
    public void aServerIsSilentFromTheFirstRequestThatItDoesNotAnswer() {
        assertThat(silence()).isZero();
        metrics.request(RequestKind.TAGS);
        assertThat(silence()).isGreaterThanOrEqualTo(LATER);
        metrics.answered();
        assertThat(silence()).isZero();
    }

    @Test
    public void anyAnswerAndARefusalAtOnceEndTheSilence() {
        metrics.request(RequestKind.TAGS);
        metrics.received(12, "");
        assertThat(silence()).isZero();
        metrics.request(RequestKind.TAGS);
        metrics.failure("connection refused");
        assertThat(silence()).isZero();
    }

    @Test
    public void aStreamThatIsWatchedMayBeSilent() {
        metrics.request(RequestKind.WATCH);
        assertThat(silence()).isZero();
    }

    private Duration silence() {
        return all.silence(Instant.now().plus(LATER));
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class ServerHealthTest {

    private static final String SERVER = "registry.example.com";
    private static final List<String> SERVERS = List.of(SERVER);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final RequestMetrics metrics = new RequestMetrics();
    private Duration later = Duration.ZERO;
    private final ServerHealth health = new ServerHealth(() -> Instant.now().plus(later));

    @Test
    public void aServerAnswersOnceItHasAnswered() {
        assertThat(state()).isEqualTo(ServerState.UNKNOWN);
        health.used(SERVER, metrics);
        assertThat(state()).as("nothing was asked").isEqualTo(ServerState.ANSWERING);
        metrics.request(RequestKind.TAGS);
        assertThat(state()).isEqualTo(ServerState.UNKNOWN);
        metrics.answered();
        assertThat(state()).isEqualTo(ServerState.ANSWERING);
    }

    @Test
    public void aServerThatIsAskedAndSaysNothingIsSilentUntilItDoes() {
        health.used(SERVER, metrics);
        metrics.request(RequestKind.TAGS);
        later = ServerHealth.SILENCE;
        assertThat(state()).isEqualTo(ServerState.SILENT);
        assertThat(health.troubles()).extracting(ServerHealth.Pause::server).containsExactly(SERVER);
        metrics.answered();
        assertThat(state()).isEqualTo(ServerState.ANSWERING);
        assertThat(health.troubles()).isEmpty();
    }

    @Test
    public void aWatchedStreamMayBeSilent() {
        health.used(SERVER, metrics);
        metrics.request(RequestKind.WATCH);
        later = Duration.ofHours(1);
        assertThat(health.troubles()).isEmpty();
    }

    @Test
    public void aServerThatLetAPollRunIntoATimeOutIsLeftAloneForLongerAndLonger() {
        health.used(SERVER, metrics);
        Duration expected = ServerHealth.FIRST_PAUSE;
        for (int times = 1; times < 8; times++) {
            timeOut();
            assertThat(state()).isEqualTo(ServerState.PAUSED);
            assertThat(health.pause(SERVER).orElseThrow().times()).isEqualTo(times);
            later = later.plus(expected).minusSeconds(2);
            assertThat(health.pause(SERVER)).isPresent();
            later = later.plusSeconds(2);
            assertThat(health.pause(SERVER)).isEmpty();
            assertThat(state()).isEqualTo(ServerState.DOUBTFUL);
            expected = expected.multipliedBy(2);
            expected = expected.compareTo(ServerHealth.LONGEST_PAUSE) > 0 ? ServerHealth.LONGEST_PAUSE : expected;
        }
        metrics.answered();
        health.polled(SERVERS, Duration.ofSeconds(1));
        assertThat(state()).isEqualTo(ServerState.ANSWERING);
        assertThat(health.troubles()).isEmpty();
    }

    @Test
    public void pollsThatRanIntoItTogetherCountAsOne() {
        health.used(SERVER, metrics);
        for (int i = 0; i < 10; i++) {
            timeOut();
        }
        assertThat(health.pause(SERVER).orElseThrow().times()).isEqualTo(1);
    }

    @Test
    public void aServerThatRefusesAtOnceHoldsNobodyAndIsAskedAgain() {
        health.used(SERVER, metrics);
        metrics.request(RequestKind.TAGS);
        metrics.failure("connection refused");
        health.polled(SERVERS, Duration.ofSeconds(1));
        assertThat(health.pause(SERVER)).isEmpty();
    }

    @Test
    public void nothingIsHeldAgainstAServerThatWasNotAsked() {
        health.polled(SERVERS, LONG);
        assertThat(health.troubles()).isEmpty();
    }

    private void timeOut() {
        metrics.request(RequestKind.TAGS);
        metrics.failure("nothing came back in time");
        health.polled(SERVERS, LONG);
    }

    private ServerState state() {
        return health.state(SERVER);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWaits.Following;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class UnansweredRequestsTest {

    private static final int MANY = 200;
    private static final String LOOK = "look";
    private static final ArgoCdException LATE = new ArgoCdException(Reason.TIMEOUT, "look", "no answer", "");

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final UnansweredRequests unanswered = new UnansweredRequests(() -> now);

    @Test
    public void oneOfManyAsksAgainNowAndThen() {
        assertThat(unanswered.failure(LOOK)).isEmpty();
        unanswered.timedOut(LOOK, LATE);
        assertThat(unanswered.failure(LOOK)).contains(LATE);

        now = now.plus(UnansweredRequests.ASKED_AGAIN);
        assertThat(unanswered.failure(LOOK)).isEmpty();
        assertThat(unanswered.failure(LOOK)).contains(LATE);
    }

    @Test
    public void anAnswerEndsIt() {
        unanswered.timedOut(LOOK, LATE);
        unanswered.answered(LOOK);
        assertThat(unanswered.failure(LOOK)).isEmpty();
    }

    @Test
    public void otherRequestsAreNotTouched() {
        unanswered.timedOut("resources", LATE);
        assertThat(unanswered.failure(LOOK)).isEmpty();
    }

    @Test
    public void waitsDoNotFindOutOneAfterTheOther() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.createContext("/", exchange -> asked.incrementAndGet());
        silent.start();
        URI address = URI.create("http://localhost:" + silent.getAddress().getPort());
        HttpLimits impatient =
                new HttpLimits(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(1), 1_000_000);
        ArgoCdClient client = new ArgoCdClient(
                new ArgoCdServer("silent", address, TlsTrust.DEFAULT, new Token("t0ken")),
                new HttpConnector(impatient, null));
        try (RolloutWaits waits = new RolloutWaits()) {
            List<Following> underWay = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                RolloutRequest request = new RolloutRequest(
                        ApplicationRef.named("web-" + i),
                        DesiredStates.written("c".repeat(40)),
                        WaitFor.HEALTHY,
                        false,
                        Duration.ofSeconds(2),
                        false);
                underWay.add(
                        waits.begin(client.server(), new Rollout(client, request, RolloutWorld.QUICK, change -> {})));
            }
            for (Following wait : underWay) {
                Throwable failure = catchThrowableOfType(
                                ExecutionException.class, () -> wait.result().get())
                        .getCause();
                assertThat(failure)
                        .isInstanceOf(ArgoCdException.class)
                        .hasMessageContaining("still no usable answer from Argo CD; the last request failed");
            }
            assertThat(asked).hasValueLessThan(MANY);
        } finally {
            silent.stop(0);
        }
    }
}

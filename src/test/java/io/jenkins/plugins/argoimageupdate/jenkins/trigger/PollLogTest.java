package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import org.junit.Test;

public class PollLogTest {

    private final PollLog log = new PollLog();

    @Test
    public void errorsAreThoseOfTheCycleAndOfThePollEachOnce() {
        FailureReport failure =
                FailureReport.of(new RegistryException(Reason.TIMEOUT, "list tags", "no answer", "Try again"));
        log.accept(new CycleEvent.Failed("api of shop", failure));
        log.accept(new CycleEvent.Failed("", failure));
        log.accept(new CycleEvent.Failed("api of shop", failure));
        log.error("the poll\nwas given up");
        assertThat(log.errors())
                .containsExactly("api of shop: " + failure.message(), failure.message(), "the poll was given up");
    }

    @Test
    public void aLineThatOnlyLooksLikeAnErrorIsNone() {
        log.line("api: tag 'ERROR: x' is ignored");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    public void whereThereIsNoRoomErrorsAreLeftOut() {
        for (int i = 0; i < 1_000; i++) {
            log.error(i + "x".repeat(1_000));
        }
        assertThat(log.errors()).hasSize(32).startsWith("0" + "x".repeat(1_000));
    }
}

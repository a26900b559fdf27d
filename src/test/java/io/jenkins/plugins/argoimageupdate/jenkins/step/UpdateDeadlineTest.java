package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class UpdateDeadlineTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final UpdateDeadline deadline = new UpdateDeadline(now::get);

    @Test
    public void whatComesBeforeTheRolloutHasAnHour() {
        assertThat(deadline.left()).isEqualTo(UpdateDeadline.MOST_WORK);
        deadline.asked(settings(TIMEOUT));
        pass(Duration.ofMinutes(79));
        assertThat(deadline.left()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(2));
        assertThat(deadline.left()).isNegative();
    }

    @Test
    public void rolloutsHaveTheirOwnTimeAllAtOnce() {
        deadline.asked(settings(TIMEOUT));
        pass(Duration.ofMinutes(50));
        deadline.rollingOut();
        assertThat(deadline.left()).isEqualTo(UpdateDeadline.MOST_AROUND_ROLLOUTS.plus(TIMEOUT));
    }

    @Test
    public void anyTimeThatCanBeGivenIsTaken() {
        deadline.asked(settings(Duration.ofMinutes(Integer.MAX_VALUE)));
        deadline.rollingOut();
        assertThat(deadline.left()).isPositive();
        assertThat(deadline.left().toMillis()).isPositive();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static RolloutSettings settings(Duration timeout) {
        return new RolloutSettings(true, WaitFor.HEALTHY, timeout, RolloutLimits.DEFAULT);
    }
}

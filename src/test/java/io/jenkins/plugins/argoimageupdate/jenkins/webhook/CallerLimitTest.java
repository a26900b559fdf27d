package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class CallerLimitTest {

    private static final int MOST = Budget.WEBHOOK_REFUSALS.intValue();

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final CallerLimit limit = new CallerLimit(Budget.WEBHOOK_REFUSALS, now::get);

    @Test
    public void allowsSoManyRequestsAMinute() {
        assertThat(limit.isUsedUp("one")).isFalse();
        exhaust("one");
        assertThat(limit.isUsedUp("one")).isTrue();
        assertThat(limit.allows("one")).isFalse();
        assertThat(limit.isUsedUp("another")).isFalse();
        assertThat(limit.allows("another")).isTrue();

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(limit.isUsedUp("one")).isFalse();
        assertThat(limit.allows("one")).isTrue();
    }

    @Test
    public void crowdsOfCallersDoNotMakeItForgetWhoHasCalledTooOften() {
        exhaust("one");
        for (int i = 0; i < 2 * CallerLimit.MOST_CALLERS; i++) {
            limit.allows("crowd " + i);
        }
        assertThat(limit.allows("one")).isFalse();
    }

    @Test
    public void callersForWhomThereIsNoRoomShareOneCountUntilThereIs() {
        assertThat(limit.allows("one")).isTrue();
        for (int i = 1; i < CallerLimit.MOST_CALLERS; i++) {
            assertThat(limit.allows("crowd " + i)).isTrue();
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(limit.allows("late " + i)).isTrue();
        }
        assertThat(limit.isUsedUp("too late")).isTrue();
        assertThat(limit.allows("too late")).isFalse();
        assertThat(limit.allows("one")).isTrue();

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(limit.allows("too late")).isTrue();
    }

    @Test
    public void anAddressOfAnIpv6NetworkIsAsGoodAsAnother() {
        assertThat(CallerLimit.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(CallerLimit.network("2001:db8:1:2:ffff::1"))
                .isNotEqualTo(CallerLimit.network("2001:db8:1:3::1"));
        assertThat(CallerLimit.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(CallerLimit.network("[::1]")).isEqualTo(CallerLimit.network("::1"));
        assertThat(CallerLimit.network("no:address")).isEqualTo("no:address");
    }

    private void exhaust(String caller) {
        for (int i = 0; i < MOST; i++) {
            assertThat(limit.allows(caller)).isTrue();
        }
    }
}

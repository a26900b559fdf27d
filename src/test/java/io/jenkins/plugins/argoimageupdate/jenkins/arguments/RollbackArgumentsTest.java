package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RollbackArgumentsTest {

    @Test
    public void whoPressesTwiceAsksForTheSame() {
        assertThat(to("41", true, "").asksForSame(to("41", true, ""))).isTrue();
        assertThat(new RollbackArguments("41", "John Doe", "orders", true, "").asksForSame(to("41", true, "")))
                .isTrue();
    }

    /** A rollback in the queue must not swallow one that holds, or holds for longer. */
    @Test
    public void anotherHoldIsAnotherOrder() {
        assertThat(to("41", true, "").asksForSame(to("41", false, ""))).isFalse();
        assertThat(to("41", true, "").asksForSame(to("41", true, "2h"))).isFalse();
        assertThat(to("41", true, "").asksForSame(to("40", true, ""))).isFalse();
        assertThat(to("41", true, "").asksForSame(to("41", true, "").of("shop")))
                .isFalse();
    }

    /** It is a line of the log, and in a variable of the build. */
    @Test
    public void whatItDescribesIsOneLine() {
        assertThat(to("web: 1\nFinished: FAILURE", true, "").describe())
                .doesNotContain("\n")
                .startsWith("web: 1");
        assertThat(to("web: 1, ".repeat(100_000), true, "").describe()).hasSizeLessThan(1_100);
    }

    private static RollbackArguments to(String to, boolean hold, String until) {
        return new RollbackArguments(to, "Jane Doe", "orders", hold, until);
    }
}

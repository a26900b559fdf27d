package io.jenkins.plugins.argoimageupdate.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class NameOrderTest {

    @Test
    public void ordersNamesByCodePoints() throws InterruptedException {
        assertThat(StrategyFixture.name(
                        StrategyFixture.choose(UpdateStrategy.ALPHABETICAL, "", "z", "\uD83D\uDE00", "\uFFFF")))
                .isEqualTo("\uD83D\uDE00");
        assertThat(StrategyFixture.name(StrategyFixture.choose(UpdateStrategy.ALPHABETICAL, "", "B", "a", "10", "9")))
                .isEqualTo("a");
    }
}

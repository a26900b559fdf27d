package io.jenkins.plugins.argoimageupdate.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import org.junit.Test;

public class NumberOrderTest {

    @Test
    public void comparesTheNumberInTheFirstGroup() throws InterruptedException {
        Selection selection = StrategyFixture.choose(
                UpdateStrategy.NUMERIC,
                "",
                "regexp:^build-([0-9]+)",
                StrategyFixture.named("build-9-x", "build-123456789012345678901-x", "build-0010-x", "other"));
        assertThat(StrategyFixture.name(selection)).isEqualTo("build-123456789012345678901-x");
    }

    @Test
    public void comparesDatesWrittenWithoutLeadingZeros() throws InterruptedException {
        Selection selection = StrategyFixture.choose(
                UpdateStrategy.NUMERIC,
                "",
                "regexp:^v(.*)$",
                StrategyFixture.named("v2026-1-30", "v2026-09-01", "v2026-9", "vnext"));
        assertThat(StrategyFixture.name(selection)).isEqualTo("v2026-09-01");
        assertThat(selection.verdicts().get(3).outcome()).isEqualTo(Outcome.NOT_A_VERSION);
    }

    @Test
    public void comparesWholeTagsAsNumbersWithoutAGroup() throws InterruptedException {
        assertThat(StrategyFixture.name(
                        StrategyFixture.choose(UpdateStrategy.NUMERIC, "", "9", "10", "latest", "1.10")))
                .isEqualTo("10");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.KnownVersion;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.VersionOrder;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.VersionOrder.Answer;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class StrategyOrderTest {

    private static final Instant COMMITTED = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    public void whatWasPushedInTheSecondOfACommitIsNotAfterIt() throws InterruptedException {
        VersionOrder order = order("main-2", COMMITTED.plusMillis(900));

        assertThat(order.isMadeAfter("main-2", COMMITTED)).isFalse();
        assertThat(order.compare(new KnownVersion("main-2", 0, null), new KnownVersion("main-1", 1, COMMITTED)))
                .isEqualTo(Answer.UNDATED);
    }

    @Test
    public void whatWasPushedLaterIs() throws InterruptedException {
        VersionOrder order = order("main-2", COMMITTED.plusSeconds(1));

        assertThat(order.isMadeAfter("main-2", COMMITTED)).isTrue();
        assertThat(order.compare(new KnownVersion("main-2", 0, null), new KnownVersion("main-1", 1, COMMITTED)))
                .isEqualTo(Answer.NEWER);
    }

    private static VersionOrder order(String tag, Instant created) throws InterruptedException {
        SelectionRule rule = new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "", List.of(), List.of());
        RegistryTag pushed = new RegistryTag(tag, created, "", Map.of());
        return StrategyOrder.of(rule, TagSelector.of(rule).choose(List.of(pushed)));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/** What a run keeps, so that a later one can go on with its rollouts. */
public class InterruptedCycleTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void whatAnInterruptedRunHasCommittedIsFollowedLater() throws Exception {
        world.pushBoth();
        AtomicReference<CycleReport> kept = new AtomicReference<>();
        Consumer<CycleEvent> stopAfterCommit = event -> {
            if (event instanceof CycleEvent.BeforeRollout before) {
                kept.set(before.soFar());
                throw new IllegalStateException("the process ends here");
            }
        };
        try {
            world.cycle(CycleOptions.DEFAULT, stopAfterCommit).run(world.discovered());
        } catch (IllegalStateException expected) {
            assertThat(world.demo().commits()).isEqualTo(2);
        }

        CycleReport report = world.cycle(CycleOptions.DEFAULT, event -> {}).followRollouts(kept.get());

        assertThat(report.applications().get(0).rollout().health()).isEqualTo("Healthy");
        assertThat(world.demo().commits()).isEqualTo(2);
    }

    private static CommitOrder order(ApplicationReport application) {
        return application.writeBack().inGit().orElseThrow().order();
    }

    @Test
    public void keepsWithAWaitWhatComesBeforeItsCommit() throws Exception {
        world.pushBoth();
        List<CommitOrder> kept = new CopyOnWriteArrayList<>();
        Consumer<CycleEvent> keeping = event -> {
            if (event instanceof CycleEvent.BeforeRollout before) {
                kept.add(order(before.soFar().applications().get(0)));
            } else if (event instanceof CycleEvent.Announced announced) {
                kept.add(order(announced.application()));
            }
        };
        CycleReport report = world.cycle(CycleOptions.DEFAULT, keeping).run(world.discovered());

        String commit = report.applications().get(0).writeBack().revision().orElseThrow();
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0).earlier()).isNotEmpty().doesNotContain(commit);
        assertThat(kept.get(0).known()).isEmpty();
        assertThat(kept.get(1).earlier()).isEqualTo(kept.get(0).earlier());
        assertThat(kept.get(1).known()).isNotEmpty();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
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

        CycleReport report = world.cycle(CycleOptions.DEFAULT, event -> {})
                .followRollouts(kept.get())
                .await();

        assertThat(report.applications().get(0).rollout().health()).isEqualTo("Healthy");
        assertThat(world.demo().commits()).isEqualTo(2);
    }

    @Test
    public void anInterruptedWriteBackTellsWhatCameOfItAndIsBegunAnew() throws Exception {
        world.pushBoth();
        List<CycleEvent> told = new CopyOnWriteArrayList<>();
        Consumer<CycleEvent> interrupting = event -> {
            told.add(event);
            if (event instanceof CycleEvent.BeforeWriteBack) {
                Thread.currentThread().interrupt();
            }
        };
        Discovery discovered = world.discovered();

        assertThatThrownBy(() -> world.cycle(CycleOptions.DEFAULT, interrupting).run(discovered))
                .isInstanceOf(InterruptedException.class);

        assertThat(told).noneMatch(CycleEvent.BeforeRollout.class::isInstance);
        assertThat(told)
                .filteredOn(CycleEvent.WriteBackInterrupted.class::isInstance)
                .singleElement()
                .extracting(event -> ((CycleEvent.WriteBackInterrupted) event)
                        .soFar()
                        .applications()
                        .get(0)
                        .failure()
                        .reason())
                .isEqualTo(Reason.CANCELLED);
        assertThat(world.demo().commits()).isEqualTo(1);

        world.cycle(CycleOptions.DEFAULT, event -> {}).run(world.discovered());
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

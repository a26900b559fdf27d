package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/** What a rollback wrote is held, and nothing else. */
public class RollbackHoldsCycleTest {

    private static final String OLD = "main-0000000";
    private static final Source BACK =
            new Source.Versions(List.of(new Version("frontend", ImageTag.ofName(OLD))), true);

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void whatARollbackWroteIsHeldWhateverHappensAfterwards() throws Exception {
        world.pushBoth();
        FixedConnections connections = world.connections();
        world.run(CycleWorld.example(), connections, CycleOptions.DEFAULT);
        assertThatThrownBy(() -> heldRollback(connections, event -> {
                    if (event instanceof CycleEvent.BeforeRollout) {
                        throw new IllegalStateException("the disk is full");
                    }
                }))
                .hasMessage("the disk is full");
        assertThat(world.demo().override()).containsOnlyOnce(OLD);
        assertThat(connections.holds().book().held()).hasSize(1);
    }

    @Test
    public void whatAnInterruptKeptFromBeingWrittenIsNotHeld() throws Exception {
        world.pushBoth();
        FixedConnections connections = world.connections();
        world.run(CycleWorld.example(), connections, CycleOptions.DEFAULT);
        assertThatThrownBy(() -> heldRollback(connections, event -> {
                    if (event instanceof CycleEvent.BeforeWriteBack) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(world.demo().override()).doesNotContain(OLD);
        assertThat(connections.holds().book()).isEqualTo(HoldBook.EMPTY);
    }

    private void heldRollback(FixedConnections connections, Consumer<CycleEvent> events) throws InterruptedException {
        Rollback rollback = new Rollback(BACK, OLD, "Jane Doe", "", new Rollback.HoldOrder(null), Set.of());
        world.cycle(connections, CycleOptions.DEFAULT, events)
                .rollback(new Discoverer(connections).discover(CycleWorld.example()), rollback);
    }

    @Test
    public void whatIsRolledBackIsHeldAndWhatCannotBeWrittenIsNot() throws Exception {
        world.pushBoth();
        FixedConnections connections = world.connections();
        CycleReport updated = world.run(CycleWorld.example(), connections, CycleOptions.DEFAULT);
        String first = updated.applications().get(0).writeBack().revision().orElseThrow();
        GuardedImage frontend =
                new GuardedImage("demo", "argocd", DemoWorld.APPLICATION, "frontend", DemoWorld.FRONTEND);

        rollback(connections, Set.of("ab".repeat(20)));
        assertThat(connections.holds().book()).isEqualTo(HoldBook.EMPTY);
        rollback(connections, Set.of(first));

        Hold hold = connections.holds().of(frontend).orElseThrow();
        assertThat(hold.words())
                .startsWith("held at main-0000000 by Jane Doe since ")
                .endsWith(": it loses orders");
        assertThat(connections.holds().book().held()).hasSize(1);
        assertThat(world.log()).anyMatch(line -> line.contains("frontend: held at main-0000000 by Jane Doe"));
        CycleReport next = world.run(CycleWorld.example(), connections, CycleOptions.DEFAULT);
        assertThat(next.changes()).isEmpty();
    }

    private void rollback(FixedConnections connections, Set<String> onlyOn) throws InterruptedException {
        Rollback rollback =
                new Rollback(BACK, OLD, "Jane Doe", "it loses orders", new Rollback.HoldOrder(null), onlyOn);
        world.cycle(connections, CycleOptions.DEFAULT, new ProgressLog(world.log()::add))
                .rollback(new Discoverer(connections).discover(CycleWorld.example()), rollback);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdate;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Updates that failed are undone where the parameters of the Application itself are written. */
public class UndoInArgoCdTest {

    private static final ApplicationRef EXAMPLE = new ApplicationRef(DemoWorld.APPLICATION, "argocd", "default");
    private static final String OLD = "main-0000000";
    private static final String NEXT = "main-c0ffee1";

    @Rule
    public final CycleWorld world = new CycleWorld();

    private FixedConnections connections;
    private CycleReport failed;

    @Before
    public void fail() throws Exception {
        connections = world.connections();
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now().minusSeconds(60));
        world.demo().breakImage(DemoWorld.FRONTEND, NEW);
        failed = update();
        assertThat(failed.applications().get(0).rollout().failure().reason()).isEqualTo(Reason.DEGRADED);
        assertThat(parameter("frontend.tag")).isEqualTo(NEW);
    }

    @Test
    public void theParametersGoBackAndTheVersionIsNotSetAgain() throws Exception {
        CycleReport undone = undo(event -> {});

        assertThat(undone.allFailures()).isEmpty();
        ApplicationReport application = undone.applications().get(0);
        assertThat(application.writeBack()).isInstanceOf(WriteBackReport.ParametersSet.class);
        assertThat(application.writeBack().diff()).isEqualTo("+ frontend.tag: " + OLD + "\n");
        assertThat(application.rollout().health()).isEqualTo("Healthy");
        assertThat(parameter("frontend.tag")).isEqualTo(OLD);

        assertThat(update().applications().get(0).images().get(0).outcome()).isEqualTo(Outcome.WAITING);
        world.demo().push(DemoWorld.FRONTEND, NEXT, Instant.now());
        CycleReport next = update();
        assertThat(next.allFailures()).isEmpty();
        assertThat(parameter("frontend.tag")).isEqualTo(NEXT);
    }

    @Test
    public void nothingIsUndoneTwiceInARow() throws Exception {
        undo(event -> {});
        world.demo().push(DemoWorld.FRONTEND, NEXT, Instant.now());
        world.demo().breakImage(DemoWorld.FRONTEND, NEXT);

        Undo again = Undo.of(update(), connections.holds());

        assertThat(again.versions()).isEmpty();
        assertThat(again.not()).singleElement().asString().contains("its last update was undone too");
        assertThat(parameter("frontend.tag")).isEqualTo(NEXT);
    }

    @Test
    public void whatSomebodyHasChangedSinceIsLeftAlone() throws Exception {
        SourceUpdate theirs =
                new SourceUpdate(0, List.of(new HelmParameter("backend.tag", NEW, true)), List.of(), List.of());
        connections.argocd("").update(EXAMPLE, theirs, Set.of());

        CycleReport undone = undo(event -> {});

        assertThat(undone.allFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message())
                        .contains("somebody else has changed its specification meanwhile"));
        assertThat(parameter("frontend.tag")).isEqualTo(NEW);
        assertThat(parameter("backend.tag")).isEqualTo(NEW);
        assertThat(connections.holds().book().held()).isEmpty();
    }

    @Test
    public void anUndoingOfWhichNobodyTookNoteIsFollowed() throws Exception {
        assertThatThrownBy(() -> undo(event -> {
                    if (event instanceof CycleEvent.BeforeRollout) {
                        throw new IllegalStateException("the process ends here");
                    }
                }))
                .hasMessage("the process ends here");

        CycleReport undone = undo(event -> {});

        assertThat(undone.allFailures()).isEmpty();
        assertThat(undone.applications().get(0).rollout().health()).isEqualTo("Healthy");
        assertThat(parameter("frontend.tag")).isEqualTo(OLD);
        assertThat(connections.holds().book().held()).hasSize(1);
    }

    private CycleReport update() throws InterruptedException {
        return world.run(requests(), connections, CycleWorld.impatient());
    }

    private CycleReport undo(Consumer<CycleEvent> events) throws InterruptedException {
        Undo undo = Undo.of(failed, connections.holds());
        assertThat(undo.not()).isEmpty();
        return world.cycle(connections, CycleWorld.impatient(), events)
                .rollback(new Discoverer(connections).discover(requests()), undo.rollback("the test"));
    }

    private static List<WatchRequest> requests() {
        return CycleWorld.frontend("frontend.tag", "writeBack: argocd");
    }

    private String parameter(String name) throws InterruptedException {
        return connections.argocd("").get(EXAMPLE).application().sources().all().get(0).helmParameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(HelmParameter::value)
                .findFirst()
                .orElse("");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.FormsWorld.Form;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.HoldOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Rollbacks, undone updates and promotions where the images are in a values file, and where they are in a kustomization. */
@RunWith(Parameterized.class)
public class FormsCycleTest {

    @Rule
    public final FormsWorld world;

    public FormsCycleTest(Form form) {
        world = new FormsWorld(form);
    }

    @Parameters(name = "{0}")
    public static Form[] forms() {
        return Form.values();
    }

    @Before
    public void update() throws Exception {
        world.push("web", "1.1.0");
        world.push("api", "1.1.0");
        assertThat(world.update("prod", "").allFailures()).isEmpty();
        assertThat(world.written("prod")).isEqualTo(world.with("1.1.0", "1.1.0"));
    }

    @Test
    public void oneImageGoesBackIsHeldAndTheOtherGoesOn() throws Exception {
        CycleReport back = world.rollBack(
                "prod",
                new Rollback(
                        to(version("web", "1.0.0")), "1.0.0", "Jane Doe", "it is slow", new HoldOrder(null), Set.of()));

        assertThat(back.allFailures()).isEmpty();
        assertThat(back.applications().get(0).rollout().health()).isEqualTo("Healthy");
        assertThat(world.written("prod")).isEqualTo(world.with("1.0.0", "1.1.0"));
        world.push("web", "1.2.0");
        world.push("api", "1.2.0");
        assertThat(world.update("prod", "").allFailures()).isEmpty();
        assertThat(world.written("prod")).isEqualTo(world.with("1.0.0", "1.2.0"));
    }

    @Test
    public void aCommitTellsTheVersionsOfBoth() throws Exception {
        String first = world.tip();
        world.push("web", "1.2.0");
        world.push("api", "1.2.0");
        world.update("prod", "");
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.2.0"));

        CycleReport back = world.rollBack("prod", new Rollback(new Source.Commit(first), "before", "Jane Doe", ""));

        assertThat(back.allFailures()).isEmpty();
        assertThat(back.changes()).hasSize(2);
        assertThat(world.written("prod")).isEqualTo(world.with("1.1.0", "1.1.0"));
        world.update("prod", "");
        assertThat(world.written("prod")).as("people win").isEqualTo(world.with("1.1.0", "1.1.0"));
    }

    @Test
    public void anUpdateThatFailsIsUndoneAndItsVersionIsNotWrittenAgain() throws Exception {
        world.push("web", "1.2.0");
        world.breakImage("web", "1.2.0");
        CycleReport failed = world.update("prod", "");
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.1.0"));

        CycleReport undone = world.rollBack("prod", undo(failed));

        assertThat(undone.allFailures()).isEmpty();
        assertThat(world.written("prod")).isEqualTo(world.with("1.1.0", "1.1.0"));
        CycleReport next = world.update("prod", "");
        assertThat(next.allFailures()).isEmpty();
        assertThat(next.applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsExactly(Outcome.WAITING, Outcome.CURRENT);
        world.push("web", "1.3.0");
        assertThat(world.update("prod", "").allFailures()).isEmpty();
        assertThat(world.written("prod")).isEqualTo(world.with("1.3.0", "1.1.0"));
    }

    @Test
    public void anUpdateIsNotUndoneOnceSomebodyElseHasCommitted() throws Exception {
        world.push("web", "1.2.0");
        world.breakImage("web", "1.2.0");
        CycleReport failed = world.update("prod", "");
        assertThat(world.update("staging", "").allFailures()).isNotEmpty();

        CycleReport undone = world.rollBack("prod", undo(failed));

        assertThat(undone.allFailures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.message()).contains("somebody else has committed to it meanwhile"));
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.1.0"));
        assertThat(world.connections().holds().book().held()).isEmpty();
    }

    @Test
    public void whatRunsInStagingIsPromotedAndNotAgainOnceItWasRolledBack() throws Exception {
        world.push("web", "1.2.0");
        world.push("api", "1.2.0");
        assertThat(world.update("staging", "").allFailures()).isEmpty();
        CycleReport promoted = world.update("prod", "promoteFrom: {application: staging}");
        assertThat(promoted.allFailures()).isEmpty();
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.2.0"));

        world.rollBack("prod", new Rollback(to(version("api", "1.1.0")), "1.1.0", "Jane Doe", ""));
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.1.0"));

        ApplicationReport again = world.update("prod", "promoteFrom: {application: staging}")
                .applications()
                .get(0);
        assertThat(again.images()).extracting(ImageReport::outcome).containsExactly(Outcome.CURRENT, Outcome.WAITING);
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.1.0"));
        world.push("api", "1.3.0");
        world.update("staging", "");
        world.update("prod", "promoteFrom: {application: staging}");
        assertThat(world.written("prod")).isEqualTo(world.with("1.2.0", "1.3.0"));
    }

    @Test
    public void aDigestGoesWhenAVersionWithoutOneComesBackAndComesBackItself() throws Exception {
        String digest = world.digest("web", "1.1.0");
        world.rollBack("prod", rollback(new ImageTag("1.1.0", digest)));
        assertThat(world.written("prod")).contains("1.1.0", digest);
        assertThat(world.running("prod")).contains(digest);

        CycleReport back = world.rollBack("prod", rollback(ImageTag.ofName("1.0.0")));

        assertThat(back.allFailures()).isEmpty();
        assertThat(world.written("prod")).isEqualTo(world.with("1.0.0", "1.1.0"));
    }

    private static Rollback rollback(ImageTag tag) {
        return new Rollback(to(new Version("web", tag)), tag.toString(), "Jane Doe", "");
    }

    private static Rollback undo(CycleReport failed) {
        Undo undo = Undo.of(failed, image -> false);
        assertThat(undo.not()).isEmpty();
        return undo.rollback("");
    }

    private static Source to(Version version) {
        return new Source.Versions(List.of(version), true);
    }

    private static Version version(String image, String tag) {
        return new Version(image, ImageTag.ofName(tag));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What runs do around an image that somebody has rolled back, and what it costs at the Git server. */
public class RolledBackCycleTest {

    private static final String BOTH = "api: {name: x/api, tag: 1.1.0}\nweb: {name: x/web, tag: 1.1.0}\n";
    private static final String ONE_APPLICATION = """
            applications: [shop]
            images:
              - {alias: api, image: x/api, helm: {imageName: api.name, imageTag: api.tag}}
              - {alias: web, image: x/web, helm: {imageName: web.name, imageTag: web.tag}}
            git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
            """;
    private static final String TWO_APPLICATIONS = """
            applications:
              - {name: api, images: [{alias: api, image: x/api, helm: {imageName: api.name, imageTag: api.tag}}]}
              - {name: web, images: [{alias: web, image: x/web, helm: {imageName: web.name, imageTag: web.tag}}]}
            git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
            """;

    private static String both(String api, String web) {
        return "api: {name: x/api, tag: " + api + "}\nweb: {name: x/web, tag: " + web + "}\n";
    }

    @Rule
    public final RollbackWorld world = new RollbackWorld();

    @Test
    public void theOtherImagesOfTheCommitAreWritten() throws Exception {
        world.start(ONE_APPLICATION, RollbackWorld.VALUES, BOTH);
        world.buildAs("x/web", "1.1.0");
        world.release("1.3.0");
        world.revert("HEAD");
        world.buildAs("x/web", "1.2.0");

        ApplicationReport report = world.update().applications().get(0);

        assertThat(report.images()).extracting(ImageReport::outcome).containsExactly(Outcome.WAITING, Outcome.UPDATED);
        assertThat(world.written()).isEqualTo(both("1.1.0", "1.2.0"));
        assertThat(world.git("log", "-1", "--format=%B")).contains("x/web").doesNotContain("1.3.0");
        assertThat(report.images().get(0).waiting().reason().cause()).isEqualTo(Wait.Cause.ROLLED_BACK);
        assertThat(world.log())
                .anyMatch(line ->
                        line.matches(".*api x/api: 1\\.1\\.0 stays, 1\\.3\\.0 waits: 1\\.3\\.0 was rolled back by"
                                + " Jane Doe in [0-9a-f]{7} at .* UTC; waiting for a newer one"));
    }

    @Test
    public void theOtherApplicationsOfTheFileAreWritten() throws Exception {
        world.start(TWO_APPLICATIONS, RollbackWorld.VALUES, BOTH);
        world.buildAs("x/web", "1.1.0");
        world.release("1.3.0");
        world.revert("HEAD");
        world.buildAs("x/web", "1.2.0");

        CycleReport report = world.update();

        assertThat(report.applications())
                .extracting(application -> application.images().get(0).outcome())
                .containsExactly(Outcome.WAITING, Outcome.UPDATED);
        assertThat(world.written()).isEqualTo(both("1.1.0", "1.2.0"));
        world.release("1.4.0");
        assertThat(world.written()).isEqualTo(both("1.4.0", "1.2.0"));
    }

    /** Our commit of another image is put upon what was there before, and is no update of this one. */
    @Test
    public void whatWasForcedAwayStaysAwayWhenAnotherImageIsWritten() throws Exception {
        world.start(ONE_APPLICATION, RollbackWorld.VALUES, BOTH);
        world.buildAs("x/web", "1.1.0");
        world.release("1.3.0");
        world.git("reset", "--quiet", "--hard", "HEAD~1");
        world.git("push", "--quiet", "--force", "origin", "main");
        world.buildAs("x/web", "1.2.0");
        world.update();
        world.update();
        assertThat(world.written()).isEqualTo(both("1.1.0", "1.2.0"));
    }

    @Test
    public void aForcedPushIsNotPutDownToWhoCommitsNext() throws Exception {
        world.start();
        world.release("1.3.0");
        world.git("reset", "--quiet", "--hard", "HEAD~1");
        world.git("push", "--quiet", "--force", "origin", "main");
        String there = world.git("rev-parse", "HEAD").strip().substring(0, 7);
        world.update();
        world.commit("README.md", "# Of somebody else\n");
        world.push();

        world.update();

        assertThat(world.log())
                .filteredOn(line -> line.contains("waits: 1.3.0 was rolled back by "))
                .hasSize(1)
                .allMatch(line -> line.contains("by a forced push of " + there + " at "));
    }

    @Test
    public void aDryRunSaysTheSame() throws Exception {
        world.start();
        world.release("1.3.0");
        world.revert("HEAD");

        ApplicationReport report =
                world.update(CycleOptions.DEFAULT.asDryRun()).applications().get(0);

        assertThat(report.images()).extracting(ImageReport::outcome).containsExactly(Outcome.WAITING);
        assertThat(report.writeBack()).isNull();
    }

    @Test
    public void aRevertOfTheRevertIsNoReasonToWait() throws Exception {
        world.start();
        world.release("1.3.0");
        world.revert("HEAD");
        world.revert("HEAD");

        assertThat(world.update().applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsExactly(Outcome.CURRENT);
        world.release("1.4.0");
        assertThat(world.written()).contains("1.4.0");
    }

    @Test
    public void whatIsOlderThanTheBoundIsForgotten() throws Exception {
        world.start();
        world.release("1.3.0");
        world.revert("HEAD");
        for (int i = 0; i < 60; i++) {
            world.commit(RollbackWorld.VALUES, world.file("main", RollbackWorld.VALUES) + "# " + i + "\n");
        }
        world.push();

        world.update();

        assertThat(world.written()).contains("1.3.0");
    }

    @Test
    public void aRollbackOfWhatWasThereForWeeksIsSeen() throws Exception {
        world.pass(Duration.ofDays(-100));
        world.start();
        world.release("1.3.0");
        world.pass(Duration.ofDays(60));
        world.revert("HEAD");
        world.pass(Duration.ofDays(20));

        assertThat(world.update().applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsExactly(Outcome.WAITING);
    }

    @Test
    public void aCommitThatComesBetweenIsSeenBeforeThePush() throws Exception {
        world.start();
        world.release("1.3.0");
        world.build("1.3.1");
        world.beforeEachPush(() -> {
            world.beforeEachPush(null);
            world.edit("1.3.0", "1.1.0");
        });

        world.update();

        assertThat(world.written()).as("newer than what was rolled back").contains("1.3.1");
        world.edit("1.3.1", "1.3.0");
        world.build("1.3.2");
        world.beforeEachPush(() -> {
            world.beforeEachPush(null);
            world.edit("1.3.0", "1.3.2");
            world.edit("1.3.2", "1.1.0");
        });
        world.update();
        assertThat(world.written()).contains("1.1.0");
    }

    @Test
    public void anIdlePollFetchesNothing() throws Exception {
        world.start();
        world.release("1.3.0");
        world.git("commit", "--quiet", "--allow-empty", "--message", "Something else");
        world.push();
        world.update();
        int fetches = world.server().fetches();

        world.update();
        world.update();

        assertThat(world.server().fetches()).isEqualTo(fetches);
    }

    @Test
    public void aPlanThatWritesFetchesOnceMoreAtMost() throws Exception {
        world.start();
        int before = world.server().fetches();
        world.release("1.2.0");
        assertThat(world.server().fetches() - before)
                .as("the tip, and what was before")
                .isEqualTo(2);

        before = world.server().fetches();
        world.release("1.3.0");
        assertThat(world.server().fetches() - before).as("all of it is known").isZero();

        for (int i = 0; i < 3; i++) {
            world.commit("other.yaml", "a: " + i + "\n");
        }
        world.push();
        before = world.server().fetches();
        world.release("1.4.0");
        assertThat(world.server().fetches() - before)
                .as("the tip, and what others committed before")
                .isEqualTo(2);

        world.revert("HEAD");
        world.update();
        before = world.server().fetches();
        world.update();
        world.update(CycleOptions.DEFAULT.asDryRun());
        assertThat(world.server().fetches() - before).as("while it waits").isZero();
    }

    @Test
    public void severalApplicationsOfOneRepositoryShareThatFetch() throws Exception {
        world.start(TWO_APPLICATIONS, RollbackWorld.VALUES, BOTH);
        world.build("1.3.0");
        world.buildAs("x/web", "1.3.0");
        int before = world.server().fetches();

        world.update();

        assertThat(world.written()).isEqualTo(both("1.3.0", "1.3.0"));
        assertThat(world.server().fetches() - before).isEqualTo(2);
        assertThat(List.of(world.git("log", "-1", "--format=%B"))).allMatch(text -> text.contains("2 applications"));
    }
}

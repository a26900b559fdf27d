package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.frontend;
import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.impatient;
import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.withoutWaiting;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Runs after which the chosen images do not run are no success, whether they have written something or not. */
public class UnhealthyCycleTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void aPodThatCannotStartIsNamedWithItsReason() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.demo().breakImage(DemoWorld.FRONTEND, "main-bad0000");

        ApplicationReport report = world.run(impatient()).applications().get(0);

        assertThat(world.log())
                .anyMatch(line -> line.matches(".*: see kubectl describe pod --namespace [a-z]+ frontend-[a-z0-9-]+"));

        assertThat(report.rollout().failure().reason()).isEqualTo(Reason.DEGRADED);
        assertThat(report.rollout().failure().message())
                .contains("pod frontend-", "main-bad0000", "ImagePull")
                .doesNotContain("\n");
        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
    }

    @Test
    public void aRunThatHasNothingToUpdateOverADeadPodFails() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.demo().breakImage(DemoWorld.FRONTEND, "main-bad0000");
        ApplicationReport first = world.run(impatient()).applications().get(0);
        int commits = world.demo().commits();
        world.log().clear();

        ApplicationReport again = world.run(impatient()).applications().get(0);

        assertThat(first.images().get(0).state().verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(first.images().get(1).state().verdict()).isEqualTo(Verdict.LIVE);
        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(again.writeBack()).isNull();
        ImageState frontend = again.images().get(0).state();
        assertThat(frontend.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(frontend.liveShown()).isEqualTo("main-0000000");
        assertThat(again.failures()).hasSize(1);
        assertThat(again.failures().get(0).message())
                .startsWith(
                        "check the health of Application argocd/example: nothing to update, but not healthy: frontend"
                                + " main-bad0000 cannot start: ")
                .contains("ImagePull", "(pod frontend-");
        assertThat(world.log())
                .anyMatch(
                        line -> line.contains("frontend lyzhang1999/frontend: main-bad0000 is current (newest-build, ")
                                && line.contains("but cannot start: "))
                .anyMatch(line -> line.contains(": see kubectl describe pod"));
    }

    @Test
    public void norIsItGreenWhereThePodsCannotBeAskedForAtOnce() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.demo().breakImage(DemoWorld.FRONTEND, "main-bad0000");
        world.run(impatient());
        Discovery found = world.discovered();

        world.demo().failArgoCd(3);
        CycleReport report = world.cycle(impatient()).run(found);

        assertThat(report.allFailures())
                .extracting(FailureReport::message)
                .singleElement(as(STRING))
                .contains("nothing to update, but not healthy: frontend main-bad0000 cannot start: ");
    }

    @Test
    public void aPollTellsThatWhatIsCurrentCannotStart() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.demo().breakImage(DemoWorld.FRONTEND, "main-bad0000");
        world.run(impatient());

        CycleReport polled =
                world.cycle(CycleOptions.DEFAULT.asDryRun(), event -> {}).poll(world.discovered());

        assertThat(polled.changes()).isEmpty();
        assertThat(polled.applications().get(0).images())
                .extracting(image -> image.state().verdict())
                .containsExactly(Verdict.CANNOT_START, Verdict.LIVE);
    }

    @Test
    public void aValueThatNoManifestUsesIsNoSuccess() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = frontend("frontend.tga", "");

        ApplicationReport report = world.run(requests, world.connections(), impatient())
                .applications()
                .get(0);

        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
        assertThat(report.rollout().failure().reason()).isEqualTo(Reason.NOT_LIVE);
        assertThat(report.rollout().failure().message())
                .contains(
                        "Synced, but frontend still runs main-0000000 in Deployment/frontend: the value frontend.tga has no effect there");
        assertThat(report.images().get(0).state().verdict()).isEqualTo(Verdict.DRIFTED);
        ApplicationReport again = world.run(requests, world.connections(), impatient())
                .applications()
                .get(0);
        assertThat(again.failures()).as("not in later runs either").isNotEmpty();
    }

    @Test
    public void aParameterThatIsSetAndNotLiveIsNoSuccess() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = frontend("frontend.tga", "writeBack: argocd");
        world.run(requests, world.connections(), withoutWaiting());

        ApplicationReport again = world.run(requests, world.connections(), impatient())
                .applications()
                .get(0);

        assertThat(again.writeBack()).isInstanceOf(WriteBackReport.NothingToSet.class);
        assertThat(again.failures())
                .extracting(FailureReport::reason)
                .as("of a run that finds the parameter set")
                .containsExactly(Reason.NOT_LIVE);
    }
}

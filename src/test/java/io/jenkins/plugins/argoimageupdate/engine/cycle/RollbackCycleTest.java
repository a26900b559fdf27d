package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.RolloutSlots;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/** Earlier versions are written on purpose, against a real Git repository. */
public class RollbackCycleTest {

    private static final String OLD = "main-0000000";
    private static final String NEWER = "main-c0ffee1";

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void oneImageGoesBackAndIsRolledOutWhileTheOtherStays() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);

        ApplicationReport report =
                rollback(versions("frontend", OLD)).applications().get(0);

        assertThat(report.failures()).isEmpty();
        assertThat(report.rollout().health()).isEqualTo("Healthy");
        assertThat(report.images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.UPDATED, ImageReport.Outcome.CURRENT);
        assertThat(report.images().get(0).from().tag()).isEqualTo(NEW);
        assertThat(report.images().get(0).to().tag()).isEqualTo(OLD);
        assertThat(report.images().get(1).to().tag()).isEqualTo(NEW);
        assertThat(world.demo().override()).containsOnlyOnce(OLD).containsOnlyOnce(NEW);
        assertThat(report.writeBack().content().orElseThrow().message()).isEqualTo("""
                build: rollback of example

                rolls back image lyzhang1999/frontend tag 'main-b99bc73' to 'main-0000000'

                Rolled back to build #1 by Jane Doe: it loses orders
                """);
    }

    @Test
    public void aCommitTellsTheVersionsOfAllItsImages() throws Exception {
        world.pushBoth();
        String first = commit(world.run(CycleOptions.DEFAULT));
        pushNewer();
        world.run(CycleOptions.DEFAULT);
        int commits = world.demo().commits();

        CycleReport report = rollback(new Source.Commit(first));

        assertThat(report.allFailures()).isEmpty();
        assertThat(report.changes()).hasSize(2);
        assertThat(world.demo().override()).contains(NEW).doesNotContain(NEWER);
        assertThat(world.demo().commits()).isEqualTo(commits + 1);
    }

    @Test
    public void aCommitIsReadThatNobodyHasFetchedYet() throws Exception {
        world.pushBoth();
        String first = commit(world.run(CycleOptions.DEFAULT));
        pushNewer();
        world.run(CycleOptions.DEFAULT);

        UpdateCycle elsewhere = new UpdateCycle(
                FixedConnections.engine(world.directory().resolve("elsewhere")),
                world.connections(),
                CycleOptions.DEFAULT,
                event -> {});
        elsewhere.rollback(world.discovered(), rollbackTo(new Source.Commit(first)));

        assertThat(world.demo().override()).contains(NEW).doesNotContain(NEWER);
    }

    @Test
    public void aCommitThatTheRepositoryDoesNotHaveIsAnErrorThatSaysWhatToDo() throws Exception {
        assertThatThrownBy(() -> rollback(new Source.Commit("ab".repeat(20))))
                .isInstanceOf(UpdateException.class)
                .hasMessageContaining(
                        "there is no such commit, or the server gives none by its ID. Name the versions instead");
        assertThatThrownBy(() -> rollback(new Source.Commit("ababab")))
                .hasMessageContaining("it is no commit ID. Give at least 7 characters of it");
        assertThatThrownBy(() -> rollback(new Source.Commit("abababa")))
                .hasMessageContaining("no commit of branch main begins so, of those that were looked at."
                        + " Give all 40 characters of it");
    }

    @Test
    public void theBeginningOfACommitIsEnoughAlsoWhereNobodyHasFetchedIt() throws Exception {
        world.pushBoth();
        String first = commit(world.run(CycleOptions.DEFAULT));
        pushNewer();
        world.run(CycleOptions.DEFAULT);

        UpdateCycle elsewhere = new UpdateCycle(
                FixedConnections.engine(world.directory().resolve("elsewhere")),
                world.connections(),
                CycleOptions.DEFAULT,
                event -> {});
        elsewhere.rollback(
                world.discovered(),
                rollbackTo(new Source.Commit(first.substring(0, 7).toUpperCase(Locale.ROOT))));

        assertThat(world.demo().override()).contains(NEW).doesNotContain(NEWER);
    }

    @Test
    public void imagesThatTheCommitDoesNotNameAreSaidToStay() throws Exception {
        world.pushBoth();
        List<WatchRequest> frontend = CycleWorld.frontend("frontend.tag", "");
        String first = commit(world.run(frontend, world.connections(), CycleOptions.DEFAULT));
        pushNewer();
        world.run(CycleOptions.DEFAULT);

        CycleReport report = rollback(new Source.Commit(first));

        assertThat(report.changes()).extracting(ImageReport::name).containsExactly("frontend");
        assertThat(report.warnings()).contains("backend of example: stays as it is: build #1 has no version of it");
    }

    @Test
    public void aRollbackCountsAmongTheRolloutsOfItsServer() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);
        RolloutSlots slots = world.engine().rollouts();
        List<Integer> counted = new ArrayList<>();

        world.cycle(CycleOptions.DEFAULT, event -> {
                    if (event instanceof CycleEvent.RolloutBegan) {
                        counted.add(slots.others("demo", "argocd/other"));
                    }
                })
                .rollback(world.discovered(), rollbackTo(versions("frontend", OLD)));

        assertThat(counted).containsExactly(1);
        assertThat(slots.others("demo", "argocd/other")).as("it has ended").isZero();
    }

    @Test
    public void whatIsThereAlreadyIsNotWrittenAgain() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);
        int commits = world.demo().commits();

        ApplicationReport report =
                rollback(versions("frontend", NEW)).applications().get(0);

        assertThat(report.changes()).isEmpty();
        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.NothingToCommit.class);
        assertThat(world.demo().commits()).isEqualTo(commits);
    }

    @Test
    public void whatGitSaysCountsWhereTheClusterHasNotFollowedYet() throws Exception {
        world.pushBoth();
        world.demo().holdSyncs(true);
        world.run(CycleWorld.withoutWaiting());

        CycleReport report = world.cycle(CycleWorld.withoutWaiting())
                .rollback(world.discovered(), rollbackTo(versions("frontend", OLD)));

        assertThat(report.changes()).hasSize(1);
        assertThat(world.demo().override()).containsOnlyOnce(OLD).containsOnlyOnce(NEW);
    }

    @Test
    public void aTagThatTheRegistryDoesNotHaveIsAnErrorBeforeAnythingIsWritten() throws Exception {
        int commits = world.demo().commits();

        assertThatThrownBy(() -> rollback(
                        new Source.Versions(List.of(version("frontend", OLD), version("backend", "main-gone")), true)))
                .hasMessageContaining("roll back to lyzhang1999/backend:main-gone")
                .hasMessageContaining("the registry does not have it any more");
        assertThat(world.demo().commits()).isEqualTo(commits);
    }

    @Test
    public void anImageThatIsNotWatchedIsAnErrorWhereSomebodyNamesItAndElseOnlySaid() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);

        assertThatThrownBy(() -> rollback(versions("frontent", OLD)))
                .hasMessageContaining("no image is watched as frontent. These are: frontend, backend");
        CycleReport report =
                rollback(new Source.Versions(List.of(version("frontend", OLD), version("gone", "main-1")), false));

        assertThat(report.warnings())
                .contains("gone: not watched any more, so it stays as it is in the rollback to build #1");
        assertThat(report.changes()).hasSize(1);
    }

    @Test
    public void theParametersOfTheApplicationGoBackToo() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = CycleWorld.frontend("frontend.tag", "writeBack: argocd");
        world.run(requests, world.connections(), CycleOptions.DEFAULT);
        Discovery discovery = new Discoverer(world.connections()).discover(requests);

        ApplicationReport report = world.cycle(CycleOptions.DEFAULT)
                .rollback(discovery, rollbackTo(versions("frontend", OLD)))
                .applications()
                .get(0);

        assertThat(report.failures()).isEmpty();
        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.ParametersSet.class);
        assertThat(report.writeBack().diff()).contains(OLD);
        assertThatThrownBy(() -> world.cycle(CycleOptions.DEFAULT)
                        .rollback(discovery, rollbackTo(new Source.Commit("ab".repeat(20)))))
                .hasMessageContaining("not written to Git, but to its parameters in Argo CD");
    }

    @Test
    public void withoutArgoCdTheFilesGoBack() throws Exception {
        world.pushBoth();
        FixedConnections git = world.connectionsWithoutArgoCd();
        world.run(world.frontendInGit(), git, CycleOptions.DEFAULT);
        Discovery discovery = new Discoverer(git).discover(world.frontendInGit());

        CycleReport report = world.cycle(git, CycleOptions.DEFAULT, event -> {})
                .rollback(discovery, rollbackTo(versions("frontend", OLD)));

        assertThat(report.allFailures()).isEmpty();
        assertThat(report.changes().get(0).from().tag()).isEqualTo(NEW);
        assertThat(report.applications().get(0).writeBack().diff()).contains("+  tag: " + OLD);
    }

    @Test
    public void whatSomebodyHasCommittedSinceIsNotOverwritten() throws Exception {
        world.pushBoth();
        String first = commit(world.run(CycleOptions.DEFAULT));
        pushNewer();
        String second = commit(world.run(CycleOptions.DEFAULT));
        Rollback early = new Rollback(versions("frontend", OLD), "before", "", "", null, Set.of(first));

        CycleReport refused = world.cycle(CycleOptions.DEFAULT).rollback(world.discovered(), early);
        Rollback now = new Rollback(versions("frontend", OLD), "before", "", "", null, Set.of(second));
        CycleReport done = world.cycle(CycleOptions.DEFAULT).rollback(world.discovered(), now);

        assertThat(refused.allFailures().get(0).message())
                .contains("somebody else has committed to it meanwhile: it is at " + second.substring(0, 7));
        assertThat(done.allFailures()).isEmpty();
    }

    @Test
    public void aRollbackOfWhichNobodyTookNoteIsTakenUpWhereItWasPushed() throws Exception {
        world.pushBoth();
        String first = commit(world.run(CycleOptions.DEFAULT));
        Rollback undo = new Rollback(versions("frontend", OLD), "before", "us", "it fails", null, Set.of(first));
        int commits = world.demo().commits();
        assertThatThrownBy(() -> world.cycle(CycleOptions.DEFAULT, endingBeforeTheRollout())
                        .rollback(world.discovered(), undo))
                .hasMessage("the process ends here");
        assertThat(world.demo().commits()).isEqualTo(commits + 1);
        String override = world.demo().override();

        for (Engine engine : List.of(
                world.engine(), FixedConnections.engine(world.directory().resolve("elsewhere")))) {
            CycleReport report = new UpdateCycle(engine, world.connections(), CycleOptions.DEFAULT, event -> {})
                    .rollback(world.discovered(), undo);

            assertThat(report.allFailures()).isEmpty();
            ApplicationReport application = report.applications().get(0);
            assertThat(application.changes()).extracting(ImageReport::name).containsExactly("frontend");
            assertThat(application.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
            assertThat(application.writeBack().diff()).contains("+    value: " + OLD);
            assertThat(application.rollout().health()).isEqualTo("Healthy");
            assertThat(world.demo().override()).isEqualTo(override);
            assertThat(world.demo().commits()).isEqualTo(commits + 1);
        }
    }

    @Test
    public void whatWeHaveCommittedForSomethingElseIsNotTakenForTheRollback() throws Exception {
        world.pushBoth();
        String first = commit(world.run(CycleOptions.DEFAULT));
        rollback(versions("backend", OLD));
        Rollback undo = new Rollback(versions("frontend", OLD), "before", "us", "it fails", null, Set.of(first));

        CycleReport refused = world.cycle(CycleOptions.DEFAULT).rollback(world.discovered(), undo);

        assertThat(refused.allFailures().get(0).message()).contains("somebody else has committed to it meanwhile");
    }

    private static Consumer<CycleEvent> endingBeforeTheRollout() {
        return event -> {
            if (event instanceof CycleEvent.BeforeRollout) {
                throw new IllegalStateException("the process ends here");
            }
        };
    }

    private void pushNewer() {
        world.demo().push(DemoWorld.FRONTEND, NEWER, Instant.now());
        world.demo().push(DemoWorld.BACKEND, NEWER, Instant.now());
    }

    private CycleReport rollback(Source to) throws InterruptedException {
        return world.cycle(CycleOptions.DEFAULT).rollback(world.discovered(), rollbackTo(to));
    }

    private static Rollback rollbackTo(Source to) {
        return new Rollback(to, "build #1", "Jane Doe", "it loses orders");
    }

    private static Source versions(String image, String tag) {
        return new Source.Versions(List.of(version(image, tag)), true);
    }

    private static Version version(String image, String tag) {
        return new Version(image, ImageTag.ofName(tag));
    }

    private static String commit(CycleReport report) {
        return report.applications().get(0).writeBack().revision().orElseThrow();
    }
}

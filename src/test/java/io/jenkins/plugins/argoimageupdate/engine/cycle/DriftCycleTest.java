package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.HoldOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.Committed;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import java.time.Instant;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/** What somebody changed in the cluster by hand is told, or written to Git, and never undone for its own sake. */
public class DriftCycleTest {

    private static final String OLD = "main-0000000";
    private static final String HOTFIX = "hotfix-1";
    private static final GuardedImage FRONTEND =
            new GuardedImage("demo", "argocd", DemoWorld.APPLICATION, "frontend", DemoWorld.FRONTEND);

    @Rule
    public final CycleWorld world = new CycleWorld();

    private FixedConnections connections;

    @Test
    public void itIsToldAndNothingIsWritten() throws Exception {
        changeByHand();
        int commits = world.demo().commits();

        CycleReport report = run(CycleOptions.DEFAULT);

        ImageReport image = frontend(report);
        assertThat(report.allFailures()).isEmpty();
        assertThat(image.outcome()).isEqualTo(Outcome.CURRENT);
        assertThat(image.state().verdict()).isEqualTo(Verdict.DRIFTED);
        Drift drift = image.state().drift();
        assertThat(drift.place()).isEqualTo("Deployment/frontend");
        assertThat(drift.live()).isEqualTo(HOTFIX);
        assertThat(drift.git()).isEqualTo(OLD);
        assertThat(drift.by()).isEqualTo("kubectl-set");
        assertThat(drift.since()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        assertThat(drift.isAdoptable()).isTrue();
        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(world.demo().imageOf("frontend")).isEqualTo(DemoWorld.FRONTEND + ":" + HOTFIX);
        assertThat(world.log())
                .anyMatch(line -> line.contains("frontend lyzhang1999/frontend: main-0000000 is current (")
                        && line.endsWith("), but hotfix-1 runs in Deployment/frontend, changed by kubectl-set; Git says"
                                + " main-0000000"));
    }

    @Test
    public void itIsToldBesideWhatWaits() throws Exception {
        changeByHand();
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now());
        connections().holds().hold(FRONTEND, new Hold(OLD, "Jane Doe", "", Instant.now(), null));

        assertThat(frontend(run(CycleOptions.DEFAULT)).outcome()).isEqualTo(Outcome.WAITING);

        assertThat(world.log())
                .anyMatch(line -> line.endsWith("frontend lyzhang1999/frontend: hotfix-1 runs in Deployment/frontend,"
                        + " changed by kubectl-set; Git says main-0000000"));
    }

    @Test
    public void whatCannotStartIsAFailure() throws Exception {
        breakByHand();

        CycleReport report = run(CycleOptions.DEFAULT);

        assertThat(report.allFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message())
                        .contains("nothing to update, but not healthy")
                        .contains("cannot start"));
        assertThat(frontend(report).state().drift().by()).isEqualTo("kubectl-set");
    }

    @Test
    public void aNewerVersionIsWrittenAsUsual() throws Exception {
        changeByHand();
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now());

        CycleReport report = run(CycleOptions.DEFAULT);

        ImageReport image = frontend(report);
        assertThat(image.from().tag()).isEqualTo(OLD);
        assertThat(image.to().tag()).isEqualTo(NEW);
        assertThat(world.log())
                .anyMatch(line -> line.contains(
                        "takes back what was changed by hand: " + HOTFIX + " runs in Deployment/frontend"));
        assertThat(world.demo().imageOf("frontend")).isEqualTo(DemoWorld.FRONTEND + ":" + NEW);
    }

    @Test
    public void itIsWrittenToGitAndHeld() throws Exception {
        changeByHand();
        world.pushBoth();

        CycleReport report = run(adopting());

        ImageReport image = frontend(report);
        assertThat(report.allFailures()).isEmpty();
        assertThat(image.from().tag()).isEqualTo(OLD);
        assertThat(image.to().tag()).isEqualTo(HOTFIX);
        assertThat(image.state().verdict()).isEqualTo(Verdict.LIVE);
        assertThat(image.state().drift()).isNull();
        assertThat(image.adopted().by()).isEqualTo("kubectl-set");
        assertThat(world.demo().override()).contains(HOTFIX).doesNotContain(NEW);
        Hold hold = connections().holds().of(FRONTEND).orElseThrow();
        assertThat(hold.version()).isEqualTo(HOTFIX);
        assertThat(hold.by()).isEqualTo("shop #7");
        assertThat(hold.why()).startsWith("changed by kubectl-set in Deployment/frontend at ");
        assertThat(((Committed) report.applications().get(0).writeBack())
                        .commit()
                        .message())
                .startsWith("build: adoption of what runs in example\n\nadopts image lyzhang1999/frontend tag"
                        + " 'hotfix-1' in place of 'main-0000000'\n")
                .contains("\n\nAdopted from the cluster by shop #7\nfrontend: changed by kubectl-set in Deployment/");

        CycleReport next = run(adopting());

        assertThat(frontend(next).outcome()).isEqualTo(Outcome.WAITING);
        assertThat(next.changes()).extracting(ImageReport::name).containsExactly("backend");
        assertThat(world.demo().imageOf("frontend")).isEqualTo(DemoWorld.FRONTEND + ":" + HOTFIX);
    }

    @Test
    public void whatMayHaveToBeAdoptedIsNotOverwritten() throws Exception {
        changeByHand();
        world.pushBoth();
        world.demo().hideLiveResources(true);
        int commits = world.demo().commits();

        CycleReport report = run(adopting());

        assertThat(report.allFailures())
                .anySatisfy(failure -> assertThat(failure.message()).contains("failed to get live state"));
        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(world.demo().imageOf("frontend")).isEqualTo(DemoWorld.FRONTEND + ":" + HOTFIX);
        world.demo().hideLiveResources(false);
        run(adopting());
        assertThat(world.demo().override()).contains(HOTFIX);
    }

    @Test
    public void aPollFindsWhatIsToBeAdopted() throws Exception {
        changeByHand();

        CycleReport adopted = poll(adopting());
        CycleReport reported = poll(CycleOptions.DEFAULT);

        assertThat(adopted.changes()).extracting(change -> change.to().tag()).containsExactly(HOTFIX);
        assertThat(connections().holds().of(FRONTEND)).isEmpty();
        assertThat(reported.changes()).isEmpty();
        assertThat(frontend(reported).state().drift()).isNotNull();
    }

    @Test
    public void whileNothingChangesPollsAskOnce() throws Exception {
        poll(CycleOptions.DEFAULT);
        assertThat(world.demo().comparisons()).isZero();
        changeByHand();

        for (int i = 0; i < 5; i++) {
            assertThat(frontend(poll(CycleOptions.DEFAULT)).state().drift()).isNotNull();
        }
        assertThat(world.demo().comparisons()).isEqualTo(1);

        world.demo().setImage("frontend", DemoWorld.FRONTEND + ":hotfix-2");
        assertThat(frontend(poll(CycleOptions.DEFAULT)).state().drift().live()).isEqualTo("hotfix-2");
        assertThat(world.demo().comparisons()).isEqualTo(2);
    }

    @Test
    public void ignoredItIsNotEvenAskedForAndTheNextRunEndsIt() throws Exception {
        changeByHand();
        CycleOptions ignoring = CycleOptions.DEFAULT.with(new DriftSettings(DriftPolicy.IGNORE, ""));

        CycleReport report = poll(ignoring);

        assertThat(frontend(report).state().drift()).isNull();
        assertThat(run(ignoring).allFailures()).isEmpty();
        assertThat(world.demo().comparisons()).isZero();
        assertThat(world.demo().imageOf("frontend")).endsWith(OLD);
    }

    @Test
    public void whatCannotStartIsNotAdopted() throws Exception {
        breakByHand();
        int commits = world.demo().commits();

        CycleReport report = run(adopting());

        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(connections().holds().book().held()).isEmpty();
        assertThat(frontend(report).state().drift().obstacle()).contains("cannot start");
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("It cannot be written to Git: "));
    }

    @Test
    public void anImageThatNobodyWatchesIsNamed() throws Exception {
        world.demo().setImage("postgres", "postgres:17");
        int commits = world.demo().commits();

        CycleReport report = run(adopting());

        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(report.warnings())
                .anyMatch(warning -> warning.contains("postgres:17 runs in Deployment/postgres, changed by kubectl-set;"
                        + " Git says postgres:16. It cannot be written to Git: no watched image is called so"));
    }

    @Test
    public void anotherRepositoryIsNamed() throws Exception {
        world.demo().setImage("frontend", "ghcr.io/else/frontend:1");
        int commits = world.demo().commits();

        CycleReport report = run(adopting());

        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(report.warnings())
                .anyMatch(warning -> warning.contains("ghcr.io/else/frontend:1 runs in Deployment/frontend")
                        && warning.contains("it is another image, and only versions are written"));
    }

    @Test
    public void somebodyCanAskForIt() throws Exception {
        changeByHand();

        CycleReport report = adopt();

        assertThat(frontend(report).to().tag()).isEqualTo(HOTFIX);
        assertThat(report.allFailures()).isEmpty();
        assertThat(world.demo().override()).contains(HOTFIX);
        assertThat(connections().holds().of(FRONTEND).orElseThrow().why()).isEqualTo("orders were lost");
    }

    @Test
    public void whereNothingWasChangedThatIsSaid() {
        assertThatThrownBy(this::adopt)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("write what is live to Git")
                .hasMessageContaining("nothing of example was changed in the cluster by hand");
    }

    @Test
    public void itWaitsWhileSomebodyElseSyncs() throws Exception {
        changeByHand();
        world.demo().holdSyncs(true);
        world.demo().push(DemoWorld.BACKEND, NEW, Instant.now());
        run(CycleWorld.withoutWaiting());
        int commits = world.demo().commits();

        CycleReport report = poll(adopting());

        assertThat(frontend(report).outcome()).isEqualTo(Outcome.CURRENT);
        assertThat(frontend(report).state().drift().obstacle()).isEqualTo("Argo CD is syncing the Application");
        assertThat(world.demo().commits()).isEqualTo(commits);
    }

    @Test
    public void withoutAPlaceForHoldsNothingIsAdopted() throws Exception {
        changeByHand();
        int commits = world.demo().commits();
        FixedConnections holdless = world.connections().withoutHolds();

        assertThatThrownBy(() -> world.run(CycleWorld.example(), holdless, adopting()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keep what is held");

        assertThat(world.demo().commits()).isEqualTo(commits);
    }

    private void changeByHand() {
        world.demo().setImage("frontend", DemoWorld.FRONTEND + ":" + HOTFIX);
        await().until(() -> world.demo().isServing(DemoWorld.FRONTEND + ":" + HOTFIX));
    }

    private void breakByHand() {
        world.demo().breakImage(DemoWorld.FRONTEND, HOTFIX);
        world.demo().setImage("frontend", DemoWorld.FRONTEND + ":" + HOTFIX);
        await().until(() -> frontend(poll(CycleOptions.DEFAULT)).state().verdict() == Verdict.CANNOT_START);
    }

    private static CycleOptions adopting() {
        return CycleOptions.DEFAULT.with(new DriftSettings(DriftPolicy.ADOPT, "shop #7"));
    }

    private CycleReport run(CycleOptions options) throws InterruptedException {
        return world.run(CycleWorld.example(), connections(), options);
    }

    private CycleReport adopt() throws InterruptedException {
        Rollback rollback = new Rollback(
                new Source.Live(), "what is live", "Jane Doe", "orders were lost", new HoldOrder(null), Set.of());
        return world.cycle(connections(), CycleOptions.DEFAULT, event -> {})
                .rollback(new Discoverer(connections()).discover(CycleWorld.example()), rollback);
    }

    private CycleReport poll(CycleOptions options) throws InterruptedException {
        return world.cycle(connections(), options, event -> {})
                .poll(new Discoverer(connections()).discover(CycleWorld.example()));
    }

    private FixedConnections connections() {
        if (connections == null) {
            connections = world.connections();
        }
        return connections;
    }

    private static ImageReport frontend(CycleReport report) {
        ApplicationReport application = report.applications().get(0);
        return application.images().stream()
                .filter(image -> image.name().equals("frontend"))
                .findFirst()
                .orElseThrow();
    }
}

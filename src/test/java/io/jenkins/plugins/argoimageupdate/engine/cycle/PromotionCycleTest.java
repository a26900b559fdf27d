package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.StagesWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.promotion.ApprovedPlan;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotedImage;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Staging on one Argo CD, where all has been healthy for three hours; production on another, in a repository of its own. */
public class PromotionCycleTest {

    private static final String DIGEST = StagesWorld.DIGEST;
    private static final String WATCH = """
            applications:
              - {name: shop-prod, promoteFrom: {application: shop-staging, argocd: staging}, soak: %s}
            images:
              - {alias: web, image: prod/web, helm: {imageName: web.image, imageTag: web.tag}}
              - {alias: api, image: org/api, helm: {imageName: api.image, imageTag: api.tag}}
            git: {branch: main, target: 'helmvalues:/values.yaml'}
            """;

    @Rule(order = 0)
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule(order = 1)
    public final StagesWorld world = new StagesWorld();

    private final List<String> log = new ArrayList<>();
    private Engine engine;

    @Before
    public void start() throws Exception {
        engine = FixedConnections.engine(folder.newFolder().toPath());
    }

    @Test
    public void whatRunsInStagingIsWrittenToProductionTagsAndDigestsAsTheyAre() throws Exception {
        CycleReport report = run(WATCH.formatted("2h"));

        assertThat(report.allFailures()).isEmpty();
        assertThat(world.values()).isEqualTo(StagesWorld.promoted());
        assertThat(report.changes()).extracting(image -> image.to().full()).containsExactly("main-2", "1.5@" + DIGEST);
        assertThat(log).anyMatch(line -> line.contains("web: main-1 → main-2 (promoted from shop-staging)"));
        assertThat(report.applications().get(0).rollout().health()).isEqualTo("Healthy");

        CycleReport again = run(WATCH.formatted("2h"));
        assertThat(again.changes()).isEmpty();
        assertThat(again.applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsOnly(ImageReport.Outcome.CURRENT);
    }

    @Test
    public void theOverrideFileTakesThemToo() throws Exception {
        CycleReport report = run(WATCH.formatted("2h").replace(", target: 'helmvalues:/values.yaml'", ""));

        assertThat(report.allFailures()).isEmpty();
        assertThat(world.override()).contains("value: main-2", "value: 1.5@" + DIGEST);
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void soDoParametersOfTheApplication() throws Exception {
        String api = WATCH.formatted("2h")
                .replace("git: {branch: main, target: 'helmvalues:/values.yaml'}", "writeBack: argocd");
        CycleReport report = run(api);

        assertThat(report.allFailures()).isEmpty();
        assertThat(world.application()).contains("main-2", "1.5@" + DIGEST);
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void aRepositoryWithoutArgoCdTakesTheVersionsOfABuild() throws Exception {
        List<PromotedImage> versions = List.of(
                new PromotedImage("web", ImageReference.parseRunning("org/web:main-2"), null, Map.of()),
                new PromotedImage("", ImageReference.parseRunning("org/api:1.5@" + DIGEST), null, Map.of()));
        Connections withoutArgoCd = FixedConnections.anonymous(URI.create("http://127.0.0.1:1"), null);
        List<WatchRequest> requests = requests(
                WATCH.formatted("0s").replace("branch: main", "url: '" + world.repository() + "', branch: main"),
                new Release(new Promotion.OfVersions("build 42", versions), null));

        CycleReport report = new UpdateCycle(engine, withoutArgoCd, CycleOptions.DEFAULT, new ProgressLog(log::add))
                .run(new Discoverer(withoutArgoCd).discover(requests));

        assertThat(report.allFailures()).isEmpty();
        assertThat(world.values()).isEqualTo(StagesWorld.promoted());
    }

    @Test
    public void anApplicationIsNotPromotedFromItself() throws Exception {
        CycleReport report = run(
                WATCH.formatted("2h").replace("application: shop-staging, argocd: staging", "application: shop-prod"));

        assertThat(report.allFailures())
                .extracting(FailureReport::message)
                .isNotEmpty()
                .allSatisfy(
                        message -> assertThat(message)
                                .isEqualTo(
                                        "promote to the Application shop-prod: promoteFrom names that Application itself. Name the one before it"));
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void aPollTellsWhatWouldBePromotedAndWritesNothing() throws Exception {
        UpdateCycle cycle = new UpdateCycle(engine, connections(), CycleOptions.DEFAULT.asDryRun(), event -> {});
        CycleReport polled = cycle.poll(
                new Discoverer(connections()).discover(WatchFile.parse("watch.yaml", WATCH.formatted("2h"))));

        assertThat(polled.changes()).hasSize(2);
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void itWaitsUntilStagingHasBeenHealthyForLongEnough() throws Exception {
        String before = world.values();

        CycleReport report = run(WATCH.formatted("1d"));

        ApplicationReport production = report.applications().get(0);
        assertThat(production.images()).allSatisfy(image -> {
            Wait reason = image.waiting().reason();
            assertThat(reason.cause()).isEqualTo(Wait.Cause.SOAK);
            assertThat(reason.explanation())
                    .matches("healthy in shop-staging for (2 h 59 min|3 h( \\d+ min)?) of 24 h");
            assertThat(reason.until()).isAfter(report.finished());
        });
        assertThat(report.allFailures()).isEmpty();
        assertThat(world.values()).isEqualTo(before);
    }

    @Test
    public void itWaitsWhileStagingIsSyncing() throws Exception {
        world.addHeld("shop-held");

        CycleReport report = run(WATCH.formatted("0s").replace("shop-staging", "shop-held"));

        assertThat(report.applications().get(0).images())
                .extracting(ImageReport::detail)
                .containsExactly(
                        "no pod of shop-held has org/web now; shop-held is being synced",
                        "no pod of shop-held has org/api now; shop-held is being synced");
    }

    @Test
    public void whatDoesNotMatchIsSaidAndTheRestIsPromoted() throws Exception {
        CycleReport report = run("""
                applications: [{name: shop-prod, promoteFrom: {application: shop-staging, argocd: staging}}]
                images:
                  - {alias: webb, image: prod/web, helm: {imageName: web.image, imageTag: web.tag}}
                  - {alias: api, image: org/api, helm: {imageName: api.image, imageTag: api.tag}}
                git: {branch: main, target: 'helmvalues:/values.yaml'}
                """);

        assertThat(report.applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.SKIPPED, ImageReport.Outcome.UPDATED);
        assertThat(report.warnings())
                .anyMatch(line -> line.contains("webb")
                        && line.contains(
                                "not promoted: shop-staging has no image called webb, and no prod/web; there are"))
                .anyMatch(line -> line.contains("shop-staging also has web=org/web:main-2"));
    }

    @Test
    public void aSourceThatIsNotThereFailsItsTargets() throws Exception {
        CycleReport report =
                run(WATCH.formatted("0s").replace("application: shop-staging", "application: shop-stagin"));

        assertThat(report.allFailures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.message()).contains("shop-stagin"));
        assertThat(report.changes()).isEmpty();
    }

    @Test
    public void versionsThatAreGivenAreWrittenWithoutAskingAnybody() throws Exception {
        Promotion build = new Promotion.OfVersions(
                "build 42",
                List.of(new PromotedImage("web", ImageReference.parseRunning("org/web:main-0"), null, Map.of())));

        CycleReport report = run(requests(WATCH.formatted("0s"), new Release(build, null)));

        assertThat(report.changes()).extracting(image -> image.to().tag()).containsExactly("main-0");
        assertThat(world.values()).contains("tag: main-0} # pinned");
    }

    @Test
    public void onlyWhatWasApprovedIsWritten() throws Exception {
        List<WatchRequest> asked = WatchFile.parse("watch.yaml", WATCH.formatted("0s"));
        Promotion from = asked.get(0).release().from();
        CycleReport plan = new UpdateCycle(engine, connections(), CycleOptions.DEFAULT.asDryRun(), event -> {})
                .run(new Discoverer(connections()).discover(asked));
        Set<String> approved = Set.copyOf(plan.applications().get(0).images().stream()
                .flatMap(image -> image.approval("shop-prod").stream())
                .toList());
        assertThat(approved).contains("shop-prod/web main-1 → main-2");

        CycleReport refused = run(requests(
                WATCH.formatted("0s"), new Release(from, new ApprovedPlan(Set.of("shop-prod/web main-1 → main-2")))));
        assertThat(refused.changes()).isEmpty();
        assertThat(refused.applications().get(0).images()).allSatisfy(image -> {
            assertThat(image.waiting().reason().cause()).isEqualTo(Wait.Cause.APPROVAL);
            assertThat(image.detail())
                    .isEqualTo("what would be written now was not approved: shop-prod/api 1.4 → 1.5@" + DIGEST
                            + "; approved was shop-prod/web main-1 → main-2");
        });

        assertThat(run(requests(WATCH.formatted("0s"), new Release(from, new ApprovedPlan(approved))))
                        .changes())
                .hasSize(2);
    }

    private static List<WatchRequest> requests(String watchFile, Release release) {
        return WatchFile.parse("watch.yaml", watchFile).stream()
                .map(request -> request.with(release))
                .toList();
    }

    private CycleReport run(String watchFile) throws Exception {
        return run(WatchFile.parse("watch.yaml", watchFile));
    }

    private CycleReport run(List<WatchRequest> requests) throws Exception {
        return new UpdateCycle(engine, connections(), CycleOptions.DEFAULT, new ProgressLog(log::add))
                .run(new Discoverer(connections()).discover(requests));
    }

    /** No registry can be reached. */
    private Connections connections() {
        return new TwoServers(
                new ArgoCdClient(server("production", world.production()), FixedConnections.connector()),
                new ArgoCdClient(server("staging", world.staging()), FixedConnections.connector()));
    }

    private static ArgoCdServer server(String name, URI argocd) {
        ArgoCdServer demo = FixedConnections.demo(argocd, StagesWorld.TOKEN);
        return new ArgoCdServer(name, demo.url(), demo.trust(), demo.credentials());
    }

    private record TwoServers(ArgoCdClient production, ArgoCdClient staging) implements Connections {

        @Override
        public RegistryEndpoint registry(ImageReference image) {
            throw new AssertionError("No registry is asked of " + image);
        }

        @Override
        public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) {
            throw new AssertionError("No registry is asked of " + image);
        }

        @Override
        public GitRemote repository(String url, String credentials) {
            return FixedConnections.anonymous(url);
        }

        @Override
        public boolean hasArgoCd() {
            return true;
        }

        @Override
        public ArgoCdClient argocd(String server) {
            return server.equals("staging") ? staging : production;
        }
    }
}

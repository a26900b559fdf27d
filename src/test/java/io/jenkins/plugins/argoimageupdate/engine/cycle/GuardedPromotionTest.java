package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules;
import io.jenkins.plugins.argoimageupdate.demo.StagesWorld;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.promotion.ApprovedPlan;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotedImage;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is promoted is kept back by the same guards as what a registry has. */
public class GuardedPromotionTest {

    private static final String WATCH = """
            applications: [shop-prod]
            guards: {%s}
            images:
              - {alias: web, image: prod/web, strategy: newest-build, helm: {imageName: web.image, imageTag: web.tag}}
              - {alias: api, image: org/api, helm: {imageName: api.image, imageTag: api.tag}}
            git: {branch: main, target: 'helmvalues:/values.yaml'}
            """;

    @Rule(order = 0)
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule(order = 1)
    public final StagesWorld world = new StagesWorld();

    private final List<String> log = new ArrayList<>();
    private EmbeddedRegistry registry;
    private FixedConnections connections;
    private Engine engine;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        connections = FixedConnections.anonymous(
                registry.address(), FixedConnections.demo(world.production(), StagesWorld.TOKEN));
        engine = FixedConnections.engine(folder.newFolder().toPath());
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void whatNeedsApprovalWaitsForIt() throws Exception {
        CycleReport report = run("approve: [any]", null, "main-2", "1.5");

        assertThat(causes(report)).containsExactly(Cause.APPROVAL, Cause.APPROVAL);
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
        assertThat(causes(run("approve: ['regexp:^main']", null, "main-2", "1.5")))
                .containsExactly(Cause.APPROVAL);
        assertThat(world.values()).contains("main-1", "1.5");
    }

    @Test
    public void whoApprovesThePlanIsNotAskedForTheTagsAgain() throws Exception {
        CycleReport plan = run("approve: [any]", null, CycleOptions.DEFAULT.asDryRun(), "main-2", "1.5");
        Set<String> approved = plan.applications().get(0).images().stream()
                .flatMap(image -> image.approval("shop-prod").stream())
                .collect(Collectors.toSet());
        assertThat(approved)
                .containsExactlyInAnyOrder("shop-prod/web main-1 \u2192 main-2", "shop-prod/api 1.4 \u2192 1.5");

        CycleReport other = run("approve: [any]", new ApprovedPlan(approved), "main-3", "1.5");
        assertThat(causes(other)).containsExactly(Cause.APPROVAL, Cause.APPROVAL);
        assertThat(other.changes()).isEmpty();

        CycleReport report = run("approve: [any]", new ApprovedPlan(approved), "main-2", "1.5");
        assertThat(report.changes()).hasSize(2);
        assertThat(world.values()).contains("main-2", "1.5");
    }

    @Test
    public void tooBigAStepWaitsAndWhereATagIsNoVersionAWarningSaysThatThereIsNone() throws Exception {
        CycleReport report = run("maxStep: patch", null, "main-2", "1.5");

        assertThat(causes(report)).containsExactly(Cause.MAX_STEP);
        assertThat(world.values()).contains("main-2", "1.4");
        assertThat(report.warnings())
                .containsExactly("web of shop-prod: maxStep 'patch' has no effect: the tag main-2 is no version");
        assertThat(report.applications().get(0).warnings()).hasSize(1);
    }

    @Test
    public void aStepBackWaitsIfItIsNotAllowed() throws Exception {
        registry.content().push("prod/web", "main-0", Instant.now().minus(Duration.ofHours(2)));
        registry.content().push("prod/web", "main-1", Instant.now().minus(Duration.ofHours(1)));

        CycleReport report = run("allowDowngrade: false", null, "main-0", "1.3");

        assertThat(causes(report)).containsExactly(Cause.DOWNGRADE, Cause.DOWNGRADE);
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
        assertThat(run("", null, "main-0", "1.3").changes()).hasSize(2);
    }

    @Test
    public void whatIsTooYoungWaitsByTheDateThatItsRegistryHas() throws Exception {
        registry.content().push("prod/web", "main-2", Instant.now());
        registry.content().push("org/api", "1.5", Instant.now().minus(Duration.ofDays(2)));

        CycleReport report = run("minimumAge: 1d", null, "main-2", "1.5");

        assertThat(causes(report)).containsExactly(Cause.MINIMUM_AGE);
        assertThat(report.applications()
                        .get(0)
                        .images()
                        .get(0)
                        .waiting()
                        .reason()
                        .until())
                .isNotNull();
        assertThat(world.values()).contains("main-1", "1.5");
    }

    @Test
    public void aRegistryThatDoesNotTellTheAgeFailsTheImageAlone() throws Exception {
        registry.content().push("org/api", "1.5", Instant.now().minus(Duration.ofDays(2)));
        registry.rules().fail(".*/prod/web/.*", 1_000, RegistryRules.Fault.status(500));

        CycleReport report = run("minimumAge: 1d", null, "main-2", "1.5");

        assertThat(report.allFailures()).hasSize(1);
        assertThat(report.allFailures().get(0).message()).contains("prod/web");
        assertThat(world.values()).contains("main-1", "1.5");
    }

    @Test
    public void whatSomebodyRevertedIsNotPromotedAgainAndTheNextVersionIs() throws Exception {
        RealPrograms.requireAll("git");
        run("", null, "main-2", "1.5");
        Path clone = folder.getRoot().toPath().resolve("clone");
        git(folder.getRoot().toPath(), "clone", "--quiet", world.repository(), clone.toString());
        git(clone, "revert", "--no-edit", "HEAD");
        git(clone, "push", "--quiet", "origin", "HEAD:main");
        ApplicationRef production = new ApplicationRef("shop-prod", "argocd", "");
        await().until(() -> connections
                .argocd("")
                .refresh(production, false)
                .application()
                .observed()
                .liveImages()
                .contains("prod/web:main-1"));

        CycleReport again = run("", null, "main-2", "1.5");
        assertThat(causes(again)).containsExactly(Cause.ROLLED_BACK, Cause.ROLLED_BACK);
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);

        assertThat(causes(run("", null, "main-3", "1.5"))).containsExactly(Cause.ROLLED_BACK);
        assertThat(world.values()).contains("main-3", "1.4");
    }

    @Test
    public void whatIsHeldIsNotPromoted() throws Exception {
        connections
                .holds()
                .hold(
                        new GuardedImage("demo", "argocd", "shop-prod", "web", "prod/web"),
                        new Hold("main-1", "Jane Doe", "", Instant.now(), null));
        assertThat(causes(run("", null, "main-2", "1.5"))).containsExactly(Cause.HELD);
        assertThat(world.values()).contains("main-1", "1.5");
    }

    private static void git(Path directory, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Jane Doe", "-c", "user.email=jane@example.com"));
        command.addAll(List.of(arguments));
        RealPrograms.run(directory, command);
    }

    private static List<Cause> causes(CycleReport report) {
        return report.applications().get(0).images().stream()
                .filter(image -> image.outcome() == ImageReport.Outcome.WAITING)
                .map(image -> image.waiting().reason().cause())
                .toList();
    }

    private CycleReport run(String guards, @Nullable ApprovedPlan only, String web, String api) throws Exception {
        return run(guards, only, CycleOptions.DEFAULT, web, api);
    }

    private CycleReport run(String guards, @Nullable ApprovedPlan only, CycleOptions options, String web, String api)
            throws Exception {
        Release release = new Release(
                new Promotion.OfVersions(
                        "build 42", List.of(version("web", "org/web:" + web), version("api", "org/api:" + api))),
                only);
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", WATCH.formatted(guards)).stream()
                .map(request -> request.with(release))
                .toList();
        return new UpdateCycle(engine, connections, options, new ProgressLog(log::add))
                .run(new Discoverer(connections).discover(requests));
    }

    private static PromotedImage version(String alias, String image) {
        return new PromotedImage(alias, ImageReference.parseRunning(image), null, Map.of());
    }
}

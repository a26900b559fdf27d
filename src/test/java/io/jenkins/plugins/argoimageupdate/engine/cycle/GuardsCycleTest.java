package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.guard.RolloutSlots;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Whole runs in which guards keep versions back. */
public class GuardsCycleTest {

    private static final String NEVER = "windows: [{kind: deny, schedule: '* * * * *', duration: 1h}]";
    private static final Instant HOURS_AGO = Instant.now().minus(Duration.ofHours(3));

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void aTagThatIsTooYoungWaitsAndTheNewestThatIsOldEnoughIsWritten() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, "main-aaaaaaa", HOURS_AGO);
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now());

        ImageReport first = run("minimumAge: 1h");
        assertThat(first.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(first.to().tag()).isEqualTo("main-aaaaaaa");
        assertThat(first.notYet().next().tag()).isEqualTo(NEW);
        assertThat(world.demo().override()).contains("main-aaaaaaa").doesNotContain(NEW);
        assertThat(world.log())
                .anyMatch(line -> line.contains("main-0000000 → main-aaaaaaa"))
                .anyMatch(line -> line.contains("frontend: " + NEW + " waits: " + NEW + " was built at ")
                        && line.contains(". Not before "));

        int commits = world.demo().commits();
        ImageReport second = run("minimumAge: 1h");
        assertThat(second.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(second.to().tag()).isEqualTo("main-aaaaaaa");
        assertThat(second.waiting().next().tag()).isEqualTo(NEW);
        assertThat(second.waiting().reason().cause()).isEqualTo(Cause.MINIMUM_AGE);
        assertThat(second.waiting().reason().until()).isAfter(Instant.now());
        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(world.log())
                .anyMatch(line -> line.contains("main-aaaaaaa stays, " + NEW + " waits: " + NEW + " was built at "));

        assertThat(run("minimumAge: 0s").to().tag()).isEqualTo(NEW);
    }

    @Test
    public void nothingIsWrittenOutsideOfTheWindowsAndNothingHasFailed() throws Exception {
        world.pushBoth();
        int commits = world.demo().commits();

        CycleReport report = world.run(guarded(NEVER), world.connections(), CycleOptions.DEFAULT);

        assertThat(report.allFailures()).isEmpty();
        assertThat(image(report).waiting().reason().cause()).isEqualTo(Cause.WINDOW);
        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(run("windows: [{kind: allow, schedule: '* * * * *', duration: 1h}]")
                        .outcome())
                .isEqualTo(Outcome.UPDATED);
    }

    @Test
    public void aPollFindsWhatWaitsToo() throws Exception {
        world.pushBoth();
        CycleReport report = world.cycle(CycleOptions.DEFAULT.asDryRun())
                .poll(new Discoverer(world.connections()).discover(guarded(NEVER)));
        assertThat(report.changes()).isEmpty();
        assertThat(image(report).outcome()).isEqualTo(Outcome.WAITING);
    }

    @Test
    public void anApprovedTagIsWritten() throws Exception {
        world.pushBoth();
        assertThat(run("approve: ['regexp:^main']").waiting().reason().cause()).isEqualTo(Cause.APPROVAL);
        List<WatchRequest> approved = guarded("approve: ['regexp:^main']").stream()
                .map(request -> request.approving(List.of(NEW)))
                .toList();
        CycleReport report = world.run(approved, world.connections(), CycleOptions.DEFAULT);
        assertThat(image(report).to().tag()).isEqualTo(NEW);
    }

    @Test
    public void anImageDecidesBeforeItsApplicationAndThatBeforeTheFile() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                guards: {windows: [{kind: deny, schedule: '* * * * *', duration: 1h}], minimumAge: 1h}
                applications:
                  - name: example
                    guards: {minimumAge: 0s}
                    images:
                      - alias: frontend
                        image: lyzhang1999/frontend
                        strategy: newest-build
                        allowTags: 'regexp:^main'
                        guards: {windows: [{kind: allow, schedule: '* * * * *', duration: 1h}]}
                        helm: {imageName: frontend.image, imageTag: frontend.tag}
                      - alias: backend
                        image: lyzhang1999/backend
                        strategy: newest-build
                        allowTags: 'regexp:^main'
                        helm: {imageName: backend.image, imageTag: backend.tag}
                """);

        ApplicationReport report = world.run(requests, world.connections(), CycleOptions.DEFAULT)
                .applications()
                .get(0);

        assertThat(report.images()).extracting(ImageReport::outcome).containsExactly(Outcome.UPDATED, Outcome.WAITING);
        assertThat(report.images().get(1).waiting().reason().cause()).isEqualTo(Cause.WINDOW);
    }

    @Test
    public void withoutArgoCdTheRepositorySaysWhatTheStepBeginsWith() throws Exception {
        for (String tag : List.of("3.0.0", "3.1.0", "4.0.0")) {
            world.demo().push(DemoWorld.FRONTEND, tag, HOURS_AGO);
        }
        assertThat(inGit("").to().tag()).isEqualTo("3.0.0");
        ImageReport minor = inGit("maxStep: minor, minimumAge: 1h");
        assertThat(minor.to().tag()).isEqualTo("3.1.0");
        assertThat(minor.notYet().next().tag()).isEqualTo("4.0.0");
        assertThat(inGit("maxStep: minor, minimumAge: 1h").outcome()).isEqualTo(Outcome.WAITING);
    }

    private ImageReport inGit(String guards) throws InterruptedException {
        String constraint = guards.isEmpty() ? "3.0.0" : "'*'";
        List<WatchRequest> requests = WatchFile.parse(
                "watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: semver, constraint: %s,
                     helm: {imageName: frontend.image, imageTag: frontend.tag}, guards: {%s}}
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """.formatted(constraint, guards, world.demo().repository()));
        return image(world.run(requests, world.connectionsWithoutArgoCd(), CycleOptions.DEFAULT));
    }

    @Test
    public void noMoreRolloutsGoOnAtAServerThanAllowed() throws Exception {
        world.pushBoth();
        RolloutSlots slots = world.engine().rollouts();
        slots.begin("demo", "argocd/other", 0);

        ImageReport waiting = run("maxRollouts: 1");
        assertThat(waiting.waiting().reason().cause()).isEqualTo(Cause.ROLLOUTS);
        assertThat(waiting.detail()).isEqualTo("1 other rollout at demo is under way (maxRollouts: 1)");
        assertThat(waiting.waiting().reason().until()).isAfter(Instant.now());

        assertThat(run("maxRollouts: 2").outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(slots.others("demo", "argocd/other"))
                .as("this one has ended")
                .isZero();
    }

    @Test
    public void whatIsNotRolledOutAtOnceWaitsForNoRollout() throws Exception {
        world.pushBoth();
        world.engine().rollouts().begin("demo", "argocd/other", 0);
        List<WatchRequest> onABranch =
                CycleWorld.frontend("frontend.tag", "git: {branch: 'main:update'}\nguards: {maxRollouts: 1}");

        CycleReport report = world.run(onABranch, world.connections(), CycleOptions.DEFAULT);

        assertThat(image(report).outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(world.engine().rollouts().others("demo", "argocd/none")).isEqualTo(1);
    }

    @Test
    public void whereGitHasATagThatNothingIsKnownOfNothingWaitsForIt() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, NEW, HOURS_AGO);
        String watch = """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:%s',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}, guards: {%s}}
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """;
        assertThat(inGit(watch, "^main", "").to().tag()).isEqualTo(NEW);
        world.demo().push(DemoWorld.FRONTEND, "release-2", HOURS_AGO);

        ImageReport young = inGit(watch, "^release", "minimumAge: 1d");
        assertThat(young.waiting().reason().explanation())
                .startsWith("release-2 was built at ")
                .endsWith("and is too young (minimumAge: 1d)");
        assertThat(young.waiting().reason().until()).isAfter(Instant.now());
        assertThat(inGit(watch, "^release", "allowDowngrade: false").to().tag()).isEqualTo("release-2");
    }

    private ImageReport inGit(String watch, String allow, String guards) throws InterruptedException {
        List<WatchRequest> requests = WatchFile.parse(
                "watch.yaml", watch.formatted(allow, guards, world.demo().repository()));
        return image(world.run(requests, world.connectionsWithoutArgoCd(), CycleOptions.DEFAULT));
    }

    private ImageReport run(String guards) throws InterruptedException {
        return image(world.run(guarded(guards), world.connections(), CycleOptions.DEFAULT));
    }

    private static ImageReport image(CycleReport report) {
        assertThat(report.allFailures()).isEmpty();
        return report.applications().get(0).images().get(0);
    }

    private static List<WatchRequest> guarded(String guards) {
        return CycleWorld.frontend("frontend.tag", "guards: {" + guards + "}");
    }
}

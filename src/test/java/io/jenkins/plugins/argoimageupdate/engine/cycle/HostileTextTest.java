package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.Summary;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileAnswers;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileProxy;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs against servers which put text that forges or hides something wherever they can. */
public class HostileTextTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ROUNDS = Integer.getInteger("argoimageupdate.hostile.rounds", 10);

    /** What may have several lines. */
    private static final Set<String> BLOCKS = Set.of("diff", "message");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private DemoWorld world;
    private Path directory;

    @Before
    public void startTheWorld() throws Exception {
        world = DemoWorld.start();
        directory = folder.newFolder().toPath();
    }

    @After
    public void endTheWorld() {
        world.close();
    }

    @Test
    public void aTagOutsideTheGrammarIsDroppedWithANote() throws Exception {
        String hostile = "main-zzz$(touch /tmp/pwned)\u001B[31m\n\nSigned-off-by: Mallory <m@evil.example>";
        world.push(DemoWorld.FRONTEND, "main-b99bc73", Instant.now().minusSeconds(60));
        world.push(DemoWorld.FRONTEND, hostile, Instant.now());

        ImageReport image = run(world.argocd(), world.registry(), "name:alphabetical", log::add)
                .applications()
                .get(0)
                .images()
                .get(0);

        assertThat(image.to().tag()).isEqualTo("main-b99bc73");
        assertThat(image.selection().notes())
                .anyMatch(note -> note.matches("1 of 5 tags is skipped, because its name is not valid for a tag.*"));
        assertThat(image.selection().tags()).noneMatch(tag -> tag.tag().contains("zzz"));
        assertThat(log).allMatch(HostileStrings::isFit);
        assertFitCommits();
    }

    @Test
    public void aLiveTagOutsideTheGrammarIsNotKnown() throws Exception {
        world.push(DemoWorld.FRONTEND, "main-b99bc73", Instant.now());
        CycleReport report;
        try (HostileProxy argocd = new HostileProxy(world.argocd(), (path, answer) -> {
            for (JsonNode images : answer.findValues("images")) {
                for (int i = 0; i < images.size(); i++) {
                    String image = images.get(i).asString("");
                    ((ArrayNode) images).set(i, JSON.valueToTree(image.replace("frontend:", "frontend:\u001B[31m\n")));
                }
            }
            return answer;
        })) {
            report = run(argocd.url(), world.registry(), "", log::add);
        }

        ImageReport image = report.applications().get(0).images().get(0);
        assertThat(image.from().tag()).isEmpty();
        assertThat(report.applications().get(0).warnings())
                .anyMatch(warning -> warning.contains("whose tag is not valid"));
        assertThat(log).allMatch(HostileStrings::isFit);
        assertFitCommits();
    }

    @Test
    public void nothingThatArgoCdSaysIsShownAsItIs() throws Exception {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            world.push(DemoWorld.FRONTEND, "main-" + seed, Instant.now());
            double share = new double[] {0, 0.05, 0.3}[(int) (seed % 3)];
            try (HostileProxy argocd = new HostileProxy(world.argocd(), new HostileAnswers(seed, share))) {
                assertFit(run(argocd.url(), world.registry(), "", log::add), seed);
            }
            assertThat(log).as("log of seed " + seed).allMatch(HostileStrings::isFit);
            assertFitCommits();
        }
    }

    @Test
    public void noErrorOfAServerIsShownAsItIs() throws Exception {
        for (int status : new int[] {400, 401, 403, 404, 409, 412, 500, 503}) {
            HostileStrings hostile = new HostileStrings(status);
            ObjectNode error = JSON.createObjectNode();
            error.putArray("errors")
                    .addObject()
                    .put("code", "DENIED" + HostileStrings.all())
                    .put("message", hostile.next());
            error.put("message", hostile.next()).put("error", HostileStrings.all());
            try (HostileProxy server = HostileProxy.refusing(status, error)) {
                assertFit(run(world.argocd(), server.url(), "", log::add), status);
                assertFit(run(server.url(), world.registry(), "", log::add), status);
            }
        }
        assertThat(log).allMatch(HostileStrings::isFit);
    }

    private CycleReport run(URI argocd, URI registry, String strategy, Consumer<String> lines) throws Exception {
        FixedConnections connections =
                FixedConnections.anonymous(registry, FixedConnections.demo(argocd, DemoWorld.TOKEN));
        Duration soon = Duration.ofMillis(100);
        RolloutSettings rollout = new RolloutSettings(
                true, WaitFor.HEALTHY, Duration.ofSeconds(1), new RolloutLimits(soon, soon, soon, soon, soon, soon));
        CycleOptions options = new CycleOptions(false, CommitSettings.DEFAULT, rollout);
        List<WatchRequest> requests =
                List.of(WatchRequest.ofAnnotations(ApplicationSelector.named(DemoWorld.APPLICATION)));
        if (!strategy.isEmpty()) {
            return runByName(connections, options, lines);
        }
        Discovery discovery = new Discoverer(connections).discover(requests);
        return new UpdateCycle(FixedConnections.engine(directory), connections, options, new ProgressLog(lines))
                .run(discovery);
    }

    private CycleReport runByName(FixedConnections connections, CycleOptions options, Consumer<String> lines)
            throws Exception {
        String file = "applications: [{name: example, images: [{image: " + DemoWorld.FRONTEND
                + ", alias: frontend, strategy: alphabetical, allowTags: 'regexp:^main', helm: {imageName: frontend.image,"
                + " imageTag: frontend.tag}}]}]";
        Discovery discovery = new Discoverer(connections).discover(WatchFile.parse("watch.yaml", file));
        return new UpdateCycle(FixedConnections.engine(directory), connections, options, new ProgressLog(lines))
                .run(discovery);
    }

    private static void assertFit(CycleReport report, long seed) {
        assertThat(HostileStrings.isFit(Summary.of(report)))
                .as("summary of seed " + seed)
                .isTrue();
        assertFit(JSON.valueToTree(report), "report of seed " + seed);
    }

    private static void assertFit(JsonNode node, String path) {
        if (node.isString()) {
            boolean block = BLOCKS.contains(path.substring(path.lastIndexOf('/') + 1));
            String text = block ? node.asString().replaceAll("[\n\t]", "") : node.asString();
            assertThat(HostileStrings.isFit(text)).as(path + ": " + node).isTrue();
        }
        node.properties().forEach(property -> {
            assertThat(HostileStrings.isFit(property.getKey()))
                    .as(path + " key")
                    .isTrue();
            assertFit(property.getValue(), path + "/" + property.getKey());
        });
        if (node.isArray()) {
            node.forEach(element -> assertFit(element, path));
        }
    }

    private void assertFitCommits() throws Exception {
        Path repository = world.directory().resolve("repositories/kubernetes-example-helm.git");
        try (Repository git = new FileRepositoryBuilder()
                        .setGitDir(repository.toFile())
                        .build();
                RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(git.resolve("refs/heads/main")));
            for (RevCommit commit : walk) {
                assertThat(commit.getFullMessage().lines()).allMatch(HostileStrings::isFit);
                assertThat(commit.getFooterLines()).isEmpty();
            }
        }
    }
}

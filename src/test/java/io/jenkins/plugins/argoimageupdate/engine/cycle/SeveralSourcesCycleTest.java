package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Only Git tells which of several sources has an image; what it tells is in the log, also when it is that none or both have it. */
public class SeveralSourcesCycleTest {

    private static final String REPOSITORY = "shop.git";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private EmbeddedGitServer git;
    private EmbeddedRegistry registry;
    private EmbeddedArgoCd argocd;

    @Before
    public void start() throws Exception {
        git = EmbeddedGitServer.start(folder.newFolder().toPath());
        registry = EmbeddedRegistry.start();
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(10)),
                (application, source, revision) ->
                        new ManifestSource.Rendered("a".repeat(40), "Kustomize", List.of(), List.of()));
        for (String image : List.of("org/api", "org/web")) {
            registry.content().push(image, "1.0.0", Instant.EPOCH);
            registry.content().push(image, "1.2.0", Instant.EPOCH);
        }
    }

    @After
    public void stop() {
        argocd.close();
        registry.close();
        git.close();
    }

    @Test
    public void writesWhereTheImageIs() throws Exception {
        deploy("org/web", "org/api");

        ApplicationReport report = run("api=org/api");

        assertThat(report.failures()).isEmpty();
        assertThat(report.writeBack().content().orElseThrow().files()).containsExactly("two/kustomization.yaml");
    }

    @Test
    public void saysThatNoSourceHasAnImage() throws Exception {
        deploy("org/web", "org/web");

        assertThat(run("api=org/api").failures()).hasSize(1);

        assertThat(errors()).singleElement().asString().contains("neither", "/one", "/two");
        assertThat(git.commits(REPOSITORY, "main")).isEqualTo(1);
    }

    @Test
    public void saysThatTwoSourcesHaveAnImage() throws Exception {
        deploy("org/api", "org/api");

        assertThat(run("api=org/api").failures()).hasSize(1);

        assertThat(errors()).singleElement().asString().contains("/one and", "/two");
        assertThat(git.commits(REPOSITORY, "main")).isEqualTo(1);
    }

    @Test
    public void saysSoBesideAnImageThatIsWritten() throws Exception {
        deploy("org/other", "org/api");

        ApplicationReport report = run("api=org/api,web=org/web");

        assertThat(report.images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.UPDATED, ImageReport.Outcome.FAILED);
        assertThat(errors()).singleElement().asString().contains("web org/web", "neither");
    }

    @Test
    public void aRollbackToACommitTakesTheImagesOfAllSources() throws Exception {
        deploy("org/web", "org/api");
        String before = commit(run("web=org/web,api=org/api"));
        registry.content().push("org/web", "1.3.0", Instant.EPOCH);
        registry.content().push("org/api", "1.3.0", Instant.EPOCH);
        run("web=org/web,api=org/api");

        ApplicationReport back = rollBack(new Rollback.Source.Commit(before));

        assertThat(back.failures()).isEmpty();
        assertThat(back.changes()).hasSize(2);
        assertThat(file("one")).contains("newTag: 1.2.0");
        assertThat(file("two")).contains("newTag: 1.2.0");
    }

    @Test
    public void aRollbackWritesWhatGitSaysOtherwiseInEachSource() throws Exception {
        deploy("org/web", "org/api");
        run("web=org/web,api=org/api");
        Rollback.Version version = new Rollback.Version("api", ImageTag.ofName("1.0.0"));

        ApplicationReport back = rollBack(new Rollback.Source.Versions(List.of(version), true));

        assertThat(back.failures()).isEmpty();
        assertThat(back.changes().get(0).from().tag()).isEqualTo("1.2.0");
        assertThat(file("one")).contains("newTag: 1.2.0");
        assertThat(file("two")).contains("newTag: 1.0.0");
        int commits = git.commits(REPOSITORY, "main");
        ApplicationReport again = rollBack(new Rollback.Source.Versions(List.of(version), true));
        assertThat(again.changes()).isEmpty();
        assertThat(git.commits(REPOSITORY, "main")).isEqualTo(commits);
    }

    private ApplicationReport rollBack(Rollback.Source to) throws InterruptedException {
        return cycle().rollback(discover("web=org/web,api=org/api"), new Rollback(to, "before", "Jane Doe", ""))
                .applications()
                .get(0);
    }

    private String file(String source) throws IOException {
        return git.file(REPOSITORY, "main", source + "/kustomization.yaml");
    }

    private static String commit(ApplicationReport report) {
        return report.writeBack().revision().orElseThrow();
    }

    private List<String> errors() {
        return log.stream().filter(line -> line.contains("ERROR")).toList();
    }

    /** Two sources, each of which names one image. */
    private void deploy(String one, String two) throws Exception {
        String url = git.createRepository(
                REPOSITORY, Map.of("one/kustomization.yaml", naming(one), "two/kustomization.yaml", naming(two)));
        argocd.add("""
                {"metadata":{"name":"shop","namespace":"argocd"},"spec":{"project":"default","sources":[
                {"repoURL":"%1$s","path":"one","targetRevision":"main"},
                {"repoURL":"%1$s","path":"two","targetRevision":"main"}],
                "destination":{"server":"https://kubernetes.default.svc","namespace":"shop"}}}""".formatted(url));
        Awaitility.await().until(() -> argocd.application("shop").contains("\"sourceTypes\""));
    }

    private static String naming(String image) {
        return "resources: [app.yaml]\nimages:\n- name: " + image + "\n  newTag: 1.0.0\n";
    }

    private ApplicationReport run(String images) throws InterruptedException {
        return cycle().run(discover(images)).applications().get(0);
    }

    private UpdateCycle cycle() {
        CycleOptions options = new CycleOptions(
                false,
                CommitSettings.DEFAULT,
                new RolloutSettings(false, WaitFor.NONE, Duration.ofMinutes(1), RolloutLimits.DEFAULT));
        return new UpdateCycle(
                FixedConnections.engine(folder.getRoot().toPath().resolve("cache")),
                connections(),
                options,
                new ProgressLog(log::add));
    }

    private Discovery discover(String images) throws InterruptedException {
        return new Discoverer(connections())
                .discover(WatchFile.parse(
                        "watch.yaml",
                        "applications: [shop]\ngit: {branch: main, target: kustomization}\nimages:\n"
                                + entries(images)));
    }

    private Connections connections() {
        return FixedConnections.anonymous(registry.address(), FixedConnections.demo(argocd.url(), "t0ken"));
    }

    private static String entries(String images) {
        StringBuilder entries = new StringBuilder();
        for (String image : images.split(",")) {
            String[] parts = image.split("=");
            entries.append("- {alias: " + parts[0] + ", image: " + parts[1] + ", forceUpdate: true}\n");
        }
        return entries.toString();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whole runs, of which each says what is: over pods that cannot start, writes without effect and images without pods. */
public class EffectCycleTest {

    private static final String REPOSITORY = "shop.git";
    private static final RolloutLimits QUICK = new RolloutLimits(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(20));
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec: {template: {spec: {containers: [{name: main, image: "{{ .Values.%1$s.image }}:{{ .Values.%1$s.tag }}"}]}}}
            """;
    private static final String CRON_JOB = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: %1$s}
            spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: main, image: "{{ .Values.%1$s.image }}:{{ .Values.%1$s.tag }}"}]}}}}}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> annotations = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private EmbeddedGitServer git;
    private EmbeddedRegistry registry;
    private EmbeddedArgoCd argocd;
    private Engine engine;

    @Before
    public void start() throws Exception {
        Path root = folder.getRoot().toPath();
        git = EmbeddedGitServer.start(root.resolve("git"));
        git.createRepository(
                REPOSITORY,
                Map.of(
                        "Chart.yaml",
                        "name: shop\n",
                        "values.yaml",
                        "web: {image: org/app, tag: main-1}\nold: {image: org/app, tag: v1}\n"
                                + "nightly: {image: org/job, tag: main-1}\n",
                        "templates/web.yaml",
                        DEPLOYMENT.formatted("web"),
                        "templates/old.yaml",
                        DEPLOYMENT.formatted("old"),
                        "templates/nightly.yaml",
                        CRON_JOB.formatted("nightly"),
                        ".argocd-source-overruled.yaml",
                        "helm:\n  parameters:\n  - {name: web.image, value: org/app, forcestring: true}\n"
                                + "  - {name: web.tag, value: main-1, forcestring: true}\n"));
        registry = EmbeddedRegistry.start();
        push("org/app", "v1", 1);
        push("org/app", "main-1", 2);
        push("org/job", "main-1", 2);
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(10)),
                new GitManifests(folder.newFolder().toPath(), null));
        engine = FixedConnections.engine(root.resolve("cache"));
        annotate("write-back-method", "git");
        annotate("update-strategy", "newest-build");
    }

    @After
    public void stop() {
        argocd.close();
        registry.close();
        git.close();
    }

    @Test
    public void aWriteWithoutEffectFailsInEachRun() throws Exception {
        for (String method : List.of("git", "argocd")) {
            annotate("write-back-method", method);
            watch("web", "org/app", "web.tga");
            deploy("shop-" + method);
            push("org/app", "main-2", 3);
            for (int run = 0; run < 3; run++) {
                FailureReport failure = run("shop-" + method).rollout().failure();
                assertThat(failure).as(log.toString()).isNotNull();
                assertThat(failure.reason()).as("run %d, %s", run, method).isEqualTo(Reason.NOT_LIVE);
                assertThat(failure.message())
                        .contains("Synced, but web still runs v1 in Deployment/old and main-1 in Deployment/web: the"
                                + " value web.tga has no effect there");
            }
        }
    }

    /** The Application's own parameters name the tag already, and its override file keeps the old image. */
    @Test
    public void whatTheApplicationIsSetToIsWrittenWhereAFileOverrulesIt() throws Exception {
        watch("web", "org/app", "web.tag");
        deploy(
                "overruled",
                ",\"helm\":{\"parameters\":[{\"name\":\"web.image\",\"value\":\"org/app\"},"
                        + "{\"name\":\"web.tag\",\"value\":\"main-2\"}]}");
        push("org/app", "main-2", 3);

        ApplicationReport report = run("overruled");

        assertThat(report.failures()).isEmpty();
        assertThat(report.writeBack().content().orElseThrow().files()).containsExactly(".argocd-source-overruled.yaml");
        assertThat(argocd.application("overruled")).contains("org/app:main-2");
        assertThat(run("overruled").changes()).isEmpty();
    }

    @Test
    public void anImageWithoutPodIsUpdatedWhereItsManifestSaysSo() throws Exception {
        watch("nightly", "org/job", "nightly.tag");
        annotate("nightly.force-update", "true");
        deploy("shop");
        push("org/job", "main-2", 3);

        for (int run = 0; run < 2; run++) {
            ApplicationReport report = run("shop");
            assertThat(report.rollout().failure()).isNull();
            assertThat(report.images().get(0).state().reason())
                    .isEqualTo("is set in CronJob/nightly, which has no pod now");
        }
        assertThat(log).contains("[argo-image-update] shop: nightly is set in CronJob/nightly, which has no pod now");
    }

    @Test
    public void aWorkloadOfAnotherVersionThatNobodyWatchesIsNoUpdate() throws Exception {
        watch("web", "org/app", "web.tag");
        deploy("shop");
        push("org/app", "main-2", 3);
        assertThat(run("shop").rollout().failure()).isNull();
        log.clear();

        ApplicationReport again = run("shop");

        assertThat(again.changes()).isEmpty();
        assertThat(again.failures()).isEmpty();
        assertThat(log).anyMatch(line -> line.contains("web org/app: main-2 is current"));
        assertThat(log).noneMatch(line -> line.contains("→"));
    }

    @Test
    public void aPodThatCannotStartIsAFailureWhileItsRepairWaitsToBeMerged() throws Exception {
        watch("web", "org/app", "web.tag");
        annotate("write-back-target", "helmvalues:/values.yaml");
        deploy("shop");
        argocd.faults().imageIsMissing("org/app:main-2");
        push("org/app", "main-2", 3);
        assertThat(run("shop").failures()).hasSize(1);
        push("org/app", "main-3", 4);
        annotate("git-branch", "main:repair");
        deploy("proposed");
        await().until(() -> argocd.application("proposed").contains("Progressing"));

        ApplicationReport report = run("proposed");

        assertThat(report.changes()).extracting(ImageReport::name).containsExactly("web");
        assertThat(report.rollsOut()).isFalse();
        assertThat(report.rollout().failure().message())
                .startsWith("check the health of Application argocd/proposed: not healthy: web main-2 cannot start: ");
    }

    private void push(String image, String tag, int age) {
        registry.content().push(image, tag, Instant.EPOCH.plusSeconds(age));
    }

    private void annotate(String key, String value) {
        annotations.put("argocd-image-updater.argoproj.io/" + key, value);
    }

    private void watch(String alias, String image, String tagKey) {
        annotate("image-list", alias + "=" + image);
        annotate(alias + ".allow-tags", "regexp:^main");
        annotate(alias + ".helm.image-name", alias + ".image");
        annotate(alias + ".helm.image-tag", tagKey);
    }

    /** Adds an Application of the chart, and waits until it is there. */
    private void deploy(String name) {
        deploy(name, "");
    }

    private void deploy(String name, String sourceFields) {
        String all = annotations.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
        argocd.add("""
                {"metadata":{"name":"%s","namespace":"argocd","annotations":{%s}},
                 "spec":{"project":"default","source":{"repoURL":"%s","path":".","targetRevision":"main"%s},
                 "destination":{"server":"https://kubernetes.default.svc","namespace":"shop"},"syncPolicy":{"automated":{}}}}""".formatted(name, all, git.url(REPOSITORY), sourceFields));
        await().until(() -> argocd.application(name).contains("\"Succeeded\""));
    }

    private ApplicationReport run(String application) throws Exception {
        Connections connections =
                FixedConnections.anonymous(registry.address(), FixedConnections.demo(argocd.url(), "t0ken"));
        Discovery discovery = new Discoverer(connections)
                .discover(List.of(WatchRequest.ofAnnotations(ApplicationSelector.named(application))));
        CycleOptions options = new CycleOptions(
                false,
                CommitSettings.DEFAULT,
                new RolloutSettings(true, WaitFor.HEALTHY, Duration.ofMinutes(5), QUICK));
        return new UpdateCycle(engine, connections, options, new ProgressLog(log::add))
                .run(discovery)
                .applications()
                .get(0);
    }
}

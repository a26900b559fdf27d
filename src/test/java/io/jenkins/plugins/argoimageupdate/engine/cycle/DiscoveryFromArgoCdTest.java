package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.RenderException;
import io.jenkins.plugins.argoimageupdate.engine.InBackground;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.watch.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Finding Applications in an Argo CD whose list answers as that of argocd-server 3.5.1. */
public class DiscoveryFromArgoCdTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String UNRENDERABLE =
            "rpc error: code = Unknown desc = failed to execute helm template command: template: broken";

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private volatile String renderError = "";
    private EmbeddedArgoCd argocd;
    private Connections connections;

    @Before
    public void start() {
        ManifestSource git = (application, source, revision) -> {
            if (!renderError.isEmpty()) {
                throw new RenderException(renderError);
            }
            return new ManifestSource.Rendered(
                    "f".repeat(40), "Helm", List.of(new ManifestSource.Workload("web", "org/web:1.0")), List.of());
        };
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(5)), git);
        ArgoCdServer server =
                new ArgoCdServer("test", argocd.url(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken"));
        connections = new FixedConnections(null, null, url -> null, server);
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void findsAHundredApplicationsByLabelWithOneRequest() throws InterruptedException {
        IntStream.range(0, 100).forEach(i -> add("shop-" + i, "argocd", "shop", "team: web"));
        add("other", "argocd", "shop", "team: api");

        Discovery found = discover("applications: [{selector: {labels: 'team in (web, mobile),!legacy'}}]");

        assertThat(found.failures()).isEmpty();
        assertThat(found.targets()).hasSize(100);
        assertThat(argocd.requests())
                .containsExactly("GET /api/v1/applications?selector=team%20in%20%28mobile%2Cweb%29%2C%21legacy");
    }

    @Test
    public void findsApplicationsByGlobAndByProject() throws InterruptedException {
        add("shop-web", "argocd", "shop", "team: web");
        add("shop-api", "team-a", "shop", "team: web");
        add("blog", "argocd", "site", "team: web");

        assertThat(names(discover("applications: [{selector: {glob: 'shop-*'}}]")))
                .containsExactlyInAnyOrder("shop-web", "shop-api");
        assertThat(names(discover("applications: [{selector: {project: site}}]")))
                .containsExactly("blog");
        assertThat(argocd.requests())
                .containsExactly("GET /api/v1/applications", "GET /api/v1/applications?projects=site");
    }

    @Test
    public void anImageUpdaterResourceFindsItsApplications() throws InterruptedException {
        add("shop-web", "argocd", "shop", "team: web");
        add("shop-api", "team-a", "shop", "team: web");
        ImageUpdaterResource resource = ImageUpdaterResource.parse("updater.yaml", """
                apiVersion: argocd-image-updater.argoproj.io/v1alpha1
                kind: ImageUpdater
                metadata: {name: shop, namespace: argocd}
                spec:
                  applicationRefs:
                    - namePattern: "shop-*"
                      images: [{alias: web, imageName: "org/web:1.x"}]
                """);

        Discovery found = new Discoverer(connections).discover(resource, "");

        assertThat(found.failures()).isEmpty();
        assertThat(names(found)).containsExactly("shop-web");
        assertThat(argocd.requests()).containsExactly("GET /api/v1/applications?appNamespace=argocd");
    }

    @Test
    public void waitsForTheFirstComparison() throws InterruptedException {
        argocd.faults().holdComparisons(true);
        add("shop-web", "argocd", "shop", "team: web");

        CompletableFuture<Discovery> found = InBackground.call(() -> discover("applications: [shop-web]", LONG));
        await().until(() -> argocd.requests().stream().anyMatch(request -> request.contains("refresh=normal")));
        assertThat(found).isNotDone();
        argocd.faults().holdComparisons(false);

        assertThat(found.join().failures()).isEmpty();
        assertThat(names(found.join())).containsExactly("shop-web");
        assertThat(warnings)
                .containsExactly("Application argocd/shop-web has not been compared with its sources by Argo CD yet;"
                        + " waiting for it");
    }

    @Test
    public void saysThatThereWasNoComparisonInTime() throws InterruptedException {
        argocd.faults().holdComparisons(true);
        add("shop-web", "argocd", "shop", "team: web");

        FailureReport failure = FailureReport.of(
                discover("applications: [shop-web]").failures().get(0).failure());

        assertThat(failure.message())
                .isEqualTo(
                        "watch the images of Application argocd/shop-web: Argo CD has not compared it with its sources"
                                + " yet. Check that argocd-application-controller runs and manages the Application's namespace");
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(argocd.requests()).as("a poll asks once").hasSize(1);
    }

    @Test
    public void saysWhyAnApplicationCannotBeRendered() throws InterruptedException {
        renderError = UNRENDERABLE;
        add("shop-web", "argocd", "shop", "team: web");

        for (Duration patience : List.of(Duration.ZERO, LONG)) {
            FailureReport failure = FailureReport.of(discover("applications: [shop-web]", patience)
                    .failures()
                    .get(0)
                    .failure());

            assertThat(failure.message())
                    .startsWith("watch the images of Application argocd/shop-web: Argo CD cannot render it"
                            + " (ComparisonError: Failed to load target state:")
                    .contains(UNRENDERABLE)
                    .doesNotContain("source type is");
        }
    }

    @Test
    public void anErrorThatHasPassedMeanwhileIsNone() throws InterruptedException {
        renderError = UNRENDERABLE;
        add("shop-web", "argocd", "shop", "team: web");
        renderError = "";

        assertThat(names(discover("applications: [shop-web]", LONG))).containsExactly("shop-web");
    }

    @Test
    public void waitsForARepositoryServerThatStartsAnew() throws InterruptedException {
        renderError = "rpc error: code = Unavailable desc = connection error: connection refused";
        add("shop-web", "argocd", "shop", "team: web");

        CompletableFuture<Discovery> found = InBackground.call(() -> discover("applications: [shop-web]", LONG));
        await().until(() -> argocd.requests().stream()
                        .filter(request -> request.contains("refresh=normal"))
                        .count()
                > 1);
        assertThat(found).isNotDone();
        renderError = "";

        assertThat(names(found.join())).containsExactly("shop-web");
    }

    @Test
    public void anApplicationThatCannotBeRenderedIsWatchedWhereItsTargetTellsTheType() throws InterruptedException {
        renderError = UNRENDERABLE;
        add("shop-web", "argocd", "shop", "team: web");

        Discovery found = discover("""
                applications: [shop-web]
                git: {target: 'helmvalues:/values.yaml'}
                images: [{alias: web, image: org/web, helm: {imageName: image.name, imageTag: image.tag}}]
                """);

        assertThat(found.failures()).isEmpty();
        assertThat(names(found)).containsExactly("shop-web");
    }

    @Test
    public void whatNobodyWantsIsNotWaitedFor() throws InterruptedException {
        add("shop-web", "argocd", "shop", "team: web");
        argocd.faults().holdComparisons(true);
        add("blog", "argocd", "site", "team: web");

        Discovery found = discover("applications: [{selector: {glob: 'shop-*'}}]", LONG);

        assertThat(names(found)).containsExactly("shop-web");
        assertThat(warnings).isEmpty();
    }

    @Test
    public void warnsOfParametersThatAnApplicationSetTakesBack() throws InterruptedException {
        argocd.add("""
                {"metadata": {"name": "shop-eu", "namespace": "argocd",
                  "ownerReferences": [{"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet", "name": "shops"}],
                  "annotations": {"argocd-image-updater.argoproj.io/image-list": "web=org/web:1.x"}},
                 "spec": {"project": "shop",
                  "source": {"repoURL": "https://git.example/shop.git", "path": ".", "targetRevision": "main"},
                  "destination": {"server": "https://kubernetes.default.svc", "namespace": "shop"}}}""");

        assertThat(discover("applications: [shop-eu]").targets().get(0).warnings())
                .extracting(Warning::sentence)
                .containsExactly("the ApplicationSet shops makes this Application, and takes back the parameters that"
                        + " are set in it unless its ignoreApplicationDifferences names them. Write to Git instead:"
                        + " write-back-method: git");
        assertThat(discover("applications: [shop-eu]\nwriteBack: git")
                        .targets()
                        .get(0)
                        .warnings())
                .isEmpty();
    }

    private Discovery discover(String watchFile) throws InterruptedException {
        return discover(watchFile, Duration.ZERO);
    }

    private Discovery discover(String watchFile, Duration patience) throws InterruptedException {
        return new Discoverer(connections, patience, warnings::add).discover(WatchFile.parse("watch.yaml", watchFile));
    }

    private static List<String> names(Discovery found) {
        return found.targets().stream()
                .map(target -> target.spec().application().name())
                .toList();
    }

    private void add(String name, String namespace, String project, String label) {
        argocd.add("""
                {"metadata": {"name": "%s", "namespace": "%s", "labels": {"%s": "%s"},
                 "annotations": {"argocd-image-updater.argoproj.io/image-list": "web=org/web:1.x"}},
                 "spec": {"project": "%s",
                  "source": {"repoURL": "https://git.example/shop.git", "path": ".", "targetRevision": "main"},
                  "destination": {"server": "https://kubernetes.default.svc", "namespace": "shop"}}}""".formatted(name, namespace, label.split(": ")[0], label.split(": ")[1], project));
    }
}

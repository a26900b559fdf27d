package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a run tells of configuration and failures: everything, and each thing once. */
public class SaidOnceTest {

    private static final String LATEST = "update strategy 'latest' is the old name of 'newest-build'";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private StubbedArgoCd argocd;

    @Before
    public void start() {
        argocd = new StubbedArgoCd();
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void aWarningNamesAllImagesThatItConcerns() throws Exception {
        argocd.add("shop", Map.of("image-list", "api=x/api, web=x/web", "update-strategy", "latest"));
        argocd.add("docs", Map.of("image-list", "site=x/site", "site.update-strategy", "latest"));

        CycleReport report = poll("[shop, docs]", argocd.connections());

        assertThat(log)
                .filteredOn(line -> line.contains("old name"))
                .containsExactly("[argo-image-update] api, web, site of shop, docs: WARNING: " + LATEST);
        assertThat(report.warnings()).containsExactly("api, web, site of shop, docs: " + LATEST);
        assertThat(report.applications())
                .extracting(ApplicationReport::warnings)
                .containsExactly(List.of("api, web: " + LATEST), List.of("site: " + LATEST));
    }

    @Test
    public void aWarningOfAWholeApplicationNamesTheApplicationsOnly() throws Exception {
        Map<String, String> annotations = Map.of("image-list", "api=x/api", "apis.allow-tags", "any");
        argocd.add("shop-dev", annotations);
        argocd.add("shop-prod", annotations);

        poll("[shop-dev, shop-prod]", argocd.connections());

        assertThat(log)
                .filteredOn(line -> line.contains("WARNING"))
                .containsExactly(
                        "[argo-image-update] shop-dev, shop-prod: WARNING: annotation apis.allow-tags is not read:"
                                + " no image has the alias 'apis'. Did you mean api.allow-tags?");
    }

    @Test
    public void aWarningThatWasToldBeforeIsNotToldAgain() throws Exception {
        argocd.add("shop", Map.of("image-list", "api=x/api", "update-strategy", "latest"));
        List<String> known = poll("[shop]", argocd.connections()).warnings();
        log.clear();

        CycleReport again = cycle(argocd.connections(), CommitSettings.DEFAULT, known)
                .poll(new Discoverer(argocd.connections()).discover(requests("[shop]")));

        assertThat(again.warnings()).isEqualTo(known);
        assertThat(log).noneMatch(line -> line.contains("WARNING"));
    }

    @Test
    public void anUnreachableRegistryIsToldOnceWithAllImages() throws Exception {
        argocd.add(
                "shop",
                Map.of("image-list", "a=x/a, b=x/b, c=x/c", "force-update", "true", "write-back-method", "git"));
        argocd.add("docs", Map.of("image-list", "d=x/d, e=x/e", "force-update", "true", "write-back-method", "git"));

        CycleReport report = poll("[shop, docs]", argocd.connections());

        assertThat(log)
                .filteredOn(line -> line.contains("ERROR"))
                .singleElement()
                .asString()
                .startsWith("[argo-image-update] a, b, c, d, e of shop, docs: ERROR: list tags of")
                .contains("refused");
        assertThat(report.applications())
                .flatExtracting(ApplicationReport::images)
                .extracting(ImageReport::outcome)
                .containsOnly(ImageReport.Outcome.FAILED)
                .hasSize(5);
    }

    @Test
    public void imagesWithDifferentCausesAreToldApart() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.content().push("x/signed", "1.0", Instant.EPOCH);
            argocd.add(
                    "shop",
                    Map.of(
                            "image-list", "gone=x/gone, bad=x/signed:nonsense, lost=x/lost",
                            "force-update", "true",
                            "write-back-method", "git"));

            poll("[shop]", argocd.connections(SaidOnceTest::anonymous, registry.address()));
        }

        assertThat(log)
                .filteredOn(line -> line.contains("ERROR"))
                .hasSize(3)
                .anyMatch(line -> line.contains("gone x/gone: ERROR: list tags of") && line.contains("404"))
                .anyMatch(line -> line.contains("lost x/lost: ERROR: list tags of") && line.contains("404"))
                .anyMatch(line -> line.contains("bad x/signed: ERROR: read the version constraint 'nonsense'"));
    }

    @Test
    public void anArgoCdThatCannotBeReachedIsToldOnceWithAllApplications() throws Exception {
        FixedConnections gone = argocd.connections();
        argocd.close();

        CycleReport report = poll("[shop, docs]", gone);

        assertThat(log)
                .filteredOn(line -> line.contains("ERROR"))
                .singleElement()
                .asString()
                .contains("shop, docs: ERROR: get Application shop at Argo CD demo", "refused");
        assertThat(report.failures()).hasSize(2);
    }

    @Test
    public void credentialsThatCannotBeHadFailTheCheckAlthoughNothingChanges() throws Exception {
        argocd.add("shop", Map.of("image-list", "x/a", "write-back-method", "git:secret:argocd/gone"));
        argocd.add("docs", Map.of("image-list", "x/b", "write-back-method", "git:secret:argocd/gone"));
        argocd.add("other", Map.of("image-list", "x/b"));
        FixedConnections connections = argocd.connections(SaidOnceTest::refused, URI.create("http://127.0.0.1:1"));
        Discovery discovery = new Discoverer(connections).discover(requests("[shop, docs, other]"));

        for (boolean poll : List.of(true, false)) {
            UpdateCycle cycle = cycle(connections, CommitSettings.DEFAULT, List.of());
            CycleReport report = poll ? cycle.poll(discovery) : cycle.run(discovery);
            assertThat(report.changes()).isEmpty();
            assertThat(report.applications().get(0).failure().message()).contains("there are no credentials 'gone'");
            assertThat(report.applications().get(2).failure()).isNull();
            assertThat(log)
                    .filteredOn(line -> line.contains("ERROR"))
                    .containsExactly(
                            "[argo-image-update] shop, docs: ERROR: log in to https://git.example.com/team/charts.git:"
                                    + " there are no credentials 'gone'. Add them");
            log.clear();
        }
    }

    @Test
    public void aBranchThatCannotBeNamedFailsTheCheckAlthoughNothingChanges() throws Exception {
        argocd.add(
                "shop",
                Map.of("image-list", "x/a", "write-back-method", "git", "git-branch", "main:update-{{.Image}}"));

        CycleReport report = poll("[shop]", argocd.connections());

        assertThat(report.applications().get(0).failure().message())
                .contains("branch name", "there is no field Image", "Did you mean 'Images'?");
    }

    @Test
    public void aPullRequestThatCannotBeOpenedFailsTheCheckAlthoughNothingChanges() throws Exception {
        argocd.add("shop", Map.of("image-list", "x/a"));
        List<WatchRequest> requests = WatchFile.parse(
                "watch.yaml", "{applications: [shop], git: {pullRequest: {provider: github}, branch: main}}");

        CycleReport report = cycle(argocd.connections(), CommitSettings.DEFAULT, List.of())
                .poll(new Discoverer(argocd.connections()).discover(requests));

        assertThat(report.applications().get(0).failure().message())
                .contains("open a pull request", "no credentials are given");
    }

    @Test
    public void aMessageTemplateWithAnUnknownFieldIsAWarningOfTheRun() throws Exception {
        argocd.add("shop", Map.of("image-list", "x/a", "write-back-method", "git"));
        CommitSettings broken = new CommitSettings(
                CommitStyle.DEFAULT, CommitMessageTemplate.parse("{{ .App.metadata.labels.ticket }}"));

        CycleReport report = cycle(argocd.connections(), broken, List.of())
                .poll(new Discoverer(argocd.connections()).discover(requests("[shop]")));

        assertThat(report.allFailures()).isEmpty();
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("commit message", "there is no field App", "build: update of application");
    }

    @Test
    public void aDifferenceThatApplicationsShareIsShownOnce() throws Exception {
        argocd.add("shop", Map.of("image-list", "x/a"));
        argocd.add("docs", Map.of("image-list", "x/a"));
        WriteBackReport shared = new WriteBackReport.WouldCommit(
                new BranchReport("https://git.example.com/team/charts.git", "main"),
                new CommitReport(List.of("values.yaml"), "+tag: 2", "", "", Optional.empty()),
                CommitOrder.NONE);
        ProgressLog progress = new ProgressLog(log::add);

        new Discoverer(argocd.connections())
                .discover(requests("[shop, docs]"))
                .targets()
                .forEach(target -> progress.accept(new CycleEvent.WrittenBack(target, shared)));

        assertThat(log)
                .containsExactly(
                        "[argo-image-update] shop: dry run, would commit to main of charts: values.yaml",
                        "[argo-image-update]   +tag: 2",
                        "[argo-image-update] docs: dry run, would commit to main of charts: values.yaml",
                        "[argo-image-update]   +tag: 2: see above");
    }

    private CycleReport poll(String applications, Connections connections) throws InterruptedException {
        Discovery discovery = new Discoverer(connections).discover(requests(applications));
        return cycle(connections, CommitSettings.DEFAULT, List.of()).poll(discovery);
    }

    private UpdateCycle cycle(Connections connections, CommitSettings commit, List<String> known) {
        CycleOptions options = new CycleOptions(true, commit, RolloutSettings.DEFAULT);
        ProgressLog progress = new ProgressLog(log::add, (url, text) -> text, known);
        return new UpdateCycle(FixedConnections.engine(folder.getRoot().toPath()), connections, options, progress);
    }

    private static List<WatchRequest> requests(String applications) {
        return WatchFile.parse("watch.yaml", "applications: " + applications);
    }

    private static GitRemote anonymous(String url) {
        return GitRemote.of(url, new GitCredentials.Anonymous());
    }

    private static GitRemote refused(String url) {
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "log in to " + url, "there are no credentials 'gone'", "Add them");
    }
}

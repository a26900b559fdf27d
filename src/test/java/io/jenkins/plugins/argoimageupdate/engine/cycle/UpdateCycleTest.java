package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.withoutWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Whole runs, from a new tag in the registry to what the pods run. */
public class UpdateCycleTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void aNewTagGoesFromTheRegistryThroughGitToThePods() throws Exception {
        world.pushBoth();

        ApplicationReport report =
                world.run(CycleOptions.DEFAULT).applications().get(0);

        assertThat(report.failures()).isEmpty();
        assertThat(report.changes()).extracting(image -> image.to().tag()).containsExactly(NEW, NEW);
        assertThat(report.changes()).extracting(image -> image.from().tag()).containsOnly("main-0000000");
        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
        assertThat(report.rollout().revision())
                .isEqualTo(report.writeBack().revision().orElseThrow());
        assertThat(report.rollout().health()).isEqualTo("Healthy");
        assertThat(world.demo().override()).isEqualTo("""
                        helm:
                          parameters:
                          - name: backend.image
                            value: lyzhang1999/backend
                            forcestring: true
                          - name: backend.tag
                            value: main-b99bc73
                            forcestring: true
                          - name: frontend.image
                            value: lyzhang1999/frontend
                            forcestring: true
                          - name: frontend.tag
                            value: main-b99bc73
                            forcestring: true
                        """);
    }

    @Test
    public void theLogTellsEachDecisionOnce() throws Exception {
        world.pushBoth();

        world.run(CycleOptions.DEFAULT);

        assertThat(world.log())
                .contains(
                        "[argo-image-update] example: 2 images from annotations, live status from Argo CD",
                        "[argo-image-update] frontend lyzhang1999/frontend: main-0000000 → main-b99bc73"
                                + " (newest-build, 2 of 4 tags match ^main)")
                .anyMatch(line -> line.matches("\\[argo-image-update] example: committed [0-9a-f]{7} to main of"
                        + " kubernetes-example-helm: .argocd-source-example.yaml"))
                .anyMatch(line -> line.matches(
                        "\\[argo-image-update] example: Argo CD: automated sync of [0-9a-f]{7} … Synced after .*"))
                .anyMatch(line -> line.contains("frontend 1/1") && line.contains("Synced, Healthy after"))
                .doesNotHaveDuplicates();
    }

    @Test
    public void aRepeatedRunCommitsNothing() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);
        int commits = world.demo().commits();

        CycleReport again = world.run(CycleOptions.DEFAULT);

        assertThat(again.changes()).isEmpty();
        assertThat(again.applications().get(0).writeBack()).isNull();
        assertThat(world.demo().commits()).isEqualTo(commits);
    }

    @Test
    public void aRunBeforeTheClusterHasFollowedCommitsNothingAndWaitsForTheCommitThatIsThere() throws Exception {
        world.pushBoth();
        CycleReport first = world.run(withoutWaiting());
        int commits = world.demo().commits();

        ApplicationReport again = world.run(CycleOptions.DEFAULT).applications().get(0);

        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(again.failures()).isEmpty();
        if (again.writeBack() != null) {
            assertThat(again.writeBack()).isInstanceOf(WriteBackReport.NothingToCommit.class);
            assertThat(again.writeBack().revision())
                    .isEqualTo(first.applications().get(0).writeBack().revision());
        }
    }

    @Test
    public void aDryRunShowsTheDiffAndChangesNothing() throws Exception {
        world.pushBoth();
        int commits = world.demo().commits();

        ApplicationReport report =
                world.run(CycleOptions.DEFAULT.asDryRun()).applications().get(0);

        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.WouldCommit.class);
        assertThat(report.writeBack().diff()).contains("+    value: main-b99bc73");
        assertThat(report.rollout()).isNull();
        assertThat(world.demo().commits()).isEqualTo(commits);
        assertThat(world.demo().override()).isNull();
    }

    @Test
    public void anImageThatTheRegistryDoesNotHaveDoesNotKeepTheOthersFromTheirUpdate() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                  - {alias: gone, image: lyzhang1999/gone, strategy: newest-build, forceUpdate: true,
                     helm: {imageName: gone.image, imageTag: gone.tag}}
                """);

        ApplicationReport report = world.run(requests, world.connections(), CycleOptions.DEFAULT)
                .applications()
                .get(0);

        assertThat(report.images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.UPDATED, ImageReport.Outcome.FAILED);
        assertThat(report.images().get(1).failure().message()).contains("lyzhang1999/gone", "404");
        assertThat(world.demo().override())
                .contains("frontend.tag", "main-b99bc73")
                .doesNotContain("gone");
    }

    @Test
    public void anUnknownApplicationIsReportedAndTheOthersAreUpdated() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = List.of(
                WatchRequest.ofAnnotations(ApplicationSelector.named("nosuch")),
                WatchRequest.ofAnnotations(ApplicationSelector.named("example")));

        CycleReport report = world.run(requests, world.connections(), CycleOptions.DEFAULT);

        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).message()).contains("nosuch", "403");
        assertThat(report.changes()).hasSize(2);
    }

    @Test
    public void withoutArgoCdTheRepositoryTellsWhatIsLive() throws Exception {
        world.pushBoth();
        List<WatchRequest> requests = world.frontendInGit();
        FixedConnections withoutArgoCd = world.connectionsWithoutArgoCd();

        CycleReport first = world.run(requests, withoutArgoCd, CycleOptions.DEFAULT);
        CycleReport second = world.run(requests, withoutArgoCd, CycleOptions.DEFAULT);

        ImageReport image = first.applications().get(0).images().get(0);
        assertThat(image.from().tag()).isEqualTo("main-0000000");
        assertThat(image.to().tag()).isEqualTo(NEW);
        assertThat(first.applications().get(0).rollout()).isNull();
        assertThat(second.applications().get(0).images().get(0).outcome()).isEqualTo(ImageReport.Outcome.CURRENT);
        assertThat(world.demo().commits()).isEqualTo(2);
    }

    @Test
    public void tellsWhoMadeTheCommitAndWhichPodsItBrought() throws Exception {
        world.pushBoth();

        ApplicationReport report =
                world.run(CycleOptions.DEFAULT).applications().get(0);

        CommitReport commit = report.writeBack().content().orElseThrow();
        assertThat(commit.author()).isEqualTo("argocd-image-updater <noreply@argoproj.io>");
        assertThat(commit.signature()).isEmpty();
        List<ResourceReport> resources = report.rollout().resources();
        assertThat(resources)
                .filteredOn(resource -> resource.key().kind().equals("Deployment"))
                .extracting(
                        resource -> resource.key().name(),
                        resource -> resource.key().group(),
                        ResourceReport::hasNewPods)
                .contains(tuple("frontend", "apps", true));
    }
}

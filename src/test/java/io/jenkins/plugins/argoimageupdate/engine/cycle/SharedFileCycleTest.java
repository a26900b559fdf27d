package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Several images or Applications that write to one file. */
public class SharedFileCycleTest {

    private static final String VALUES = """
            image: {name: x/api, tag: 1.0.0}
            web: {name: x/web, tag: 1.0.0}
            """;

    @Rule
    public final GitOnlyWorld world = new GitOnlyWorld(Map.of("values.yaml", VALUES, "other.yaml", VALUES));

    @Before
    public void pushImages() {
        world.push("x/api", "1.0.0", "1.2.0", "2.0.0");
        world.push("x/web", "1.0.0", "1.2.0", "2.0.0");
    }

    @Test
    public void twoImagesOfOneKeyAreRefusedAndTheOthersUpdated() throws Exception {
        CycleReport report = run(false, """
                applications: [{name: shop}]
                images:
                  - {alias: a, image: x/api, constraint: 1.x}
                  - {alias: b, image: x/web, constraint: 2.x}
                  - {alias: web, image: x/web, constraint: 1.x, helm: {imageName: web.name, imageTag: web.tag}}
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """);

        assertThat(report.applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.FAILED, ImageReport.Outcome.FAILED, ImageReport.Outcome.UPDATED);
        assertThat(world.log()).anyMatch(line -> line.contains("ERROR: update shop: a and b both write image.tag"));
        assertThat(world.file("values.yaml"))
                .isEqualTo(VALUES.replace("web: {name: x/web, tag: 1.0.0}", "web: {name: x/web, tag: 1.2.0}"));
    }

    /** Nothing is to be written, as no tag qualifies; the branch is wrong all the same. */
    @Test
    public void aBranchThatGitDoesNotAcceptIsSaidBeforeThereIsSomethingToWrite() throws Exception {
        run(true, """
                applications: [{name: shop}]
                images: [{alias: a, image: x/api, constraint: 9.x}]
                git: {url: '%s', branch: '--upload-pack=x', target: 'helmvalues:/values.yaml'}
                """);

        assertThat(world.log()).anyMatch(line -> line.contains("ERROR: use branch --upload-pack=x"));
    }

    @Test
    public void nothingIsCommittedWhereEveryImageIsRefused() throws Exception {
        CycleReport report = run(false, """
                applications: [{name: shop}]
                images: [{alias: a, image: x/api}, {alias: b, image: x/web, constraint: 1.x}]
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """);

        assertThat(report.applications().get(0).writeBack()).isNull();
        assertThat(report.applications().get(0).failures()).hasSize(2);
        assertThat(world.commits()).isEqualTo(1);
    }

    @Test
    public void applicationsThatDisagreeOnAKeyAreRefusedAndTheOthersUpdated() throws Exception {
        CycleReport report = run(false, """
                applications:
                  - {name: shop, images: [{alias: api, image: x/api, constraint: 1.x}]}
                  - {name: shop-eu, images: [{alias: api, image: x/api, constraint: 2.x}]}
                  - name: web
                    images: [{alias: web, image: x/web, helm: {imageName: web.name, imageTag: web.tag}}]
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """);

        assertThat(report.applications())
                .extracting(application -> application.changes().size())
                .containsExactly(0, 0, 1);
        assertThat(report.applications().get(0).failures().get(0).message())
                .contains("api of shop and api of shop-eu both write image.tag in values.yaml (repository env)");
        assertThat(world.file("values.yaml"))
                .isEqualTo(VALUES.replace("web: {name: x/web, tag: 1.0.0}", "web: {name: x/web, tag: 2.0.0}"));
    }

    @Test
    public void aDryRunShowsTheDifferenceOfEachFileOnce() throws Exception {
        CycleReport report = run(true, """
                applications:
                  - {name: shop, git: {target: 'helmvalues:/values.yaml'}}
                  - {name: shop-eu, git: {target: 'helmvalues:/other.yaml'}}
                images: [{alias: api, image: x/api}]
                git: {url: '%s', branch: main}
                """);

        assertThat(report.applications())
                .extracting(ApplicationReport::writeBack)
                .extracting(written -> written.diff()
                        .lines()
                        .filter(line -> line.startsWith("+++"))
                        .toList())
                .containsExactly(List.of("+++ b/values.yaml"), List.of("+++ b/other.yaml"));
        assertThat(world.log()).filteredOn(line -> line.contains("+++ b/")).hasSize(2);
    }

    @Test
    public void aFileOfSeveralApplicationsIsShownOnce() throws Exception {
        run(true, """
                applications:
                  - {name: shop, images: [{alias: api, image: x/api}]}
                  - name: web
                    images: [{alias: web, image: x/web, helm: {imageName: web.name, imageTag: web.tag}}]
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """);

        assertThat(world.log())
                .filteredOn(line -> line.contains("+++ b/values.yaml"))
                .hasSize(1);
        assertThat(world.log()).anyMatch(line -> line.endsWith("diff --git a/values.yaml b/values.yaml: see above"));
    }

    private CycleReport run(boolean dry, String watchFile) throws InterruptedException {
        return world.run(
                dry ? CycleOptions.DEFAULT.asDryRun() : CycleOptions.DEFAULT, watchFile.formatted(world.url()));
    }
}

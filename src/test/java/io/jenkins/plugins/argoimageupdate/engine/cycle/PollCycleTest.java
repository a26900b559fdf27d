package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A poll tells what would change, and changes nothing. */
public class PollCycleTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void aPollTellsWhatWouldChangeAndWritesNothing() throws Exception {
        world.pushBoth();
        CycleReport polled = world.cycle(CycleOptions.DEFAULT.asDryRun()).poll(world.discovered());

        assertThat(polled.changes()).extracting(image -> image.to().tag()).containsExactly(NEW, NEW);
        assertThat(polled.applications().get(0).writeBack()).isNull();
        assertThat(world.demo().commits()).isEqualTo(1);
        assertThat(world.directory()).isEmptyDirectory();
    }

    @Test
    public void aPollWithoutArgoCdComparesWithTheRepositoryAndCommitsNothing() throws Exception {
        List<WatchRequest> requests =
                WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """.formatted(world.demo().repository()));
        FixedConnections withoutArgoCd = world.connectionsWithoutArgoCd();
        world.pushBoth();
        Discovery discovery = new Discoverer(withoutArgoCd).discover(requests);
        UpdateCycle cycle = world.cycle(withoutArgoCd, CycleOptions.DEFAULT.asDryRun(), event -> {});

        assertThat(cycle.poll(discovery).changes())
                .extracting(image -> image.to().tag())
                .containsExactly(NEW);
        assertThat(world.demo().commits()).isEqualTo(1);
    }
}

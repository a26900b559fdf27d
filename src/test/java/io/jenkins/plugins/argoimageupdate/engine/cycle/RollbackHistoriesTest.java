package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** In whatever way people move away from a version in Git, it does not come back, and the next newer one is written. */
@RunWith(Parameterized.class)
public class RollbackHistoriesTest {

    @Rule
    public final RollbackWorld world = new RollbackWorld();

    private final RollbackStory story;

    /** @param name of the history, for the report */
    public RollbackHistoriesTest(String name, RollbackStory story) {
        this.story = story;
    }

    @Parameters(name = "{0}")
    public static List<Object[]> histories() {
        Map<String, RollbackStory> all = new LinkedHashMap<>(RollbackStory.ofPeople());
        all.putAll(RollbackStory.ofForms());
        return all.entrySet().stream()
                .map(story -> new Object[] {story.getKey(), story.getValue()})
                .toList();
    }

    @Test
    public void whatWasAbandonedStaysAwayAndTheNextNewerVersionIsWritten() throws Exception {
        story.tell(world);
        String before = world.written();

        List<ImageReport> images = world.update().applications().get(0).images();

        assertThat(world.written()).isEqualTo(before).doesNotContain(world.abandoned());
        assertThat(images).extracting(ImageReport::outcome).containsExactly(ImageReport.Outcome.WAITING);
        assertThat(world.log()).anyMatch(line -> line.contains("was rolled back by "));

        world.update();
        assertThat(world.written()).isEqualTo(before);

        world.release(world.newer());
        assertThat(world.written()).contains(world.newer());
    }
}

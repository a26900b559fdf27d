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

    private final Story story;

    /** @param name of the history, for the report */
    public RollbackHistoriesTest(String name, Story story) {
        this.story = story;
    }

    /** Ends where 1.3.0, which the registry has, was abandoned. */
    private interface Story {
        void tell(RollbackWorld world) throws Exception;
    }

    @Parameters(name = "{0}")
    public static List<Object[]> histories() {
        Map<String, Story> stories = new LinkedHashMap<>();
        stories.put("the update is reverted", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("somebody sets an older version by hand", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("1.3.0", "1.0.0");
        });
        stories.put("somebody sets a tag that nothing would choose", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("1.3.0", "hotfix-7");
        });
        stories.put("a revert is reverted, and that again", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            world.revert("HEAD");
            world.revert("HEAD");
        });
        stories.put("the branch is set back by a forced push", world -> {
            world.start();
            world.release("1.3.0");
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.git("push", "--quiet", "--force", "origin", "main");
        });
        stories.put("a forced push takes other commits in the place of the update", world -> {
            world.start();
            world.release("1.3.0");
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.commit("README.md", "# Rewritten\n");
            world.git("push", "--quiet", "--force", "origin", "main");
        });
        stories.put("two updates are forced away one after the other", world -> {
            world.start();
            world.release("1.2.0");
            world.release("1.3.0");
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.git("push", "--quiet", "--force", "origin", "main");
            world.update();
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.git("push", "--quiet", "--force", "origin", "main");
        });
        stories.put("a squashed pull request sets an older version", world -> {
            world.start();
            world.release("1.3.0");
            world.git("checkout", "--quiet", "-b", "back");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.2.9\n");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.1.0\n");
            world.git("checkout", "--quiet", "main");
            world.git("merge", "--quiet", "--squash", "back");
            world.git("commit", "--quiet", "--message", "Back to 1.1.0 (#12)");
            world.push();
        });
        stories.put("a merge brings a revert", world -> {
            world.start();
            world.release("1.3.0");
            world.git("checkout", "--quiet", "-b", "back");
            world.git("revert", "--no-edit", "HEAD");
            world.commit("other.yaml", "a: 1\n");
            world.git("checkout", "--quiet", "main");
            world.commit("README.md", "# Meanwhile\n");
            world.git("merge", "--quiet", "--no-ff", "--no-edit", "back");
            world.push();
        });
        stories.put("our commit is merged into what somebody had, who keeps an older version", world -> {
            world.start();
            world.git("checkout", "--quiet", "-b", "mine");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.0.0\n");
            world.git("checkout", "--quiet", "main");
            world.release("1.3.0");
            world.git("checkout", "--quiet", "mine");
            world.git("merge", "--quiet", "--no-edit", "--strategy-option=ours", "origin/main");
            world.git("push", "--quiet", "origin", "mine:main");
            world.git("checkout", "--quiet", "main");
        });
        stories.put("somebody goes back in two steps", world -> {
            world.start();
            world.release("1.2.0");
            world.release("1.3.0");
            world.edit("1.3.0", "1.2.0");
            world.edit("1.2.0", "1.1.0");
        });
        stories.put("it is the last of a chain of updates that is reverted", world -> {
            world.start();
            world.release("1.1.1");
            world.release("1.1.2");
            world.release("1.2.0");
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("all updates are reverted one after the other", world -> {
            world.start();
            world.release("1.2.0");
            world.release("1.3.0");
            world.revert("HEAD");
            world.revert("HEAD~2");
        });
        stories.put("a newer version than 1.3.0 was set, reverted, and deleted from the registry", world -> {
            world.start();
            world.release("1.3.0");
            world.release("1.3.5");
            world.edit("1.3.5", "1.1.0");
            world.registry().content().untag(RollbackWorld.IMAGE, "1.3.5");
        });
        stories.put("other files change afterwards", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            for (int i = 0; i < 5; i++) {
                world.commit("other.yaml", "a: " + i + "\n");
            }
            world.push();
        });
        stories.put("other lines of the file change afterwards", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            for (int i = 0; i < 5; i++) {
                world.edit("image:", "# " + i + "\nimage:");
            }
        });
        stories.put("the file cannot be read for a while", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("image:", "image: {{\n");
            world.edit("image: {{\n", "image:");
            world.edit("1.3.0", "1.1.0");
        });
        stories.put("the author has an odd name", world -> {
            world.start();
            world.release("1.3.0");
            world.as(
                    "\u001b[31mJane \u202eDoe\u0007 of a department with a very long name, so long that it takes the whole line",
                    "revert",
                    "--no-edit",
                    "HEAD");
            world.push();
        });
        return stories.entrySet().stream()
                .map(story -> new Object[] {story.getKey(), story.getValue()})
                .toList();
    }

    @Test
    public void whatWasAbandonedStaysAwayAndTheNextNewerVersionIsWritten() throws Exception {
        story.tell(world);
        String abandoned = world.file("main", RollbackWorld.VALUES);

        ImageReport image = world.update().applications().get(0).images().get(0);

        assertThat(world.file("main", RollbackWorld.VALUES))
                .isEqualTo(abandoned)
                .doesNotContain("1.3.0");
        assertThat(image.outcome()).isEqualTo(ImageReport.Outcome.WAITING);
        assertThat(world.log()).anyMatch(line -> line.contains("was rolled back by "));

        world.update();
        assertThat(world.file("main", RollbackWorld.VALUES)).isEqualTo(abandoned);

        world.release("1.4.0");
        assertThat(world.file("main", RollbackWorld.VALUES)).contains("1.4.0");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A few of the rounds that {@code make chaos} plays. */
public class ChaosTest {

    private static final int ROUNDS = 20;
    private static final long SEED = 20_261_129;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theNewestTagsAreLiveInTheEndWhateverFails() throws Exception {
        RealPrograms.requireAll("git");
        LeftBehind before = new LeftBehind();
        try (ChaosRounds chaos = new ChaosRounds(SEED, folder.getRoot().toPath())) {
            for (int round = 1; round <= ROUNDS; round++) {
                try {
                    chaos.play();
                } catch (AssertionError e) {
                    throw new AssertionError("round " + round + ": " + String.join("\n", chaos.story()), e);
                }
            }
            chaos.checkRepository();
            assertThat(chaos.leftovers()).isEmpty();
        }
        before.awaitNothing();
    }
}

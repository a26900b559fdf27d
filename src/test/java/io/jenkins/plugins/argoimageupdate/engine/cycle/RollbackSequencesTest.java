package io.jenkins.plugins.argoimageupdate.engine.cycle;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Some of the sequences of {@link UpdateSequencesTest} on real repositories, by whole runs. */
@RunWith(Parameterized.class)
public class RollbackSequencesTest {

    private static final int SEQUENCES = 20;
    private static final int STEPS = 12;

    @Rule
    public final RollbackWorld world = new RollbackWorld();

    private final long seed;

    public RollbackSequencesTest(long seed) {
        this.seed = seed;
    }

    @Parameters(name = "seed {0}")
    public static List<Long> seeds() {
        return LongStream.rangeClosed(1, SEQUENCES).boxed().toList();
    }

    @Test
    public void nothingThatIsHeldFrozenOrAbandonedIsWrittenAndTheBranchEndsWithTheNewest() throws Exception {
        UpdateSequence sequence = new UpdateSequence(seed, new ImagesInRepository(world));
        try {
            sequence.run(STEPS);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed " + seed + ": " + sequence, failure);
        }
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.Test;

/**
 * Random sequences of pushes, reverts, hand edits, forced pushes, rollbacks, holds, releases, freezes and updates: nothing that is held,
 * frozen or abandoned is written, all else is, and once nothing holds the branch ends with the newest. {@link RollbackSequencesTest} has the
 * same on real repositories.
 */
public class UpdateSequencesTest {

    private static final int SEQUENCES = 10_000;
    private static final int STEPS = 12;

    @Test
    public void nothingThatIsHeldFrozenOrAbandonedIsWrittenAndTheBranchEndsWithTheNewest() throws Exception {
        Map<UpdateSequence.Seen, Integer> all = new EnumMap<>(UpdateSequence.Seen.class);
        for (long seed = 0; seed < SEQUENCES; seed++) {
            UpdateSequence sequence = new UpdateSequence(seed, new DecidedImages());
            try {
                sequence.run(STEPS);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + sequence, failure);
            }
            sequence.seen().forEach((what, times) -> all.merge(what, times, Integer::sum));
        }
        for (UpdateSequence.Seen what : UpdateSequence.Seen.values()) {
            assertThat(all.getOrDefault(what, 0)).as("%s of %s", what, all).isGreaterThan(SEQUENCES / 20);
        }
    }
}

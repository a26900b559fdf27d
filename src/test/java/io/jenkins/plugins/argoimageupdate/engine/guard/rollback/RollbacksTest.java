package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class RollbacksTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Versions are numbers; what is none is no version that would be chosen. */
    static final VersionOrder NUMBERS = (version, than) -> {
        if (!isNumber(version.name()) || !isNumber(than.name())) {
            return VersionOrder.Answer.UNRANKED;
        }
        return Integer.parseInt(version.name()) > Integer.parseInt(than.name())
                ? VersionOrder.Answer.NEWER
                : VersionOrder.Answer.NOT_NEWER;
    };

    private static boolean isNumber(String version) {
        return version.matches("[0-9]+");
    }

    @Test
    public void whatWasRolledBackIsNotWrittenAgainAndNothingOlderButWhatIsNewer() {
        List<Carried> history = history("11 by Jane", "13", "11");

        assertThat(wait(history, "13"))
                .contains("13 was rolled back by Jane in 0000003 at 2026-03-01 10:00 UTC; waiting for a newer one");
        assertThat(wait(history, "12"))
                .contains("13 was rolled back by Jane in 0000003 at 2026-03-01 10:00 UTC; waiting for a newer one");
        assertThat(wait(history, "14")).isEmpty();
        assertThat(wait(history, "11")).isEmpty();
    }

    @Test
    public void anUpdateIsNoRollback() {
        assertThat(wait(history("13", "12", "11"), "12")).isEmpty();
        assertThat(wait(history("13 by Jane", "12", "11"), "14")).isEmpty();
    }

    @Test
    public void aRevertOfTheRevertRestoresTheVersion() {
        assertThat(wait(history("14", "13 by Jane", "11 by Jane", "13", "11"), "13"))
                .isEmpty();
        assertThat(wait(history("11 by Jane", "13", "11 by Jane", "13", "11"), "13"))
                .isPresent();
    }

    @Test
    public void whatWasRolledBackDoesNotBlockOldVersionsAnyMoreOnceSomethingNewerWasThere() {
        List<Carried> history = history("14", "11 by Jane", "13", "11");

        assertThat(wait(history, "12")).isEmpty();
        assertThat(wait(history, "13")).isPresent();
    }

    @Test
    public void aVersionThatIsTakenAwayIsRolledBack() {
        assertThat(wait(history(" by Jane", "13"), "13")).isPresent();
        assertThat(wait(history(" by Jane", "13"), "14")).isEmpty();
        assertThat(wait(history("13", ""), "14")).isEmpty();
    }

    @Test
    public void whatHasNoPlaceInTheOrderCountsAsOneStepBackIfSomebodySetIt() {
        assertThat(wait(history("hotfix by Jane", "13"), "13")).isPresent();
        assertThat(wait(history("hotfix by Jane", "13"), "14")).isEmpty();
        assertThat(wait(history("12 by Jane", "hotfix", "11"), "13")).isEmpty();
        assertThat(wait(history("13", "hotfix"), "hotfix")).isEmpty();
    }

    @Test
    public void aReleaseForgetsWhatWasBefore() {
        List<Carried> history = history("11 by Jane", "13", "11");
        Instant moved = history.get(0).move().at();

        assertThat(new Rollbacks(history, NUMBERS, moved).wait("13", AfterRollback.HOLD))
                .isEmpty();
        assertThat(new Rollbacks(history, NUMBERS, moved.minusSeconds(1)).wait("13", AfterRollback.NEWER))
                .isPresent();
    }

    @Test
    public void whatIsHeldWaitsForAPersonWhateverComes() {
        List<Carried> history = history("11 by Jane", "13", "11");

        Optional<Wait> wait = new Rollbacks(history, NUMBERS, null).wait("14", AfterRollback.HOLD);

        assertThat(wait.map(Wait::explanation))
                .contains(
                        "13 was rolled back by Jane in 0000003 at 2026-03-01 10:00 UTC; held until somebody releases it");
        assertThat(new Rollbacks(history("12 by Jane", "11 by Jane", "13"), NUMBERS, null)
                        .wait("14", AfterRollback.HOLD))
                .as("somebody went on")
                .isEmpty();
        assertThat(new Rollbacks(history("12 by Jane", "11 by Jane", "13"), NUMBERS, null)
                        .wait("13", AfterRollback.HOLD))
                .isPresent();
    }

    @Test
    public void nothingIsCheckedWhereRollbacksAreIgnored() {
        assertThat(new Rollbacks(history("11 by Jane", "13", "11"), NUMBERS, null).wait("13", AfterRollback.IGNORE))
                .isEmpty();
    }

    @Test
    public void aDigestThatWasNeverThereIsNewer() {
        List<Carried> history = history("a by Jane", "b", "a");

        assertThat(new Rollbacks(history, VersionOrder.BY_APPEARANCE, null).wait("b", AfterRollback.NEWER))
                .isPresent();
        assertThat(new Rollbacks(history, VersionOrder.BY_APPEARANCE, null).wait("c", AfterRollback.NEWER))
                .isEmpty();
        assertThat(new Rollbacks(history("b by Jane", "a"), VersionOrder.BY_APPEARANCE, null)
                        .wait("a", AfterRollback.NEWER))
                .as("going on to what is new is no rollback")
                .isEmpty();
    }

    @Test
    public void ofVersionsWhoseAgeIsForgottenOursAreUpdatesAndThoseOfPeopleAreNot() {
        VersionOrder forgotten = (version, than) -> VersionOrder.Answer.UNDATED;

        assertThat(new Rollbacks(history("b", "a"), forgotten, null).wait("a", AfterRollback.NEWER))
                .isEmpty();
        assertThat(new Rollbacks(history("b by Jane", "a"), forgotten, null).wait("a", AfterRollback.NEWER))
                .isPresent();
        assertThat(new Rollbacks(history("b by Jane", "a"), forgotten, null).wait("c", AfterRollback.NEWER))
                .isPresent();
    }

    @Test
    public void namesOfPeopleAreCleanedAndBounded() {
        Move move = new Move(Move.Kind.PERSON, "\u001b[31mJane \u202eDoe\n" + "x".repeat(100), "3fa9c01d", NOW);
        List<Carried> history =
                List.of(new Carried("11", move), new Carried("13", new Move(Move.Kind.UPDATE, "", "1", NOW)));

        assertThat(wait(history, "13").orElseThrow())
                .startsWith("13 was rolled back by Jane \uFFFDDoe xxx")
                .endsWith("x… in 3fa9c01 at 2026-03-01 12:00 UTC; waiting for a newer one")
                .hasSizeLessThan(150);
    }

    @Test
    public void aForcedPushIsSaid() {
        Move move = new Move(Move.Kind.FORCED_PUSH, "", "3fa9c01d", NOW.minus(Duration.ofDays(3)));
        List<Carried> history =
                List.of(new Carried("11", move), new Carried("13", new Move(Move.Kind.UPDATE, "", "1", NOW)));

        assertThat(wait(history, "13"))
                .contains(
                        "13 was rolled back by a forced push of 3fa9c01 at 2026-02-26 12:00 UTC; waiting for a newer one");
    }

    @Test
    public void digestsAreShownShort() {
        String digest = "sha256:" + "ab".repeat(32);
        List<Carried> history = List.of(
                new Carried("a", new Move(Move.Kind.PERSON, "", "", NOW)),
                new Carried(digest, new Move(Move.Kind.UPDATE, "", "", NOW)));

        assertThat(wait(history, digest))
                .contains("sha256:abababababab was rolled back at 2026-03-01 12:00 UTC; waiting for a newer one");
    }

    private static Optional<String> wait(List<Carried> history, String candidate) {
        return new Rollbacks(history, NUMBERS, null)
                .wait(candidate, AfterRollback.NEWER)
                .map(Wait::explanation);
    }

    /** @param states newest first, those of people with {@code by} and a name */
    private static List<Carried> history(String... states) {
        List<Carried> history = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            String[] parts = states[i].split(" by ");
            Instant at = NOW.minus(Duration.ofHours(2L + i));
            String id = "000000" + (states.length - i) + "abc";
            history.add(new Carried(
                    parts[0].strip(),
                    parts.length == 1
                            ? new Move(Move.Kind.UPDATE, "argocd-image-updater", id, at)
                            : new Move(Move.Kind.PERSON, parts[1], id, at)));
        }
        return history;
    }
}

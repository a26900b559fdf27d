package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class RevisionMatchTest {

    private static final String PARENT = "a".repeat(40);
    private static final String OURS = "b".repeat(40);
    private static final String LATER = "c".repeat(40);

    /** By second, as Argo CD tells them. */
    private record Dates(Map<String, Integer> seconds) implements RevisionOrder {

        @Override
        public boolean contains(String revision, String commit) {
            return seconds.get(revision) > seconds.get(commit);
        }

        @Override
        public boolean mayContain(String revision, String commit) {
            return seconds.get(revision) >= seconds.get(commit);
        }
    }

    private static final RevisionOrder SAME_SECOND = new Dates(Map.of(PARENT, 1, OURS, 2, LATER, 2));

    @Test
    public void afterARestartACommitOfTheSameSecondOnTopHasOurs() {
        assertThat(includes(LATER, LATER, SAME_SECOND, Set.of(PARENT), Set.of(PARENT)))
                .isTrue();
        assertThat(includes(LATER, LATER, SAME_SECOND, Set.of(), Set.of(PARENT)))
                .isTrue();
    }

    @Test
    public void aCommitOfTheSameSecondOnTopHasOursThoughArgoCdWasQuicker() {
        assertThat(includes(LATER, LATER, SAME_SECOND, Set.of(PARENT), Set.of()))
                .isTrue();
    }

    @Test
    public void whatOursWasPutOnHasItNotWhateverTheClocksOfTheirAuthorsSay() {
        RevisionOrder wrong = new Dates(Map.of(PARENT, 9, OURS, 2));
        assertThat(includes(PARENT, PARENT, wrong, Set.of(PARENT), Set.of())).isFalse();
        assertThat(includes(PARENT, PARENT, wrong, Set.of(PARENT), Set.of(PARENT)))
                .isFalse();
    }

    @Test
    public void afterARestartALaterCommitHasOursWhateverTheClocksOfTheirAuthorsSay() {
        RevisionOrder wrong = new Dates(Map.of(OURS, 2, LATER, 1));
        assertThat(includes(LATER, LATER, wrong, Set.of(PARENT), Set.of(PARENT)))
                .isTrue();
    }

    @Test
    public void anotherWaitThatKnowsNothingGoesByDates() {
        assertThat(includes(LATER, LATER, SAME_SECOND, Set.of(), Set.of())).isFalse();
        assertThat(includes(LATER, LATER, new Dates(Map.of(OURS, 2, LATER, 3)), Set.of(), Set.of()))
                .isTrue();
    }

    /** @param atBegin where Argo CD is when the wait begins, or is taken up again */
    private static boolean includes(
            String revision, String atBegin, RevisionOrder order, Set<String> earlier, Set<String> known) {
        DesiredState desired = new DesiredState(OURS, "", true, List.of(), new RevisionsBefore(earlier, known));
        RevisionMatch match =
                new RevisionMatch(desired, order, AppJson.at(atBegin).live().status());
        return match.includes(AppJson.at(revision).live(), List.of(revision), true);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class WantedApplicationsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final WantedApplications<String> wanted = new WantedApplications<>();

    @Test
    public void countsAQuestionByItsLastAnswer() {
        wanted.asked("web", NOW);
        wanted.asked("team=a", NOW);
        wanted.answered("team=a", NOW, 7);
        wanted.asked("team=a", NOW);
        assertThat(wanted.count(NOW)).isEqualTo(8);

        wanted.answered("team=a", NOW, 3);
        assertThat(wanted.count(NOW)).isEqualTo(4);
    }

    @Test
    public void countsAQuestionThatNothingAnswersAsOne() {
        wanted.answered("team=nobody", NOW, 0);
        assertThat(wanted.count(NOW)).isEqualTo(1);
    }

    @Test
    public void countsAQuestionOnceHoweverOftenItIsAsked() {
        wanted.asked("web", NOW);
        assertThat(wanted.count(NOW)).isEqualTo(1);
        wanted.asked("web", NOW.plusSeconds(1));
        assertThat(wanted.count(NOW.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    public void forgetsWhatNobodyHasAskedForLately() {
        wanted.answered("team=a", NOW, 7);
        Instant later = NOW.plus(WantedApplications.LATELY).minusSeconds(1);
        wanted.asked("web", later);
        assertThat(wanted.count(later)).isEqualTo(8);

        assertThat(wanted.count(later.plus(Duration.ofMinutes(2)))).isEqualTo(1);
    }
}

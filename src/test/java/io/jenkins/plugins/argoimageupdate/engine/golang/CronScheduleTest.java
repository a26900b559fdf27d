package io.jenkins.plugins.argoimageupdate.engine.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.time.LocalDateTime;
import org.junit.Test;

/** The rules are those of robfig/cron v3, which Argo CD uses. */
public class CronScheduleTest {

    /** A Monday. */
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 30, 12, 0);

    @Test
    public void findsTheNextAndTheLastMinute() {
        assertThat(next("0 22 * * *")).isEqualTo("2026-11-30T22:00");
        assertThat(last("0 22 * * *")).isEqualTo("2026-11-29T22:00");
        assertThat(next("*/15 * * * *")).isEqualTo("2026-11-30T12:15");
        assertThat(last("*/15 * * * *")).isEqualTo("2026-11-30T12:00");
        assertThat(next("30 8-10 * * *")).isEqualTo("2026-12-01T08:30");
        assertThat(last("30 8-10 * * *")).isEqualTo("2026-11-30T10:30");
        assertThat(next("0 0 29 2 *")).isEqualTo("2028-02-29T00:00");
        assertThat(next("0 12 * * *")).as("strictly after").isEqualTo("2026-12-01T12:00");
    }

    @Test
    public void readsNamesListsStepsAndQuestionMarks() {
        assertThat(next("0 9 ? DEC Sat,SUN")).isEqualTo("2026-12-05T09:00");
        assertThat(next("5,10 13 * * mon-fri")).isEqualTo("2026-11-30T13:05");
        assertThat(next("50/5 * * * *")).as("from 50 to the last").isEqualTo("2026-11-30T12:50");
        assertThat(next("0 0 1-31/10 * *")).isEqualTo("2026-12-01T00:00");
    }

    @Test
    public void eitherKindOfDayWillDoWhereBothAreRestricted() {
        assertThat(next("0 0 15 * 2")).as("a Tuesday").isEqualTo("2026-12-01T00:00");
        assertThat(next("0 0 * * 2")).isEqualTo("2026-12-01T00:00");
        assertThat(next("0 0 15 * *")).isEqualTo("2026-12-15T00:00");
        assertThat(next("0 0 */2 * 2")).as("a step restricts").isEqualTo("2026-12-01T00:00");
        assertThat(next("0 0 */1 * 3")).as("each first one does not").isEqualTo("2026-12-02T00:00");
    }

    @Test
    public void refusesWhatArgoCdRefuses() {
        for (String wrong : new String[] {
            "",
            "* * * *",
            "* * * * * *",
            "@daily",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 7",
            "5-1 * * * *",
            "*/0 * * * *",
            "a * * * *",
            "1-2-3 * * * *",
            "1/2/3 * * * *",
            "-1 * * * *",
            ", * * * *"
        }) {
            assertThatThrownBy(() -> CronSchedule.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no schedule");
        }
    }

    @Test
    public void refusesDaysThatNeverCome() {
        assertThatThrownBy(() -> CronSchedule.parse("0 0 30 2 *")).hasMessageContaining("there is no such day");
    }

    private static String next(String schedule) {
        return CronSchedule.parse(schedule).after(NOON).orElseThrow().toString();
    }

    private static String last(String schedule) {
        return CronSchedule.parse(schedule)
                .lastBy(NOON.plusSeconds(30))
                .orElseThrow()
                .toString();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class SoakTest {

    @Test
    public void readsTimes() {
        assertThat(Soak.parse("")).isZero();
        assertThat(Soak.parse("90m")).hasMinutes(90);
        assertThat(Soak.parse("1h30m")).hasMinutes(90);
        assertThat(Soak.parse("3d")).hasDays(3);
        assertThat(Soak.parse("1d12h")).as("like all durations").hasHours(36);
        assertThat(Soak.parse(" 2h ")).hasHours(2);
    }

    @Test
    public void refusesWhatIsNoTime() {
        for (String text : List.of("2", "two hours", "-1h", "1d2")) {
            assertThatThrownBy(() -> Soak.parse(text))
                    .as(text)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("'" + text + "' is no duration");
        }
        for (String text : List.of("400d", "9999h")) {
            assertThatThrownBy(() -> Soak.parse(text))
                    .as(text)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("'" + text + "' is longer than a year. Write up to 365d");
        }
    }

    @Test
    public void saysTimesInTwoUnitsAtMost() {
        assertThat(Soak.words(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(Soak.words(Duration.ofMinutes(40))).isEqualTo("40 min");
        assertThat(Soak.words(Duration.ofHours(2))).isEqualTo("2 h");
        assertThat(Soak.words(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
        assertThat(Soak.words(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    }
}

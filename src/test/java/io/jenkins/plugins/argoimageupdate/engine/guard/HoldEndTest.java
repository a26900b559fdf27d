package io.jenkins.plugins.argoimageupdate.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.Test;

public class HoldEndTest {

    private static final Instant NOW = Instant.parse("2026-11-30T00:10:00Z");

    @Test
    public void readsDurationsAndTimes() {
        assertThat(parse("")).isNull();
        assertThat(parse("90m")).isEqualTo("2026-11-30T01:40:00Z");
        assertThat(parse(" 2h ")).isEqualTo("2026-11-30T02:10:00Z");
        assertThat(parse("3d")).isEqualTo("2026-12-03T00:10:00Z");
        assertThat(parse("1d12h")).isEqualTo("2026-12-01T12:10:00Z");
        assertThat(parse("1h 30m")).isEqualTo("2026-11-30T01:40:00Z");
        assertThat(parse("2026-12-01 08:00")).isEqualTo("2026-12-01T07:00:00Z");
        assertThat(parse("2026-12-01T08:00")).isEqualTo("2026-12-01T07:00:00Z");
        assertThat(parse("2026-12-01T08:00:00Z")).isEqualTo("2026-12-01T08:00:00Z");
    }

    @Test
    public void refusesWhatIsNoTimeInTheFuture() {
        assertThatThrownBy(() -> parse("soon")).hasMessageContaining("hold until 'soon': it is no time. Write 90m");
        assertThatThrownBy(() -> parse("2026-13-01 08:00")).hasMessageContaining("it is no time");
        assertThatThrownBy(() -> parse("0h")).hasMessageContaining("it is over already");
        assertThatThrownBy(() -> parse("2026-11-29 08:00")).hasMessageContaining("it is over already");
    }

    /** Pages show it as a date, and there is none for each time that can be written. */
    @Test
    public void refusesWhatIsTooFarAwayOrTooLong() {
        assertThat(parse("9999-12-31T00:00:00Z")).isEqualTo("9999-12-31T00:00:00Z");
        assertThatThrownBy(() -> parse("+999999999-12-31T00:00:00Z")).hasMessageContaining("that is too far away");
        assertThatThrownBy(() -> parse("1h".repeat(100_000))).hasMessageContaining("it is no time");
    }

    private static Instant parse(String text) {
        return HoldEnd.parse(text, NOW, ZoneId.of("Europe/Berlin"));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.Test;

public class TimestampsTest {

    @Test
    public void readsWhatGoReads() {
        assertThat(Timestamps.parse("2024-01-01T02:00:00.5+02:00")).contains(Instant.parse("2024-01-01T00:00:00.5Z"));
        assertThat(Timestamps.parse("2024-01-01T0:00:00Z")).contains(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(Timestamps.parse("2024-01-01T00:00:00,5Z")).contains(Instant.parse("2024-01-01T00:00:00.5Z"));
        assertThat(Timestamps.parse("2024-01-01T00:00:00.1234567899Z"))
                .contains(Instant.parse("2024-01-01T00:00:00.123456789Z"));
        assertThat(Timestamps.parse("2024-01-02T00:00:00+24:00")).contains(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(Timestamps.parse("0001-01-01T00:00:00Z")).contains(Instant.parse("0001-01-01T00:00:00Z"));
    }

    @Test
    public void refusesWhatGoRefuses() {
        for (String text : new String[] {
            "",
            "not a date",
            "2024-01-01",
            "2024-01-01 00:00:00Z",
            "2024-01-01t00:00:00z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:60Z",
            "2024-1-1T00:00:00Z",
            "2024-02-30T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+0200",
            "2024-01-01T00:00:00+25:00",
            "10000-01-01T00:00:00Z",
            "-2024-01-01T00:00:00Z"
        }) {
            assertThat(Timestamps.parse(text)).as(text).isEmpty();
        }
        assertThat(Timestamps.parse(null)).isEmpty();
    }
}

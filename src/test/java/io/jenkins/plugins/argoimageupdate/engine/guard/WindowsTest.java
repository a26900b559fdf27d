package io.jenkins.plugins.argoimageupdate.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class WindowsTest {

    @Test
    public void withoutWindowsItIsAlwaysOpen() {
        assertThat(Windows.NONE.closed(Instant.EPOCH)).isEmpty();
    }

    @Test
    public void anActiveDenyWindowClosesUntilItsEnd() {
        Windows nights = windows("deny|0 22 * * *|8h|");
        assertThat(nights.closed(at("2026-11-30T21:59:59Z"))).isEmpty();
        Wait wait = nights.closed(at("2026-11-30T22:00:00Z")).orElseThrow();
        assertThat(wait.cause()).isEqualTo(Wait.Cause.WINDOW);
        assertThat(wait.explanation()).isEqualTo("the window 'deny 0 22 * * * for 8h (UTC)' is active");
        assertThat(wait.until()).isEqualTo("2026-12-01T06:00:00Z");
        assertThat(nights.closed(at("2026-12-01T06:00:00Z"))).isEmpty();
    }

    @Test
    public void whereThereAreAllowWindowsOneHasToBeActive() {
        Windows office = windows("allow|0 8 * * 1-5|9h|Europe/Berlin", "allow|0 10 * * 6|1h|Europe/Berlin");
        assertThat(office.closed(at("2026-11-30T07:00:00Z")))
                .as("Monday, 8 in Berlin")
                .isEmpty();
        Wait wait = office.closed(at("2026-12-04T16:00:00Z")).orElseThrow();
        assertThat(wait.explanation())
                .isEqualTo("it is outside the windows 'allow 0 8 * * 1-5 for 9h (Europe/Berlin)' and"
                        + " 'allow 0 10 * * 6 for 1h (Europe/Berlin)'");
        assertThat(wait.until()).as("Saturday").isEqualTo("2026-12-05T09:00:00Z");
    }

    @Test
    public void aDenyWindowWinsOverAnAllowWindow() {
        Windows both = windows("allow|0 8 * * *|10h|", "deny|0 12 * * *|1h|", "deny|30 12 * * *|1h|");
        assertThat(both.closed(at("2026-11-30T11:00:00Z"))).isEmpty();
        assertThat(both.closed(at("2026-11-30T12:10:00Z")).orElseThrow().until())
                .isEqualTo("2026-11-30T13:30:00Z");
        assertThat(both.closed(at("2026-11-30T17:59:00Z"))).isEmpty();
        assertThat(both.closed(at("2026-11-30T18:00:00Z")).orElseThrow().until())
                .isEqualTo("2026-12-01T08:00:00Z");
    }

    @Test
    public void windowsThatNeverOpenSaySo() {
        Wait wait =
                windows("deny|* * * * *|1h|").closed(at("2026-11-30T12:00:00Z")).orElseThrow();
        assertThat(wait.until()).isNull();
        assertThat(wait.explanation()).endsWith("updates are not allowed at any time of the next year");
    }

    @Test
    public void aWindowThatBeginsAnewWhenItEndsAtTheLatestIsAlwaysActive() {
        for (String always :
                List.of("* * * * *|1m", "0 * * * *|1h", "*/20 * * * *|20m", "0 22,6 * * *|16h", "5 1 * * *|1d")) {
            assertThat(isAlwaysActive(always)).as(always).isTrue();
        }
        for (String ends :
                List.of("* * * * *|59s", "0 * * * *|59m", "0 22,6 * * *|15h", "0 0 * * 1-6|1d", "0 0 1-30 * *|1d")) {
            assertThat(isAlwaysActive(ends)).as(ends).isFalse();
        }
    }

    private static boolean isAlwaysActive(String window) {
        return windows("deny|" + window + "|").all().get(0).isAlwaysActive();
    }

    @Test
    public void whenTheClocksGoForwardTheWindowEndsByTheClockOnTheWall() {
        // 2026-03-29: 2 o'clock is 3 o'clock in Berlin, at 01:00 UTC
        Windows night = windows("deny|0 22 * * *|8h|Europe/Berlin");
        assertThat(night.closed(at("2026-03-29T03:59:59Z")).orElseThrow().until())
                .isEqualTo("2026-03-29T04:00:00Z");
        Windows skipped = windows("allow|30 2 * * *|1h|Europe/Berlin");
        assertThat(skipped.closed(at("2026-03-29T00:59:59Z")).orElseThrow().until())
                .as("half past two does not come, and three is within the window")
                .isEqualTo("2026-03-29T01:00:00Z");
        assertThat(skipped.isOpen(at("2026-03-29T01:29:00Z"))).isTrue();
        assertThat(skipped.isOpen(at("2026-03-29T01:30:00Z"))).isFalse();
    }

    @Test
    public void whenTheClocksGoBackTheWindowLastsAnHourLonger() {
        // 2026-10-25: 3 o'clock is 2 o'clock in Berlin, at 01:00 UTC
        Windows night = windows("deny|0 22 * * *|8h|Europe/Berlin");
        assertThat(night.closed(at("2026-10-24T20:00:00Z")).orElseThrow().until())
                .isEqualTo("2026-10-25T05:00:00Z");
        Windows twice = windows("allow|30 2 * * *|15m|Europe/Berlin");
        assertThat(twice.isOpen(at("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(twice.closed(at("2026-10-25T00:45:00Z")).orElseThrow().until())
                .isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    public void refusesWhatCannotBeRead() {
        assertThatThrownBy(() -> windows("alow|* * * * *|1h|"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Did you mean 'allow'?");
        assertThatThrownBy(() -> windows("allow|* * * *|1h|")).hasMessageContaining("five fields");
        assertThatThrownBy(() -> windows("allow|* * * * *|1 hour|")).hasMessageContaining("no duration");
        assertThatThrownBy(() -> windows("allow|* * * * *|0s|")).hasMessageContaining("never open");
        assertThatThrownBy(() -> windows("allow|* * * * *|367d|")).hasMessageContaining("too long");
        assertThatThrownBy(() -> windows("allow|* * * * *|1h|Europe/Berlim"))
                .hasMessageContaining("Did you mean 'Europe/Berlin'?");
    }

    /** Random windows, asked at random times around changes of clocks and elsewhere, against trying out each minute. */
    @Test
    public void agreesWithTryingOutEachMinute() {
        Random random = new Random(20261130);
        for (int i = 0; i < 1500; i++) {
            List<Window> all = new ArrayList<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                all.add(randomWindow(random));
            }
            Windows windows = new Windows(all);
            Instant now = random.nextBoolean()
                    ? at(random.nextBoolean() ? "2026-03-28T20:00:00Z" : "2026-10-24T20:00:00Z")
                            .plus(random.nextInt(12 * 60), ChronoUnit.MINUTES)
                    : at("2026-01-01T00:00:00Z").plus(random.nextInt(365 * 24 * 60), ChronoUnit.MINUTES);
            Optional<Instant> expected = tryOut(all, now);
            if (expected.isPresent()) {
                assertThat(windows.opening(now)).as("%s at %s", all, now).isEqualTo(expected);
            } else {
                assertThat(windows.isOpen(now)).as("%s at %s", all, now).isFalse();
            }
        }
    }

    private static final Duration TRIED = Duration.ofDays(3);

    private static Optional<Instant> tryOut(List<Window> all, Instant now) {
        for (Instant time = now; time.isBefore(now.plus(TRIED)); time = time.plus(1, ChronoUnit.MINUTES)) {
            Instant minute = time;
            boolean denied = all.stream().anyMatch(w -> w.kind() == Window.Kind.DENY && isActive(w, minute));
            boolean restricted = all.stream().anyMatch(w -> w.kind() == Window.Kind.ALLOW);
            boolean allowed = all.stream().anyMatch(w -> w.kind() == Window.Kind.ALLOW && isActive(w, minute));
            if (!denied && (!restricted || allowed)) {
                return Optional.of(minute);
            }
        }
        return Optional.empty();
    }

    /** As Argo CD has it: on the wall's clock, the first start after what the duration goes back is not after now. */
    private static boolean isActive(Window window, Instant now) {
        LocalDateTime wall = LocalDateTime.ofInstant(now, window.zone());
        return window.schedule()
                .after(wall.minus(window.duration()))
                .filter(start -> !start.isAfter(wall))
                .isPresent();
    }

    private static Window randomWindow(Random random) {
        String[] hours = {"*", "2", "1-3", "*/6", "22", "8"};
        String[] days = {"*", "*", "*", "1-5", "0", "6"};
        String[] durations = {"15m", "1h", "90m", "8h", "1d", "2h7m"};
        String[] zones = {"Europe/Berlin", "", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"};
        return Window.parse(
                random.nextBoolean() ? "allow" : "deny",
                random.nextInt(60) + " " + any(random, hours) + " * * " + any(random, days),
                any(random, durations),
                any(random, zones));
    }

    private static String any(Random random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Windows windows(String... written) {
        return new Windows(Arrays.stream(written)
                .map(text -> text.split("\\|", -1))
                .map(parts -> Window.parse(parts[0], parts[1], parts[2], parts[3]))
                .toList());
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}

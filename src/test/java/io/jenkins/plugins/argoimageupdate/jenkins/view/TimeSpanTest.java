package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.jvnet.localizer.LocaleProvider;

public class TimeSpanTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final LocaleProvider before = LocaleProvider.getProvider();
    private Locale language = Locale.ENGLISH;

    @Before
    public void speakTheLanguageOfTheTest() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return language;
            }
        });
    }

    @After
    public void speakAsBefore() {
        LocaleProvider.setProvider(before);
    }

    @Test
    public void oneOrTwoUnitsSayHowLongItTook() {
        assertThat(TimeSpan.of(-5)).isEqualTo("0 s");
        assertThat(TimeSpan.of(0)).isEqualTo("0 s");
        assertThat(TimeSpan.of(20)).isEqualTo("0.1 s");
        assertThat(TimeSpan.of(449)).isEqualTo("0.4 s");
        assertThat(TimeSpan.of(999)).isEqualTo("1.0 s");
        assertThat(TimeSpan.of(8_300)).isEqualTo("8 s");
        assertThat(TimeSpan.of(155_000)).isEqualTo("2 min 35 s");
        assertThat(TimeSpan.of(180_000)).isEqualTo("3 min");
        assertThat(TimeSpan.of(Duration.ofMinutes(185))).isEqualTo("3 h 5 min");
        assertThat(TimeSpan.of(Duration.ofHours(27))).isEqualTo("1 d 3 h");
        assertThat(TimeSpan.of(Duration.ofDays(12).plusHours(5))).isEqualTo("12 d");
    }

    @Test
    public void theLargestUnitSaysHowLongAgoItWas() {
        assertThat(RelativeTime.of(NOW.minusSeconds(3), NOW)).isEqualTo("just now");
        assertThat(RelativeTime.of(NOW.plusSeconds(3), NOW)).isEqualTo("just now");
        assertThat(RelativeTime.of(NOW.minusSeconds(42), NOW)).isEqualTo("42 s ago");
        assertThat(RelativeTime.of(NOW.minusSeconds(299), NOW)).isEqualTo("4 min ago");
        assertThat(RelativeTime.of(NOW.plusSeconds(125), NOW)).isEqualTo("in 2 min");
        assertThat(RelativeTime.of(NOW.minus(Duration.ofHours(47)), NOW)).isEqualTo("1 d ago");
    }

    @Test
    public void theReaderReadsItInChinese() {
        language = Locale.SIMPLIFIED_CHINESE;

        assertThat(TimeSpan.of(155_000)).isEqualTo("2 分钟 35 秒");
        assertThat(RelativeTime.of(NOW.minusSeconds(299), NOW)).isEqualTo("4 分钟前");
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ScheduleWordsTest {

    private final Locale before = Locale.getDefault();

    @Before
    public void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @After
    public void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    public void saysSimpleSchedulesInWords() {
        Map<String, String> words = Map.ofEntries(
                Map.entry("* * * * *", "every minute"),
                Map.entry("H/1 * * * *", "every minute"),
                Map.entry("H/2 * * * *", "every 2 minutes"),
                Map.entry("*/15 * * * *", "every 15 minutes"),
                Map.entry("H * * * *", "every hour"),
                Map.entry("30 * * * *", "every hour"),
                Map.entry("@hourly", "every hour"),
                Map.entry("H H/4 * * *", "every 4 hours"),
                Map.entry("H H * * *", "every day"),
                Map.entry("0 3 * * *", "every day"),
                Map.entry("@midnight", "every day"),
                Map.entry("@weekly", "every week"),
                Map.entry("# often\nH/5 * * * *\n", "every 5 minutes"));
        words.forEach(
                (spec, expected) -> assertThat(ScheduleWords.of(spec)).as(spec).isEqualTo(expected));
    }

    @Test
    public void leavesAllOthersAsTheyAre() {
        for (String spec : new String[] {
            "H/7 * * * *",
            "0 0 1 1 *",
            "H/5 8-18 * * 1-5",
            "H 3 * * *\nH 15 * * *",
            "TZ=UTC\nH * * * *",
            "",
            "H/0 * * * *",
            "* 3 * * *",
            "@yearly"
        }) {
            assertThat(ScheduleWords.of(spec)).isEqualTo(spec);
        }
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.jvnet.localizer.LocaleProvider;

/** What polls keep in English is said in the reader's language. */
public class PollWordsTest {

    private static final LocaleProvider OWN = LocaleProvider.getProvider();

    @Before
    public void readChinese() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.SIMPLIFIED_CHINESE;
            }
        });
    }

    @After
    public void readAsBefore() {
        LocaleProvider.setProvider(OWN);
    }

    @Test
    public void whoAskedIsSaidInTheReadersLanguage() {
        assertThat(PollWords.origin("the schedule")).isEqualTo("日程表");
        assertThat(PollWords.origin("the schedule, " + PollWords.byHand("ann"))).isEqualTo("日程表, ann（立即轮询）");
        assertThat(PollWords.origin("the webhook 'hub' from 10.0.0.1, 10.0.0.2 through 127.0.0.1, the schedule"))
                .isEqualTo("Webhook“hub”（10.0.0.1, 10.0.0.2 through 127.0.0.1）, 日程表");
        assertThat(PollWords.origin("somebody")).isEqualTo("somebody");
    }

    @Test
    public void whatWasDecidedIsSaidInTheReadersLanguageAndKeptInEnglish() {
        for (Outcome outcome : Outcome.values()) {
            String english = PollWords.english(outcome, "frontend main-1 → main-2");
            assertThat(english).as("%s", outcome).isEqualTo(english.replaceAll("[^\\x00-\\x7F→]", ""));
            if (outcome != Outcome.FAILED) {
                assertThat(PollWords.decision(record(outcome, english, "frontend main-1 → main-2")))
                        .as("%s", outcome)
                        .containsPattern("\\p{IsHan}");
            }
        }
        assertThat(PollWords.decision(record(Outcome.CURRENT, "", ""))).isEqualTo("无需更新：所有镜像均为最新");
        assertThat(PollWords.decision(record(Outcome.STARTED, "", "frontend main-1 → main-2")))
                .isEqualTo("启动构建：frontend main-1 → main-2");
    }

    @Test
    public void whatEarlierVersionsKeptAndWhatFailedIsSaidAsItWasKept() {
        assertThat(PollWords.decision(record(Outcome.CURRENT, "All is current", null)))
                .isEqualTo("All is current");
        assertThat(PollWords.decision(record(Outcome.FAILED, "ERROR: 429", null)))
                .isEqualTo("ERROR: 429");
    }

    private static PollRecord record(Outcome outcome, String decision, String detail) {
        return new PollRecord(Instant.EPOCH, 1, "the schedule", outcome, decision, "", List.of(), detail);
    }
}

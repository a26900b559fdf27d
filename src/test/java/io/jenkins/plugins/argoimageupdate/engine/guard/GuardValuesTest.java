package io.jenkins.plugins.argoimageupdate.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.version.Version;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** How the values of guards are read. */
public class GuardValuesTest {

    @Test
    public void durationsMayHaveDays() {
        assertThat(LongDuration.parse("minimumAge", "90m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(LongDuration.parse("minimumAge", " 1d12h ")).isEqualTo(Duration.ofHours(36));
        assertThat(LongDuration.parse("minimumAge", "2d")).isEqualTo(Duration.ofDays(2));
        assertThat(LongDuration.parse("minimumAge", "0")).isEqualTo(Duration.ZERO);
        for (String wrong : new String[] {"", "1", "-1h", "1d-1h", "1 h", "1w", "h", "d", "999999d"}) {
            assertThatThrownBy(() -> LongDuration.parse("minimumAge", wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("minimumAge")
                    .hasMessageContaining("no duration");
        }
    }

    @Test
    public void durationsAreShownWithoutWhatIsZero() {
        for (String text : new String[] {"90s", "2h", "1d", "1d12h", "1h30m", "2d5m"}) {
            assertThat(LongDuration.format(LongDuration.parse("", text))).isEqualTo(text.replace("90s", "1m30s"));
        }
        assertThat(LongDuration.format(Duration.ZERO)).isEqualTo("0s");
    }

    @Test
    public void theHistoryIsCommitsAndAgeOrOneOfThem() {
        assertThat(RollbackHistory.parse("20, 7d")).isEqualTo(new RollbackHistory(20, Duration.ofDays(7)));
        assertThat(RollbackHistory.parse("12h,5")).isEqualTo(new RollbackHistory(5, Duration.ofHours(12)));
        assertThat(RollbackHistory.parse("20")).isEqualTo(new RollbackHistory(20, Duration.ofDays(30)));
        assertThat(RollbackHistory.parse("7d")).isEqualTo(new RollbackHistory(50, Duration.ofDays(7)));
        assertThat(RollbackHistory.DEFAULT).hasToString("50, 30d");
        for (String wrong : new String[] {"", "0", "1001", "99999999999", "5, 6", "1d, 2d", "1,2d,3", "x"}) {
            assertThatThrownBy(() -> RollbackHistory.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("rollbackHistory");
        }
    }

    @Test
    public void aStepIsNoBiggerThanItsKind() {
        assertThat(MaxStep.PATCH.allows(version("1.2.3"), version("1.2.9"))).isTrue();
        assertThat(MaxStep.PATCH.allows(version("1.2.3"), version("1.3.0"))).isFalse();
        assertThat(MaxStep.MINOR.allows(version("1.2.3"), version("1.3.0"))).isTrue();
        assertThat(MaxStep.MINOR.allows(version("1.2.3"), version("2.0.0"))).isFalse();
        assertThat(MaxStep.MAJOR.allows(version("1.2.3"), version("2.0.0"))).isTrue();
        assertThatThrownBy(() -> MaxStep.parse("minr"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Did you mean 'minor'? There are: major, minor, patch");
    }

    @Test
    public void anApprovalIsForTheTagsThatAreNamed() {
        Approval approval = new Approval(List.of("regexp:^v2"), List.of("v2.1", "v2.0-*", "latest@sha256:abc"));
        assertThat(approval.missing(ImageTag.ofName("v1.9"))).isEmpty();
        assertThat(approval.missing(ImageTag.ofName("v2.1"))).isEmpty();
        assertThat(approval.missing(ImageTag.ofName("v2.0-rc1"))).isEmpty();
        assertThat(approval.missing(ImageTag.ofName("v2.2"))).contains("regexp:^v2");
        Approval any = new Approval(List.of("any"), List.of("latest@sha256:abc"));
        assertThat(any.missing(new ImageTag("latest", "sha256:abc"))).isEmpty();
        assertThat(any.missing(new ImageTag("latest", "sha256:def"))).contains("any");
        assertThat(new Approval(List.of("none"), List.of()).missing(ImageTag.ofName("v1")))
                .isEmpty();
        Approval.check("none");
        assertThatThrownBy(() -> Approval.check("v2.*")).hasMessageContaining("Write any, none, or regexp:");
    }

    @Test
    public void aServerHasNoMoreRolloutsThanAllowed() {
        RolloutSlots slots = new RolloutSlots();
        assertThat(slots.begin("production", "/a", 2)).isTrue();
        assertThat(slots.begin("production", "/b", 2)).isTrue();
        assertThat(slots.begin("production", "/c", 2)).isFalse();
        assertThat(slots.begin("production", "/b", 2))
                .as("another run of one under way")
                .isTrue();
        assertThat(slots.begin("staging", "/c", 2)).isTrue();
        assertThat(slots.begin("production", "/d", 0)).as("without a limit").isTrue();
        slots.end("production", "/d");
        slots.end("production", "/b");
        assertThat(slots.begin("production", "/c", 2))
                .as("one run of b goes on")
                .isFalse();
        slots.end("production", "/b");
        assertThat(slots.begin("production", "/c", 2)).isTrue();
        assertThat(slots.others("production", "/c")).isEqualTo(1);
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }
}

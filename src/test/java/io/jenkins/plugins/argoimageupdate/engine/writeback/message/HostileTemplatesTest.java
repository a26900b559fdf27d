package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Templates that took the stack, the memory or minutes. */
public class HostileTemplatesTest {

    private static final String FALLBACK = "build: update of application app";

    @Test(timeout = 60_000)
    public void blocksInBlocksOverflowedTheStack() {
        assertThatThrownBy(() -> CommitMessageTemplate.parse("{{block \"a\" .}}".repeat(3_000)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test(timeout = 60_000)
    public void aTemplateThatCallsItselfInManyConditionsOverflowedTheStack() {
        String body = "{{if 1}}".repeat(99) + "{{template \"a\"}}" + "{{end}}".repeat(99);
        assertThat(render("{{define \"a\"}}" + body + "{{end}}{{template \"a\"}}"))
                .isEqualTo(FALLBACK);
    }

    @Test(timeout = 60_000)
    public void aTextThatDoublesTookAllMemory() {
        assertThat(render("{{$x := \"xx\"}}{{range 60}}{{$x = print $x $x}}{{end}}"))
                .isEqualTo(FALLBACK);
        assertThat(render("{{$x := \"xx\"}}{{range 60}}{{$x = html $x $x}}{{end}}"))
                .isEqualTo(FALLBACK);
        assertThat(render("{{$x := \"xx\"}}{{range 60}}{{$x = printf \"%s%s\" $x $x}}{{end}}"))
                .isEqualTo(FALLBACK);
    }

    @Test(timeout = 60_000)
    public void wideTextsThatNobodySeesTookMinutes() {
        assertThat(
                        render(
                                "{{range 1000}}{{range 900}}{{$x := printf \"%9999d%9999d%9999d%9999d\" 1 2 3 4}}{{end}}{{end}}"))
                .isEqualTo(FALLBACK);
        assertThat(render("{{range 1000}}{{range 900}}{{$x := len (print $.AppChanges " + "$.AppChanges ".repeat(200)
                        + ")}}{{end}}{{end}}"))
                .isEqualTo(FALLBACK);
    }

    @Test
    public void aNumberBeyondAllBoundsWasAStackTrace() {
        for (String number : new String[] {"1e999", "-1e999", "0x1p9999"}) {
            assertThatThrownBy(() -> CommitMessageTemplate.parse("{{" + number + "}}"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("bad number " + number);
        }
    }

    @Test(timeout = 60_000)
    public void aTemplateThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> CommitMessageTemplate.parse("x".repeat(200_000)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("65,536 characters")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }

    private static String render(String template) {
        return CommitMessageTemplate.parse(template)
                .render("app", List.of(new TemplateChange("i", "a", "1", "2", Map.of("l", "v"))))
                .text();
    }
}

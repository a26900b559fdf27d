package io.jenkins.plugins.argoimageupdate.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class CleanTextTest {

    @Test
    public void textThatIsFitStaysTheSameObject() {
        String text = "build: Grüße, 日本語 🚀 👩‍🚀 — main-1 → main-2";

        assertThat(CleanText.line(text)).isSameAs(text);
        assertThat(CleanText.block(text)).isSameAs(text);
        assertThat(CleanText.isLine(text)).isTrue();
    }

    @Test
    public void aLineHasNoEndInIt() {
        assertThat(CleanText.line("a\r\n\r\nSigned-off-by: b\tc\u0085d\u2028e\u2029f\u000Bg"))
                .isEqualTo("a Signed-off-by: b c d e f g");
        assertThat(CleanText.line(null)).isEmpty();
        assertThat(CleanText.isLine("a\nb")).isFalse();
    }

    @Test
    public void aBlockKeepsItsLines() {
        assertThat(CleanText.block("+a\r\n-\tb\n\u001Bc\u2028d")).isEqualTo("+a\r\n-\tb\n\uFFFDc d");
    }

    @Test
    public void whatForgesOrHidesIsSeen() {
        assertThat(CleanText.line("a\u0000b\u0007c\u007Fd\u009Be\u202Ef\u2066g\u200Fh\u061Ci\uFFFEj\uFFFFk\uFDD0l"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh\uFFFDi\uFFFDj\uFFFDk\uFFFDl");
        assertThat(CleanText.line("a\uD800b\uDC00c")).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    public void aConsoleNoteIsPlainText() {
        assertThat(CleanText.line("\u001B[8mha:AAAA\u001B[0m!")).isEqualTo("ha:AAAA!");
        assertThat(CleanText.line("\u001B[31mred\u001B[0m \u001B]0;title\u0007 \u001B[2J \u001B["))
                .isEqualTo("red \uFFFD]0;title\uFFFD \uFFFD[2J \uFFFD[");
    }

    @Test
    public void aSequenceThatComesTogetherByCleaningIsNone() {
        assertThat(CleanText.line("\u001B\u001B[31m[8mha:")).isEqualTo("\uFFFD[8mha:");
    }

    @Test
    public void aLongLineIsCutBetweenCharacters() {
        assertThat(CleanText.line("abcdef", 3)).isEqualTo("abc…");
        assertThat(CleanText.line("ab🚀d", 3)).isEqualTo("ab…");
        assertThat(CleanText.line("x".repeat(1 << 20))).hasSize(CleanText.LONGEST_LINE + 1);
        assertThat(CleanText.line("\n".repeat(1 << 20) + "\u001B".repeat(1 << 20)))
                .hasSize(CleanText.LONGEST_LINE + 1);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

public class ScalarTextTest {

    @Test
    public void leavesUnambiguousTextPlain() {
        for (String text : new String[] {
            "1.1.0",
            "v2",
            "main-abc1234",
            "latest@sha256:ab",
            "_",
            "--",
            "-abc",
            "1.2.3.4",
            "0x",
            "1e",
            "2024-13-01",
            "a b",
            "é"
        }) {
            assertThat(ScalarText.render(text, false)).isEqualTo(text);
        }
    }

    @Test
    public void quotesNumbersDatesNullsAndBooleans() {
        for (String text : new String[] {
            "",
            "1",
            "1.20",
            "-1",
            "+1",
            ".5",
            "1.",
            "1e3",
            "0x10",
            "007",
            "08",
            "0o7",
            "0b1",
            "1_000",
            ".inf",
            "-.INF",
            "2024-01-02",
            "2024-1-2",
            "true",
            "False",
            "null",
            "~",
            "<<"
        }) {
            assertThat(ScalarText.render(text, false)).isEqualTo("\"" + text + "\"");
        }
    }

    @Test
    public void quotesWhatYaml11ReadersTakeForAnotherType() {
        for (String text : new String[] {"y", "N", "yes", "No", "ON", "off", "1:30", "-1:30.5"}) {
            assertThat(ScalarText.render(text, false)).isEqualTo("\"" + text + "\"");
        }
    }

    @Test
    public void quotesWhatWouldBeSyntax() {
        assertThat(ScalarText.render("-", false)).isEqualTo("'-'");
        assertThat(ScalarText.render("a: b", false)).isEqualTo("'a: b'");
        assertThat(ScalarText.render("a #b", false)).isEqualTo("'a #b'");
        assertThat(ScalarText.render("'a", false)).isEqualTo("'''a'");
        assertThat(ScalarText.render(" a", false)).isEqualTo("' a'");
        assertThat(ScalarText.render("a:b", true)).isEqualTo("'a:b'");
        assertThat(ScalarText.render("a\nb\t\"", false)).isEqualTo("\"a\\nb\\t\\\"\"");
    }

    @Test
    public void readsBackAsTheSameString() {
        Random random = new Random(42);
        String alphabet = "ab01-+.:_~#'\"&*!|>%@`[]{},? \\\n\té😀";
        int[] letters = alphabet.codePoints().toArray();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length >= 0; length--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            assertThat(load("k: " + ScalarText.render(text.toString(), false) + "\n"))
                    .as(text.toString())
                    .isEqualTo("{k=" + text + "}");
            assertThat(load("[" + ScalarText.render(text.toString(), true) + ", x]"))
                    .as(text.toString())
                    .isEqualTo("[" + text + ", x]");
        }
    }

    private static String load(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml).toString();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.Test;

public class YamlDocumentsTest {

    @Test
    public void readsWhatGoReads() {
        assertThat(GoYaml.answers()).hasSizeGreaterThan(250);
        for (GoYaml go : GoYaml.answers()) {
            if (go.isAccepted()) {
                YamlDocuments read = YamlDocuments.read(go.yaml());
                List<String> shown = GoYaml.show(read.roots());
                assertThat(shown.subList(
                                0, Math.min(shown.size(), go.documents().size())))
                        .as(go.yaml())
                        .isEqualTo(go.documents());
                assertThat(go.broken() || shown.size() == go.documents().size())
                        .as(go.yaml())
                        .isTrue();
                assertThat(go.broken() || read.broken().isEmpty()).as(go.yaml()).isTrue();
            }
        }
    }

    @Test
    public void readsAnEmojiWhereverItStands() {
        for (int i = 1; i < 3_000; i++) {
            String text = "# " + "x".repeat(i) + "😀\na: b\n";
            assertThat(GoYaml.show(YamlDocuments.read(text).roots())).containsExactly("{\"a\": \"b\"}");
        }
    }

    @Test
    public void saysWhatIsWrongAndWhere() {
        assertProblem("a: 1\n\tb: 2\n", 2, "a tab stands where only spaces may indent a line");
        assertProblem("a: \"b\nc: d\n", 1, "the quote \" that opens here is never closed");
        assertProblem("a: b: c\n", 1, "a second ': ' follows in one value");
        assertProblem("a: b\nc\n", 2, "no ': ' follows the key");
        assertProblem("a:\n  b: c\n d: e\n", 3, "this is no key of the mapping above");
        assertProblem("- a\nb: c\n", 2, "this is no item of the list above");
        assertProblem("a: [b\nc: d\n", 2, "opened in line 1");
        assertProblem("a: @b\n", 1, "cannot start with @");
        assertProblem("a: *b\n", 1, "there is no anchor &b before *b");
        assertProblem("a: |x\n  y\n", 1, "text follows the | or >");
        assertProblem("a: - b\n", 1, "an item of a list has to start its line");
        assertProblem("a: b\n- c\n", 2, "this is no key of the mapping above");
        assertProblem("a: \"\\q\"\n", 1, "there is no escape \\q in double quotes");
        assertProblem("a: !e!x b\n", 1, "no %TAG line declares the tag handle !e!");
        assertProblem("b: \u0007\n", 1, "the control character U+0007");
    }

    @Test
    public void takesTheFirstDocumentWhateverFollows() {
        YamlDocuments read = YamlDocuments.read("a: b\n---\nc: [\n");

        assertThat(read.roots()).hasSize(1);
        assertThat(read.broken().orElseThrow().line()).isEqualTo(4);
        assertThatThrownBy(() -> YamlDocuments.all("a: b\n---\nc: [\n")).isInstanceOf(YamlSyntaxException.class);
    }

    @Test
    public void saysWhatToDoAboutBracketsAndTabs() {
        assertThatThrownBy(() -> YamlDocuments.read("{a: images[0].name, b: c}\n"))
                .isInstanceOfSatisfying(YamlSyntaxException.class, e -> {
                    assertThat(e.answer()).endsWith("} or , is missing; the bracket was opened in line 1");
                    assertThat(e.advice()).isEqualTo("Put a value with [ ] or { } in quotes");
                });
        for (String text : new String[] {"a: 1\n\tb: 2\n", "a: |\n\tb\n", "a:\n  b: c\n\td\n"}) {
            assertThatThrownBy(() -> YamlDocuments.read(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            YamlSyntaxException.class,
                            e -> assertThat(e.advice()).isEqualTo("Replace it by spaces"));
        }
    }

    private static void assertProblem(String text, int line, String problem) {
        assertThatThrownBy(() -> YamlDocuments.read(text))
                .isInstanceOfSatisfying(
                        YamlSyntaxException.class,
                        e -> assertThat(e.line()).as(text).isEqualTo(line))
                .hasMessageContaining(problem);
    }
}

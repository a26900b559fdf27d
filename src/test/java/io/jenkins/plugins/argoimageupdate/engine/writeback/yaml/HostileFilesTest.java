package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.Test;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Files that took the stack, the memory or minutes. */
public class HostileFilesTest {

    @Test(timeout = 60_000)
    public void anAnchorFollowedByManyEmptyLinesOverflowedTheStack() {
        String gap = "\n".repeat(100_000);
        assertThat(set("a: &x" + gap + "  1\nb: 2\n", "a", "v")).isEqualTo("a: &x" + gap + "  v\nb: 2\n");
    }

    @Test(timeout = 60_000)
    public void aTagFollowedByManyCommentsOverflowedTheStack() {
        String gap = "\n" + "  # c\n".repeat(100_000);
        assertThat(set("a: !!str" + gap + "  x\n", "a", "v")).isEqualTo("a: !!str" + gap + "  v\n");
    }

    @Test(timeout = 60_000)
    public void manyCommentLinesBeforeAnAliasOverflowedTheStack() {
        String comments = "# c *d\n".repeat(100_000);
        String text = "a: &x 1\nm:\n  k:\n" + comments + "    *x\nz: 1\n";
        YamlFile file = YamlFile.parse("f", text.getBytes(StandardCharsets.UTF_8));
        file.put((MappingNode) file.root().orElseThrow(), "new", new YamlValue.Text("v"));
        assertThat(text(file)).isEqualTo(text + "new: v\n");
        file.put(mapping(file, "m"), "new", new YamlValue.Text("v"));
        assertThat(text(file)).isEqualTo(text.replace("z: 1", "  new: v\nz: 1") + "new: v\n");
    }

    @Test(timeout = 60_000)
    public void aLineOfDashesBeforeAnErrorTookTimeSquared() {
        assertThatThrownBy(() -> parse("a: x\n" + "-".repeat(500_000) + "\n{{ b }}: }\n"))
                .isInstanceOf(GitException.class);
    }

    @Test(timeout = 60_000)
    public void aLongNoteAndManyBlankLinesInABlockScalarTookTimeSquared() {
        String text = "a: | # " + "n".repeat(200_000) + "\n    x\n" + "\n".repeat(200_000) + "b: 1\n";
        assertThat(set(text, "b", "v")).isEqualTo(text.replace("b: 1", "b: v"));
        assertThat(set(text, "a", "v")).isEqualTo(text.replace("a: |", "a: |-").replace("    x", "    v"));
    }

    @Test(timeout = 60_000)
    public void manyColonsBehindALongKeyTookTimeSquared() {
        assertThatThrownBy(() -> parse("a: [\"" + "é😀".repeat(1_000) + "\" " + ": ".repeat(500_000)))
                .isInstanceOf(GitException.class);
    }

    @Test(timeout = 60_000)
    public void aNumberInManyPartsOverflowedTheStack() {
        String parts = "1" + ":1".repeat(50_000);
        assertThat(set("a: x\n", "a", parts)).isEqualTo("a: \"" + parts + "\"\n");
    }

    @Test(timeout = 60_000)
    public void aliasesThatMultiplyAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%: &a% [*a#, *a#]\n".replace("%", "" + i).replace("#", "" + (i - 1)));
        }
        assertThatThrownBy(() -> parse(laughs.toString()))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("values.yaml:")
                .hasMessageContaining("1,000,000");
    }

    @Test(timeout = 60_000)
    public void moreThanAnybodyWritesIsRefused() {
        assertThatThrownBy(() -> parse("x".repeat((10 << 20) + 1)))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("values.yaml")
                .hasMessageContaining("10 MiB");
        assertThatThrownBy(() -> parse("[" + "a,".repeat(3_000_000) + "]"))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("read values.yaml:1: up to here it has more than 500,000");
        for (String opening : new String[] {"[", "- ", "? ", "{a: ", "[a: "}) {
            assertThatThrownBy(() -> parse(opening.repeat(50_000)))
                    .as(opening)
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("nested deeper than 200");
        }
    }

    @Test(timeout = 60_000)
    public void aTemplateOfManyBracesFilledTheLog() {
        assertThatThrownBy(() -> parse("{".repeat(50_000)))
                .isInstanceOf(GitException.class)
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }

    @Test(timeout = 60_000)
    public void everyNestingThatIsTakenFitsASmallStack() throws InterruptedException {
        StringBuilder block = new StringBuilder("m:\n");
        for (int i = 1; i < 190; i++) {
            block.append(" ".repeat(i)).append("m:\n");
        }
        Throwable[] failure = new Throwable[1];
        String[] edited = new String[1];
        Thread small = new Thread(
                null,
                () -> {
                    set(block + "a: 1\n", "a", "v");
                    edited[0] = set("m: " + "[".repeat(190) + "]".repeat(190) + "\na: 1\n", "a", "v");
                },
                "small",
                512 << 10);
        small.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
        small.start();
        small.join();
        assertThat(failure[0]).isNull();
        assertThat(edited[0]).endsWith("\na: v\n");
    }

    @Test(timeout = 120_000)
    public void anEmojiAtTheBorderOfABufferCrashed() {
        Random random = new Random(15);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("a: 1 # ");
            for (int emoji = 0; emoji < 100; emoji++) {
                text.append("x".repeat(random.nextInt(90))).append("😀");
                text.append(random.nextInt(4) == 0 ? "\n# " : "");
            }
            text.append("\nb: \"😀\"\n");
            assertThat(set(text.toString(), "b", "v😀"))
                    .isEqualTo(text.toString().replace("b: \"😀\"", "b: \"v😀\""));
        }
    }

    @Test(timeout = 60_000)
    public void aLineOfThreeMegabytesTookSeconds() {
        String line = "é😀 x".repeat(600_000);
        String text = "a: 1\nb: " + line + "\nc: \"" + line + "\"\n";
        assertThat(set(text, "a", "v")).isEqualTo(text.replace("a: 1", "a: v"));
    }

    private static String set(String text, String key, String value) {
        YamlFile file = YamlFile.parse("values.yaml", text.getBytes(StandardCharsets.UTF_8));
        file.set(
                (ScalarNode)
                        file.child((MappingNode) file.root().orElseThrow(), key).orElseThrow(),
                new YamlValue.Text(value));
        return text(file);
    }

    private static YamlFile parse(String text) {
        return YamlFile.parse("values.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static MappingNode mapping(YamlFile file, String key) {
        return (MappingNode)
                file.child((MappingNode) file.root().orElseThrow(), key).orElseThrow();
    }

    private static String text(YamlFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }
}

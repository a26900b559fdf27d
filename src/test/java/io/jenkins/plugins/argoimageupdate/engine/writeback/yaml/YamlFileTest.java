package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

public class YamlFileTest {

    @Test
    public void changesNothingButTheValue() {
        assertSet("# a\n\na:   1.0.0    # b\n\n\nc: d", "a", "1.1.0", "# a\n\na:   1.1.0    # b\n\n\nc: d");
        assertSet("a: 1.0.0\r\nb: x\r\n", "a", "1.20", "a: \"1.20\"\r\nb: x\r\n");
        assertSet("\ufeffa: 1.0.0\n", "a", "v2", "\ufeffa: v2\n");
        assertSet("x: 😀\ny: \"\\u00f6\"\na: 1 # 😀\n", "a", "v2", "x: 😀\ny: \"\\u00f6\"\na: v2 # 😀\n");
        assertSet("--- # h\na: b\n...\n---\nc: d\n", "a", "e", "--- # h\na: e\n...\n---\nc: d\n");
    }

    @Test
    public void keepsTheQuotes() {
        assertSet("a: \"1\" # c\n", "a", "2", "a: \"2\" # c\n");
        assertSet("a: '1'\n", "a", "it's", "a: 'it''s'\n");
        assertSet("a: '1'\n", "a", "x\ny", "a: \"x\\ny\"\n");
        assertSet("{a: 1, b: 2}\n", "a", "x,y", "{a: 'x,y', b: 2}\n");
        assertSet("a: |\n    old\n    text\n\nb: 1\n", "a", "new", "a: |-\n    new\n\nb: 1\n");
        assertSet("a: >-\n  old\n", "a", "new", "a: >-\n  new\n");
    }

    @Test
    public void fillsInAMissingValue() {
        assertSet("a:\nb: 1\n", "a", "x", "a: x\nb: 1\n");
        assertSet("a: # c\n", "a", "x", "a: x # c\n");
        assertSet("a: ~\n", "a", "1", "a: \"1\"\n");
    }

    @Test
    public void keepsAnchorsAndTags() {
        assertSet("a: &x 1\nb: *x\n", "a", "v", "a: &x v\nb: *x\n");
        assertSet("a: &x 1\nb: *x\n", "b", "v", "a: &x v\nb: *x\n");
        assertSet("a: !!str 1\n", "a", "v", "a: !!str v\n");
    }

    @Test
    public void refusesAChangeThatWouldMeanSomethingElse() {
        assertThatThrownBy(() -> put("a: |\n  x", new YamlValue.Text("v")))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("'k' in file.yaml:1")
                .hasMessageContaining("without changing something else")
                .hasMessageContaining("End the file's last line");
    }

    @Test
    public void refusesAStringWhereATagSaysOtherwise() {
        assertThatThrownBy(() -> set("a: !!int 1\n", "a", "v"))
                .hasMessageContaining("'a' in file.yaml:1: the tag !!int says that it is no string. Remove the tag");
        assertSet("a: !!str 1\n", "a", "2", "a: !!str \"2\"\n");
        assertSet("a: ! 1\n", "a", "2", "a: ! \"2\"\n");
    }

    @Test
    public void takesTabsAsSeparators() {
        assertSet("a:\t1.0\t# c\n", "a", "v2", "a:\tv2\t# c\n");
        assertSet("{a:\t1,\tb: 2}\n", "a", "v2", "{a:\tv2,\tb: 2}\n");
        assertSet("a:\t\nb: 1\n", "a", "v2", "a: v2\t\nb: 1\n");
    }

    @Test
    public void keepsTheHeaderOfABlockScalar() {
        assertSet("a: | # c\n    old\n\n    text\nb: 1\n", "a", "new", "a: |- # c\n    new\nb: 1\n");
        assertSet("a: |2+\n    old\n\nb: 1\n", "a", "new", "a: |-\n    new\n\nb: 1\n");
        assertSet("a: |+\n\n\nb: 1\n", "a", "new", "a: \"new\"\n\n\nb: 1\n");
        assertSet("a: |\n  x\n     \nb: 1\n", "a", "new", "a: |-\n  new\nb: 1\n");
    }

    @Test
    public void leavesLaterDocumentsThatAreNoYaml() {
        assertSet("a: 1.0\n---\n[\n", "a", "v2", "a: v2\n---\n[\n");
        assertThat(parse("a: 1.0\n---\n[\n").documentCount()).isEqualTo(2);
    }

    @Test
    public void addsAnEntryWhereItsMappingEnds() {
        assertPut("a: 1\nb:\n  c: |\n    text\n\n\n# end\n", "a: 1\nb:\n  c: |\n    text\nk: v\n\n\n# end\n");
        assertPut("a: 1 # c\n# d\n", "a: 1 # c\nk: v\n# d\n");
        assertPut("a: 1", "a: 1\nk: v");
        assertPut("a: |+\n  x\n\n", "a: |+\n  x\n\nk: v\n");
        assertPut("a: &x {b: 1}\nc: *x # y\nd: e\n", "a: &x {b: 1}\nc: *x # y\nd: e\nk: v\n");
        assertPut("a: &x 1\r\nb: *x\r\n", "a: &x 1\r\nb: *x\r\nk: v\r\n");
        assertPut("{a: 1, b: [x]} # c\n", "{a: 1, b: [x], k: v} # c\n");
        assertPut("{}\n", "{k: v}\n");
        assertPut("? a\n: b\n", "? a\n: b\nk: v\n");
        assertPut("a:\n...\n", "a:\nk: v\n...\n");
    }

    @Test
    public void nestsAsTheFileDoes() {
        Map<String, YamlValue> item = new LinkedHashMap<>();
        item.put("p", new YamlValue.Text("1"));
        item.put("q", new YamlValue.Flag(true));
        YamlValue list = new YamlValue.Sequence(List.of(new YamlValue.Mapping(item)));
        YamlValue nested = YamlValue.Mapping.of("l", list);

        assertThat(put("a: 1\n", nested)).isEqualTo("a: 1\nk:\n  l:\n  - p: \"1\"\n    q: true\n");
        assertThat(put("a:\n    b:\n      - 1\n", nested))
                .isEqualTo("a:\n    b:\n      - 1\nk:\n    l:\n      - p: \"1\"\n        q: true\n");
        assertThat(put("{a: 1}\n", nested)).isEqualTo("{a: 1, k: {l: [{p: \"1\", q: true}]}}\n");
    }

    @Test
    public void addsItemsAtTheirPlace() {
        assertInsert("l:\n  # one\n  - a # x\n\n  - b\nz: 1\n", 0, "l:\n  # one\n  - new\n  - a # x\n\n  - b\nz: 1\n");
        assertInsert("l:\n- a # x\n\n- b\nz: 1\n", 1, "l:\n- a # x\n- new\n\n- b\nz: 1\n");
        assertInsert("l:\n- a: |\n    t\n\nz: 1\n", 1, "l:\n- a: |\n    t\n- new\n\nz: 1\n");
        assertInsert("l: [a, b]\n", 0, "l: [new, a, b]\n");
        assertInsert("l: [a, b]\n", 2, "l: [a, b, new]\n");
        assertInsert("l: []\n", 0, "l: [new]\n");
        assertInsert("x: &x 1\nl:\n- *x\n- a\n", 1, "x: &x 1\nl:\n- *x\n- new\n- a\n");
    }

    @Test
    public void putsContentInThePlaceOfNothing() {
        assertFill("k: # c\nz: 1\n", "k: # c\n- v\nz: 1\n");
        assertFill("k: null # c\n", "k: # c\n- v\n");
        assertFill("k: []\nz: 1\n", "k:\n- v\nz: 1\n");
        assertFill("{k: null, z: 1}\n", "{k: [v], z: 1}\n");
        assertFill("k:", "k:\n- v");
    }

    @Test
    public void removesAnEntryWithItsLine() {
        assertRemove("a: 1\nk: 2 # c\n# d\nb: 3\n", "a: 1\n# d\nb: 3\n");
        assertRemove("k: 1\nb: 2\n", "b: 2\n");
        assertRemove("a: 1\nk:\n  x: y\n", "a: 1\n");
        assertRemove("a: 1\nk: 2", "a: 1");
        assertRemove("{a: 1, k: 2, b: 3}\n", "{a: 1, b: 3}\n");
    }

    @Test
    public void appendsToAFileOfComments() {
        assertAppend("", "k: v\n");
        assertAppend("# c", "# c\nk: v\n");
        assertAppend("---\n", "---\nk: v\n");
        assertAppend("null\n", "k: v\n");
    }

    @Test
    public void namesTheLineOfAKeyThatOccursTwice() {
        YamlFile file = parse("a: 1\nb: 2\na: 3\n");

        assertThatThrownBy(() -> file.child((MappingNode) file.root().orElseThrow(), "a"))
                .hasMessageContaining("'a' in file.yaml:3")
                .hasMessageContaining("second time");
    }

    @Test
    public void namesTheLineOfASyntaxError() {
        assertThatThrownBy(() -> parse("a: 1\nb:\n\tc: 1\n"))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("file.yaml:3");
        assertThatThrownBy(() -> YamlFile.parse("file.yaml", new byte[] {'a', (byte) 0xff}))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    public void refusesNestingThatNobodyWrites() {
        for (String text : new String[] {"[".repeat(50_000), "{a: ".repeat(50_000), "- ".repeat(50_000)}) {
            assertThatThrownBy(() -> parse(text)).hasMessageContaining("nested deeper");
        }
    }

    private static void assertSet(String text, String key, String value, String expected) {
        assertThat(set(text, key, value)).isEqualTo(expected);
    }

    private static String set(String text, String key, String value) {
        YamlFile file = parse(text);
        file.set((ScalarNode) child(file, key), new YamlValue.Text(value));
        return text(file);
    }

    private static void assertPut(String text, String expected) {
        assertThat(put(text, new YamlValue.Text("v"))).isEqualTo(expected);
    }

    private static String put(String text, YamlValue value) {
        YamlFile file = parse(text);
        file.put((MappingNode) file.root().orElseThrow(), "k", value);
        return text(file);
    }

    private static void assertInsert(String text, int index, String expected) {
        YamlFile file = parse(text);
        file.insert((SequenceNode) child(file, "l"), index, new YamlValue.Text("new"));
        assertThat(text(file)).isEqualTo(expected);
    }

    private static void assertFill(String text, String expected) {
        YamlFile file = parse(text);
        file.fill(
                (MappingNode) file.root().orElseThrow(), "k", new YamlValue.Sequence(List.of(new YamlValue.Text("v"))));
        assertThat(text(file)).isEqualTo(expected);
    }

    private static void assertRemove(String text, String expected) {
        YamlFile file = parse(text);
        file.remove((MappingNode) file.root().orElseThrow(), "k");
        assertThat(text(file)).isEqualTo(expected);
    }

    private static void assertAppend(String text, String expected) {
        YamlFile file = parse(text);
        file.append(YamlValue.Mapping.of("k", new YamlValue.Text("v")));
        assertThat(text(file)).isEqualTo(expected);
    }

    private static Node child(YamlFile file, String key) {
        return file.child((MappingNode) file.root().orElseThrow(), key).orElseThrow();
    }

    private static YamlFile parse(String text) {
        return YamlFile.parse("file.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(YamlFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }
}

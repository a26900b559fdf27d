package io.jenkins.plugins.argoimageupdate.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class YamlNodeTest {

    @Test
    public void tellsKeysValuesAndTheirLines() {
        List<YamlNode.Entry> entries =
                root("a: 1\n? [b]\n:\n  - c\n  - 'd'\na: yes\n").entries().orElseThrow();
        assertThat(entries).extracting(entry -> entry.key().orElse("?")).containsExactly("a", "?", "a");
        assertThat(entries).extracting(entry -> entry.keyNode().line()).containsExactly(1, 2, 6);
        List<YamlNode> items = entries.get(1).value().items().orElseThrow();
        assertThat(items).extracting(YamlNode::line).containsExactly(4, 5);
        assertThat(items).extracting(item -> item.text().orElseThrow()).containsExactly("c", "d");
        assertThat(items).extracting(item -> item.plainText().isPresent()).containsExactly(true, false);
    }

    @Test
    public void answersNothingOfAnotherKind() {
        YamlNode text = root("true");
        assertThat(text.entries()).isEmpty();
        assertThat(text.items()).isEmpty();
        assertThat(text.flag()).contains(true);
        assertThat(root("'true'").flag()).isEmpty();
        YamlNode list = root("[]");
        assertThat(list.text()).isEmpty();
        assertThat(list.plainText()).isEmpty();
        assertThat(list.isNull()).isFalse();
    }

    @Test
    public void nothingWrittenIsNull() {
        for (String written : List.of("a:", "a: ~", "a: null")) {
            assertThat(root(written).entries().orElseThrow().get(0).value().isNull())
                    .as(written)
                    .isTrue();
        }
        assertThat(root("''").isNull()).isFalse();
    }

    private static YamlNode root(String text) {
        return new YamlNode(YamlDocuments.all(text).get(0));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

/** Keys that took the stack or minutes. */
public class HostileKeysTest {

    @Test(timeout = 60_000)
    public void aKeyOfManyPositionsOverflowedTheStack() {
        for (String key : List.of("a[0]".repeat(2_000), "a" + "[0]".repeat(50_000), "a.".repeat(50_000))) {
            refused(key);
        }
    }

    @Test(timeout = 60_000)
    public void manyOpeningBracketsTookTimeSquared() {
        refused("[".repeat(50_000));
        refused("[]".repeat(50_000));
    }

    @Test
    public void readsPositionsAsBefore() {
        assertThat(ValuesKey.parse("a[0][1].b").steps()).isEqualTo(List.of("a", 0, 1, "b"));
        assertThat(ValuesKey.parse("a[0]b[1]").steps()).isEqualTo(List.of("a[0]b", 1));
        assertThat(ValuesKey.parse("[2]").steps()).isEqualTo(List.of("", 2));
        for (String literal : List.of("a[0]b", "a]", "a[", "[a", "a[0][")) {
            assertThat(ValuesKey.parse(literal).steps()).as(literal).isEqualTo(List.of(literal));
        }
        for (String wrong : List.of("a[b[0]", "a[]", "a[x]")) {
            assertThatThrownBy(() -> HelmValues.value("f", "a: 1\n".getBytes(StandardCharsets.UTF_8), wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is no position in a list");
        }
    }

    private static void refused(String key) {
        assertThatThrownBy(() -> HelmValues.value("values.yaml", "a: 1\n".getBytes(StandardCharsets.UTF_8), key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("values.yaml")
                .hasMessageContaining("1,000 characters")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }
}

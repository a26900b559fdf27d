package io.jenkins.plugins.argoimageupdate.engine.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/** Each answer is that of encoding/json, Go 1.26. */
public class GoJsonTest {

    @Test(timeout = 60_000)
    public void manyMembersOfOneNameTookTimeSquared() {
        String big = "{\"a\":{" + "\"k\":1,".repeat(3) + numbered(20_000) + "}";
        String text = big + ",\"a\":{\"b\":1}".repeat(10_000) + ",\"A\":{\"b\":2}}";
        JsonNode root = GoJson.whole(bytes(text)).orElseThrow();
        assertThat(GoJson.member(root, "a").path("b").intValue()).isEqualTo(2);
        assertThat(root.path("a").path("b").intValue()).isEqualTo(1);
        assertThat(GoJson.member(root, "a").size()).isEqualTo(20_002);
    }

    private static String numbered(int count) {
        StringBuilder members = new StringBuilder("\"n\":0");
        for (int i = 1; i < count; i++) {
            members.append(",\"n").append(i).append("\":").append(i);
        }
        return members.toString();
    }

    @Test
    public void takesTheFirstValueWhateverFollows() {
        for (String more : List.of(" x", "{\"os\":\"b\"}", "]", "\u0000", " // x", "", "\n ")) {
            assertThat(os(GoJson.first(bytes("{\"os\":\"a\"}" + more))))
                    .as(more)
                    .isEqualTo("a");
            assertThat(GoJson.whole(bytes("{\"os\":\"a\"}" + more)).isPresent())
                    .as(more)
                    .isEqualTo(more.isBlank() && !more.equals("\u0000"));
        }
    }

    @Test
    public void takesTheLastOfSeveralMembersInAnyCase() {
        assertThat(os("{\"os\":\"a\",\"os\":\"b\"}")).isEqualTo("b");
        assertThat(os("{\"os\":\"a\",\"OS\":\"b\",\"os\":\"c\"}")).isEqualTo("c");
        assertThat(os("{\"o\u017f\":\"a\"}")).isEqualTo("a");
        assertThat(os("{\"os\":\"a\",\"os\":null}")).isEqualTo("a");
        assertThat(os("{\"os\":\"a\",\"OS\":null}")).isEqualTo("a");
    }

    @Test
    public void addsObjectsOfOneNameUp() {
        for (String second : List.of("config", "Config")) {
            JsonNode root = GoJson.whole(bytes("{\"config\":{\"labels\":{\"a\":\"1\",\"b\":\"1\"}},\"" + second
                            + "\":{\"labels\":{\"b\":\"2\"}}}"))
                    .orElseThrow();
            assertThat(GoJson.member(GoJson.member(root, "config"), "Labels").toString())
                    .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        }
    }

    @Test
    public void replacesBytesThatAreNoUtf8() {
        assertThat(os(GoJson.whole(new byte[] {'{', '"', 'o', 's', '"', ':', '"', 'a', (byte) 0xff, '"', '}'})))
                .isEqualTo("a\ufffd");
    }

    @Test
    public void refusesWhatIsNoJson() {
        for (String text : List.of(
                "",
                " ",
                "{\"os\":\"a\nb\"}",
                "\ufeff{}",
                "{\"os\":\"a\",}",
                "{'os':'a'}",
                "{\"x\":NaN}",
                "{\"x\":01}",
                "{\"os\":\"a\"",
                "[".repeat(10_000))) {
            assertThat(GoJson.first(bytes(text))).as(text).isEmpty();
        }
        assertThat(GoJson.first(bytes("{\"x\":1e999999}"))).isPresent();
    }

    private static String os(String text) {
        return os(GoJson.whole(bytes(text)));
    }

    private static String os(Optional<JsonNode> root) {
        return GoJson.member(root.orElseThrow(), "os").asString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

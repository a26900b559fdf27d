package io.jenkins.plugins.argoimageupdate.engine.golang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class GlobPatternTest {

    @Test
    public void matchesTheWholeText() {
        assertThat(matches("main-*", "main-abc")).isTrue();
        assertThat(matches("main", "main-abc")).isFalse();
        assertThat(matches("", "")).isTrue();
        assertThat(matches("*alpine*", "1.9-alpine3.18")).isTrue();
        assertThat(matches("*a*b", "xaxbxb")).isTrue();
    }

    @Test
    public void stopsStarsAndQuestionMarksAtASlash() {
        assertThat(matches("*", "rel/1")).isFalse();
        assertThat(matches("rel?1", "rel/1")).isFalse();
        assertThat(matches("rel/*", "rel/1")).isTrue();
        assertThat(matches("*/*", "rel/1")).isTrue();
        assertThat(matches("rel[^x]1", "rel/1")).isTrue();
    }

    @Test
    public void knowsClassesAndEscapes() {
        assertThat(matches("[a-c]1", "b1")).isTrue();
        assertThat(matches("[^a-c]1", "b1")).isFalse();
        assertThat(matches("[!a]1", "!1")).isTrue();
        assertThat(matches("\\*", "*")).isTrue();
        assertThat(matches("[\\]]", "]")).isTrue();
        assertThat(matches("[é]1", "é1")).isTrue();
        assertThat(matches("?", "\uD83D\uDE00")).isTrue();
    }

    @Test
    public void refusesMalformedPatterns() {
        for (String pattern : new String[] {"[", "[a", "[a-", "[a-]", "[]a]", "[-a]", "[^", "\\", "x[", "*[", "[\\"}) {
            assertThat(GlobPattern.compile(pattern)).as(pattern).isEmpty();
        }
    }

    @Test
    public void takesNoExponentialTime() {
        assertThat(matches("*a".repeat(200) + "b", "a".repeat(5_000))).isFalse();
    }

    private static boolean matches(String pattern, String text) {
        return GlobPattern.compile(pattern).orElseThrow().matches(text);
    }
}

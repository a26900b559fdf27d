package io.jenkins.plugins.argoimageupdate.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class AnswerComparisonTest {

    @Test
    public void takesNullForAbsent() {
        assertThat(same("{'tag': null}", "{}")).isTrue();
        assertThat(same("{'tag': ''}", "{}")).isFalse();
    }

    @Test
    public void comparesThatThereIsAnErrorAndNotItsWords() {
        assertThat(same("{'error': 'improper constraint'}", "{'error': 'it is no constraint'}"))
                .isTrue();
        assertThat(same("{'error': 'improper constraint'}", "{'tag': '1'}")).isFalse();
        assertThat(same("{'tag': '1'}", "{'tag': '1', 'error': 'x'}")).isFalse();
    }

    @Test
    public void allowsFewerRequestsButNoOthers() {
        assertThat(same("{'requests': ['a', 'b', 'b']}", "{'requests': ['b', 'a']}"))
                .isTrue();
        assertThat(same("{'requests': ['a', 'b']}", "{'requests': ['b', 'b']}")).isFalse();
        assertThat(same("{'requests': ['a']}", "{'requests': ['c']}")).isFalse();
        assertThat(same("{'requests': ['a']}", "{}")).isFalse();
    }

    @Test
    public void takesFilesWithEqualDocumentsForTheSameOnlyIfAllElseIsEqual() {
        assertThat(sameDocuments("{'files': {'v.yaml': 'a: 1'}}", "{'files': {'v.yaml': 'a:  1 # x'}}"))
                .isTrue();
        assertThat(sameDocuments("{'files': {'v.yaml': 'a: 1'}}", "{'files': {'v.yaml': 'a: 2'}}"))
                .isFalse();
        assertThat(sameDocuments("{'files': {'v.yaml': 'a: 1'}}", "{'files': {'w.yaml': 'a: 1'}}"))
                .isFalse();
        assertThat(sameDocuments("{'files': {'v.yaml': 'a: 1'}}", "{'files': {}}"))
                .isFalse();
        assertThat(sameDocuments("{'files': {'v': 'a: 1'}, 'n': 1}", "{'files': {'v': 'a:  1'}, 'n': 2}"))
                .isFalse();
    }

    private static boolean same(String expected, String answer) {
        return AnswerComparison.same(json(expected), json(answer));
    }

    private static boolean sameDocuments(String expected, String answer) {
        return AnswerComparison.sameDocuments(json(expected), json(answer));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}

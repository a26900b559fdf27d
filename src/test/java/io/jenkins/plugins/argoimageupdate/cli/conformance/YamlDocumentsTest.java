package io.jenkins.plugins.argoimageupdate.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class YamlDocumentsTest {

    @Test
    public void ignoresCommentsQuotesOrderAndLineEndings() {
        assertEqual("a: 1\nb: x # note\n", "b: \"x\"\r\n\r\na:   1\r\n");
        assertEqual("a: [1, 2]\n", "a:\n- 1\n- 2\n");
        assertEqual("a: &x {b: 1}\nc: *x\n", "a: {b: 1}\nc: {b: 1}\n");
        assertEqual("a: &x {b: 1}\nc: {<<: *x}\n", "a: &x {b: 1}\nc: {!!merge <<: *x}\n");
        assertEqual("a: ~\n", "a:\n");
        assertEqual("v: 1.2.3\n", "v: \"1.2.3\"\n");
    }

    @Test(timeout = 60_000)
    public void anEmojiAtTheEndOfTheReadersBufferCrashed() {
        for (int length = 1_000; length < 1_050; length++) {
            String text = "a: 1 # " + "x".repeat(length) + "😀".repeat(2_000) + "\nb: 2\n";
            assertEqual(text, "a: 1\nb: 2\n");
        }
    }

    @Test
    public void tellsTypesApart() {
        assertDifferent("a: 1\n", "a: \"1\"\n");
        assertDifferent("a: true\n", "a: 'true'\n");
        assertDifferent("a: 1.20\n", "a: '1.20'\n");
        assertDifferent("a: 1.20\n", "a: 1.2\n");
        assertDifferent("a:\n", "a: ''\n");
    }

    @Test
    public void tellsApartWhatYaml11ReadsOtherwise() {
        assertDifferent("a: yes\n", "a: \"yes\"\n");
        assertDifferent("a: 1_000\n", "a: '1_000'\n");
        assertDifferent("a: 12:30\n", "a: '12:30'\n");
        assertDifferent("a: 2026-01-02\n", "a: '2026-01-02'\n");
        assertEqual("a: yes # really\n", "a:  yes\n");
    }

    @Test
    public void comparesAllDocuments() {
        assertDifferent("a: 1\n---\nb: 1\n", "a: 1\n");
        assertDifferent("a: 1\n---\nb: 1\n", "a: 1\n---\nb: 2\n");
        assertEqual("a: 1\n---\nb: 1\n", "---\na: 1\n---\nb: 1\n...\n");
    }

    @Test
    public void comparesSequencesInOrder() {
        assertDifferent("[1, 2]", "[2, 1]");
        assertDifferent("a: []", "a: {}");
    }

    @Test
    public void findsNothingEqualInRepeatedKeysAndBrokenText() {
        assertDifferent("a: 1\na: 1\n", "a: 1\n");
        assertDifferent("a: [", "a: [ ");
        assertDifferent("a: &x [*x]", "a: &x  [*x]");
    }

    private static void assertEqual(String left, String right) {
        assertThat(YamlDocuments.equal(left, right))
                .as("%s and %s", left, right)
                .isTrue();
    }

    private static void assertDifferent(String left, String right) {
        assertThat(YamlDocuments.equal(left, right))
                .as("%s and %s", left, right)
                .isFalse();
    }
}

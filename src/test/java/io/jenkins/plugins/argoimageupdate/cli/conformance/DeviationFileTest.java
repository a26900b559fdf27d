package io.jenkins.plugins.argoimageupdate.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds the list in docs to what it promises: a rule once, with a test that exists. */
public class DeviationFileTest {

    private static final Path DEVIATIONS = Path.of("docs", "deviations.yaml");
    private static final Path TESTS = Path.of("src", "test", "java");

    @Test
    public void namesEachRuleOnce() {
        assertThat(DeviationFile.read(DEVIATIONS)).extracting(DeviationRule::id).doesNotHaveDuplicates();
    }

    @Test
    public void namesATestThatExistsForEachRule() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(TESTS)) {
            sources =
                    files.filter(file -> file.toString().endsWith("Test.java")).toList();
        }
        for (DeviationRule rule : DeviationFile.read(DEVIATIONS)) {
            assertThat(rule.test()).as(rule.id()).matches("\\w+Test#\\w+");
            String[] parts = rule.test().split("#");
            assertThat(sources.stream().filter(file -> file.endsWith(parts[0] + ".java")))
                    .as(rule.id())
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.readString(file)).as(rule.id()).contains("void " + parts[1] + "("));
        }
    }
}

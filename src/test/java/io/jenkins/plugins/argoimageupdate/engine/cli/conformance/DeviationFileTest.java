package io.jenkins.plugins.argoimageupdate.engine.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Test;

/** Holds the list in docs to what it promises: a rule once, with a test. */
public class DeviationFileTest {

    private static final Path DEVIATIONS = Path.of("..", "docs", "deviations.yaml");

    @Test
    public void namesEachRuleOnce() {
        assertThat(DeviationFile.read(DEVIATIONS)).extracting(DeviationRule::id).doesNotHaveDuplicates();
    }

    @Test
    public void namesATestForEachRule() {
        assertThat(DeviationFile.read(DEVIATIONS))
                .allSatisfy(rule -> assertThat(rule.test()).as(rule.id()).matches("\\w+Test#\\w+"));
    }
}

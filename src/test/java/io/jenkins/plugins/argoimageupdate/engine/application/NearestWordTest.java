package io.jenkins.plugins.argoimageupdate.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class NearestWordTest {

    private static final List<String> KNOWN = List.of("semver", "newest-build", "newest-push", "digest");

    @Test
    public void takesTheWordWithTheFewestChangedLetters() {
        assertThat(NearestWord.to("semvre", KNOWN)).isEqualTo("semver");
        assertThat(NearestWord.to("Digest", KNOWN)).isEqualTo("digest");
    }

    @Test
    public void suggestsOnlyWhatIsNear() {
        assertThat(NearestWord.advice("semvre", KNOWN))
                .isEqualTo("Did you mean 'semver'? Known are digest, newest-build, newest-push, semver");
        assertThat(NearestWord.advice("whatever", KNOWN))
                .isEqualTo("Known are digest, newest-build, newest-push, semver");
        assertThat(NearestWord.near("push", KNOWN)).contains("newest-push");
        assertThat(NearestWord.near("x", List.of())).isEmpty();
    }

    @Test
    public void knowsTheOldNamesOfStrategies() {
        assertThat(StrategyNames.advice("latest")).isEqualTo("Write 'newest-build', which is its name now");
        assertThat(StrategyNames.advice("semvar")).startsWith("Did you mean 'semver'?");
    }

    @Test
    public void prefersAWordOfWhichTheBeginningIsWritten() {
        assertThat(NearestWord.to("newest", KNOWN)).isEqualTo("newest-push");
    }
}

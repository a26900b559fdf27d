package io.jenkins.plugins.argoimageupdate.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import java.util.List;
import org.junit.Test;

public class SpellingSuggestionTest {

    private static final List<String> KNOWN = List.of("semver", "newest-build", "newest-push", "digest");

    @Test
    public void takesTheWordWithTheFewestChangedLetters() {
        assertThat(SpellingSuggestion.to("semvre", KNOWN)).isEqualTo("semver");
        assertThat(SpellingSuggestion.to("Digest", KNOWN)).isEqualTo("digest");
    }

    @Test
    public void suggestsOnlyWhatIsNear() {
        assertThat(SpellingSuggestion.advice("semvre", KNOWN))
                .isEqualTo("Did you mean 'semver'? There are: digest, newest-build, newest-push, semver");
        assertThat(SpellingSuggestion.advice("whatever", KNOWN))
                .isEqualTo("There are: digest, newest-build, newest-push, semver");
        assertThat(SpellingSuggestion.near("push", KNOWN)).contains("newest-push");
        assertThat(SpellingSuggestion.near("x", List.of())).isEmpty();
    }

    @Test
    public void knowsTheOldNamesOfStrategies() {
        assertThat(StrategyNames.advice("latest")).isEqualTo("Write 'newest-build', which is its name now");
        assertThat(StrategyNames.advice("semvar")).startsWith("Did you mean 'semver'?");
    }

    @Test
    public void prefersAWordOfWhichTheBeginningIsWritten() {
        assertThat(SpellingSuggestion.to("newest", KNOWN)).isEqualTo("newest-push");
    }
}

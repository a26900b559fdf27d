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
    public void prefersAWordOfWhichTheBeginningIsWritten() {
        assertThat(NearestWord.to("newest", KNOWN)).isEqualTo("newest-push");
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.Test;

public class EnvironmentWordsTest {

    @Test
    public void hasAllWordsWithBlanksBetween() {
        assertThat(EnvironmentWords.of(List.of("web=2", "api=7"))).isEqualTo("web=2 api=7");
        assertThat(EnvironmentWords.of(List.of())).isEmpty();
    }

    /** Linux takes no more than 131,072 bytes. */
    @Test
    public void saysByItsLastWordThatThereAreMore() {
        String value = EnvironmentWords.of(Collections.nCopies(10_000, "frontend=main-b99bc73"));

        assertThat(value).hasSizeLessThanOrEqualTo(65_536).startsWith("frontend=main-b99bc73 ");
        assertThat(value).endsWith("frontend=main-b99bc73 …");
    }
}

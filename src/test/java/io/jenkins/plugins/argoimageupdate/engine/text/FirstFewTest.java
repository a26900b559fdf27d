package io.jenkins.plugins.argoimageupdate.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class FirstFewTest {

    @Test
    public void namesTheFirstOnesAndCountsTheOthers() {
        List<String> words = List.of("a", "b", "c");
        assertThat(FirstFew.of(words)).hasToString("a, b, c").isEqualTo(new FirstFew("a, b, c", 0));
        assertThat(FirstFew.of(words, 3)).hasToString("a, b, c");
        assertThat(FirstFew.of(words, 1)).hasToString("a and 2 more").isEqualTo(new FirstFew("a", 2));
        assertThat(FirstFew.of(words, 2, " and ")).hasToString("a and b and 1 more");
        assertThat(FirstFew.of(List.of(), 2)).hasToString("");
    }
}

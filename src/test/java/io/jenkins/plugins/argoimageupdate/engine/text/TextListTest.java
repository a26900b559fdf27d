package io.jenkins.plugins.argoimageupdate.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class TextListTest {

    @Test
    public void takesBlanksAndEmptyEntriesAway() {
        assertThat(TextList.ofCommas(" a , b,, \u3000c\n,")).containsExactly("a", "b", "c");
        assertThat(TextList.ofLines("\r\n a\r\n\r\nb , c\rd\n")).containsExactly("a", "b", "c", "d");
        assertThat(TextList.ofLines(List.of("a,b", "", "c"))).containsExactly("a", "b", "c");
        assertThat(TextList.ofCommas("")).isEmpty();
        assertThat(TextList.ofLines(" \n")).isEmpty();
    }

    @Test
    public void aLineBreakSeparatesNothingWhereCommasDo() {
        assertThat(TextList.ofCommas("a\nb, c")).containsExactly("a\nb", "c");
    }
}

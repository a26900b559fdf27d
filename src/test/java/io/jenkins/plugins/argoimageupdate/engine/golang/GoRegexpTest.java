package io.jenkins.plugins.argoimageupdate.engine.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import org.junit.Test;

public class GoRegexpTest {

    @Test
    public void allowsTheSameNameForSeveralGroups() {
        assertThat(finds("(?P<a>1)(?P<a>x)", "1x")).isTrue();
        assertThat(GoRegexp.compile("(?P<a>1)(?<a>x)").groupCount()).isEqualTo(2);
    }

    @Test
    public void knowsLongNamesOfCategoriesInAnyCase() {
        assertThat(finds("^\\p{Uppercase_Letter}+$", "ABC")).isTrue();
        assertThat(finds("^\\p{letter}$", "é")).isTrue();
        assertThat(finds("^\\P{^greek}$", "α")).isTrue();
        assertThat(finds("^\\pl$", "a")).isTrue();
    }

    @Test
    public void takesALoneBraceLiterally() {
        assertThat(finds("^{?$", "{")).isTrue();
        assertThat(finds("^a{,2}$", "a{,2}")).isTrue();
    }

    @Test
    public void quotesBetweenQAndE() {
        assertThat(finds("^\\Qa.{1001}(\\E$", "a.{1001}(")).isTrue();
    }

    @Test
    public void refusesWhatGoRefuses() {
        for (String expression : new String[] {
            "\\é",
            "[\\é]",
            "a{1001}",
            "(a{1000}){2}",
            "(?:a{2}){501}",
            "(a|b{11}){100}",
            "(?=a)",
            "(?!a)",
            "\\1",
            "[z-a]",
            "\\p{javaLowerCase}",
            "(?x)a",
            "*",
            "(".repeat(1_500) + ")".repeat(1_500)
        }) {
            assertThatThrownBy(() -> GoRegexp.compile(expression))
                    .as(expression)
                    .isInstanceOf(PatternSyntaxException.class);
        }
    }

    @Test
    public void countsRepetitionsOnlyAlongOnePath() {
        assertThat(finds("^(?:a{2}b{3}){300}$", "aabbb".repeat(300))).isTrue();
        assertThat(finds("^[a{11}]{1000}$", "{".repeat(1_000))).isTrue();
        assertThat(finds("^\\x{41}{1000}$", "A".repeat(1_000))).isTrue();
    }

    private static boolean finds(String expression, String text) {
        return GoRegexp.compile(expression).matcher(text).find();
    }
}

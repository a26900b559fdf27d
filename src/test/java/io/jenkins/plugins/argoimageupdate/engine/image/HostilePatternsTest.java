package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.version.VersionConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

/** Filters, constraints and images that took the stack or minutes. */
public class HostilePatternsTest {

    @Test(timeout = 60_000)
    public void aGlobClassOfManyCharactersOverflowedTheStack() {
        assertThat(GlobPattern.compile("[" + "a".repeat(3_900) + "z]")
                        .orElseThrow()
                        .matches("z"))
                .isTrue();
        assertThat(GlobPattern.compile("[" + "a".repeat(100_000) + "z]")).isEmpty();
        TagFilter filter = TagFilter.of("", List.of("[" + "a".repeat(100_000) + "z]"));
        assertThat(filter.warnings())
                .singleElement()
                .asString()
                .contains("4,000 characters")
                .hasSizeLessThan(300);
        assertThat(filter.refusal("1.0")).isPresent();
    }

    @Test(timeout = 60_000)
    public void manyOptionalRepetitionsOverflowedTheStack() throws InterruptedException {
        for (String expression : List.of(
                "(x?){900}".repeat(400),
                "(x?){900}".repeat(4),
                "(x?){900}",
                "(?:x?y?z?){300}",
                "((x?){30}){30}",
                "x?".repeat(1_900),
                "(".repeat(900) + "x" + ")".repeat(900),
                "(?:".repeat(900) + "x" + ")?".repeat(900),
                "x" + "|".repeat(3_900),
                "a|".repeat(1_900),
                "(|a)*".repeat(700),
                "^".repeat(3_900),
                "^*".repeat(600),
                "\\b".repeat(1_900))) {
            inSmallStack(() -> TagFilter.of("regexp:" + expression, List.of()).refusal("x".repeat(128)));
        }
        assertThat(TagFilter.of("regexp:" + "(x?){900}".repeat(400), List.of()).warnings())
                .singleElement()
                .asString()
                .contains("too large");
        assertThat(TagFilter.of("regexp:^(x?){100}y{1000}$", List.of()).warnings())
                .isEmpty();
    }

    @Test(timeout = 60_000)
    public void manyRangesInAConstraintTookTimeSquared() {
        for (String text : List.of("1 - 2 ".repeat(20_000), "1 || ".repeat(50_000), ">".repeat(200_000))) {
            assertThatThrownBy(() -> VersionConstraint.parse(text))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("1,000 characters")
                    .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
        }
    }

    @Test(timeout = 60_000)
    public void manyPathComponentsInAnImageAreReadAsText() {
        String path = "a/".repeat(20_000) + "a";
        assertThat(ImageReference.parse("x=" + path + ":1").name()).isEqualTo(path);
        assertThat(ImageReference.parse("x=example.com/" + "a.b-".repeat(50_000))
                        .registry())
                .isEqualTo("example.com");
    }

    @Test(timeout = 60_000)
    public void moreGlobsThanAnybodyWritesIgnoreEveryTag() {
        List<String> many = Collections.nCopies(1_000_000, "*" + "a".repeat(60) + "b");

        TagFilter filter = TagFilter.of("", many);

        assertThat(filter.warnings())
                .containsExactly(
                        "ignore-tags has 1,000,000 patterns, more than the 1,000 allowed, and ignores every tag");
        assertThat(filter.refusal("1.0")).isPresent();
        assertThat(TagFilter.of("", many.subList(0, 1_000)).refusal("1.0")).isEmpty();
    }

    @Test
    public void ofSeveralPatternsThatMatchTheFirstOneIsTold() {
        TagFilter filter = TagFilter.of("", List.of("1.0", "1.*", "2.*", "2.0", "", "1.1"));

        assertThat(filter.refusal("1.0")).map(TagFilter.Refusal::detail).contains("1.0");
        assertThat(filter.refusal("1.1")).map(TagFilter.Refusal::detail).contains("1.*");
        assertThat(filter.refusal("2.0")).map(TagFilter.Refusal::detail).contains("2.*");
        assertThat(filter.refusal("3.0")).isEmpty();
    }

    private static void inSmallStack(Runnable work) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread small = new Thread(null, work, "small", 512 << 10);
        small.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
        small.start();
        small.join();
        assertThat(failures).isEmpty();
    }
}

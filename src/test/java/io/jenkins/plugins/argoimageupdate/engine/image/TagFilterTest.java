package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class TagFilterTest {

    @Test
    public void allowsEverythingWhenNothingIsSaid() {
        assertThat(TagFilter.of("", List.of()).refusal("x")).isEmpty();
        assertThat(TagFilter.of("ANY", List.of()).refusal("x")).isEmpty();
    }

    @Test
    public void findsTheExpressionAnywhereInTheTag() {
        TagFilter filter = TagFilter.of("RegExp:[0-9]-x", List.of());
        assertThat(filter.refusal("a1-xb")).isEmpty();
        assertThat(filter.refusal("a-x"))
                .contains(new TagFilter.Refusal(TagVerdict.Outcome.NOT_ALLOWED, "RegExp:[0-9]-x"));
    }

    @Test
    public void allowsNothingAndWarnsWhenAllowTagsCannotBeRead() {
        for (String allowTags : new String[] {"^1", "*", "regex:^1", "any:", "regexp", "regexp:(", "regexp:(?=x)"}) {
            TagFilter filter = TagFilter.of(allowTags, List.of());
            assertThat(filter.refusal("1.0")).as(allowTags).isPresent();
            assertThat(filter.warnings()).singleElement().asString().contains(allowTags);
        }
    }

    @Test
    public void namesThePatternThatIgnoresATag() {
        TagFilter filter = TagFilter.of("", List.of("dev-*", "*-rc*"));
        assertThat(filter.refusal("1.0-rc1")).contains(new TagFilter.Refusal(TagVerdict.Outcome.IGNORED, "*-rc*"));
        assertThat(filter.refusal("1.0")).isEmpty();
    }

    @Test
    public void ignoresNothingAndWarnsForAMalformedPattern() {
        TagFilter filter = TagFilter.of("", List.of("[a"));
        assertThat(filter.refusal("[a")).isEmpty();
        assertThat(filter.warnings()).hasSize(1);
    }

    @Test
    public void warnsOfWhatNoTagHas() {
        assertThat(TagFilter.of("", List.of("m*,l*")).warnings())
                .containsExactly("ignore-tags pattern 'm*,l*' has ',', which no tag has, and ignores nothing");
        assertThat(TagFilter.of("", List.of("app:dev")).warnings()).hasSize(1);
        assertThat(TagFilter.of("", List.of("[a,b]*", "v?_x-1.[0-9]\\*")).warnings())
                .isEmpty();
        assertThat(TagFilter.of("regexp:^main,^dev", List.of()).warnings())
                .containsExactly("allow-tags 'regexp:^main,^dev' requires a comma, which no tag contains");
        assertThat(TagFilter.of("regexp:^[a,b]v[0-9]{1,3}$", List.of()).warnings())
                .isEmpty();
    }

    @Test
    public void takesNoExponentialTime() {
        TagFilter filter = TagFilter.of("regexp:^(?:.*a){20}$", List.of());
        assertThat(filter.refusal("a".repeat(200) + "b")).isPresent();
    }
}

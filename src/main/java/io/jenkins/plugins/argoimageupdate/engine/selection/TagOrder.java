package io.jenkins.plugins.argoimageupdate.engine.selection;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.golang.CodePointOrder;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.version.NumberSequence;
import io.jenkins.plugins.argoimageupdate.engine.version.Version;
import io.jenkins.plugins.argoimageupdate.engine.version.VersionConstraint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a strategy prefers one tag over another; between equals, the name last in the order of code points wins.
 *
 * @param key what the tag is ranked by; empty if it cannot be ranked
 * @param unranked what to say of such a tag
 * @param constraint why a key is not allowed
 * @param tie what tags with equal keys have in common, to follow "2 tags"
 */
record TagOrder<K>(
        Function<RegistryTag, Optional<K>> key,
        Optional<TagFilter.Refusal> unranked,
        Function<K, Optional<TagFilter.Refusal>> constraint,
        Comparator<K> comparator,
        String tie) {

    static TagOrder<?> of(SelectionRule rule, TagFilter filter) {
        switch (rule.strategy()) {
            case SEMVER:
                return byVersion(rule.constraint().isEmpty() ? "*" : rule.constraint());
            case NEWEST_BUILD:
                return byDate("were built at the same instant");
            case NEWEST_PUSH:
                return byDate("were pushed at the same instant");
            case NUMERIC:
                return byNumber(filter.expression());
            case ALPHABETICAL:
            case DIGEST:
                return byName();
            default:
                throw new IllegalStateException("strategy " + rule.strategy());
        }
    }

    private static TagOrder<Version> byVersion(String constraint) {
        return new TagOrder<>(
                tag -> Version.parse(tag.name()),
                refusal(TagVerdict.Outcome.NOT_A_VERSION, ""),
                new ConstraintCheck(constraint),
                Comparator.<Version>naturalOrder(),
                "are the same version");
    }

    private static TagOrder<Instant> byDate(String tie) {
        return new TagOrder<>(
                tag -> Optional.ofNullable(tag.created()),
                refusal(TagVerdict.Outcome.NO_METADATA, "no date"),
                date -> Optional.empty(),
                Comparator.<Instant>naturalOrder(),
                tie);
    }

    /** The number is the first group of {@code allow-tags}, or the whole tag if there is no group. */
    private static TagOrder<NumberSequence> byNumber(Optional<Pattern> expression) {
        Optional<Pattern> grouped = expression.filter(pattern -> pattern.groupCount() > 0);
        return new TagOrder<>(
                tag -> grouped.map(pattern -> firstGroup(pattern, tag.name()))
                        .orElse(Optional.of(tag.name()))
                        .flatMap(NumberSequence::parse),
                refusal(TagVerdict.Outcome.NOT_A_VERSION, "no number"),
                number -> Optional.empty(),
                Comparator.<NumberSequence>naturalOrder(),
                "have the same number");
    }

    private static TagOrder<String> byName() {
        return new TagOrder<>(
                tag -> Optional.of(tag.name()),
                Optional.empty(),
                name -> Optional.empty(),
                CodePointOrder.COMPARATOR,
                "have the same name");
    }

    private static Optional<String> firstGroup(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    private static Optional<TagFilter.Refusal> refusal(TagVerdict.Outcome outcome, String detail) {
        return Optional.of(new TagFilter.Refusal(outcome, detail));
    }

    /** Reads the constraint when the first version is checked: without any version, a wrong constraint is no failure. */
    private static final class ConstraintCheck implements Function<Version, Optional<TagFilter.Refusal>> {

        private final String written;
        private final Optional<TagFilter.Refusal> outside;
        private final Optional<TagFilter.Refusal> prerelease;
        private @Nullable VersionConstraint constraint;

        ConstraintCheck(String written) {
            this.written = written;
            this.outside = refusal(TagVerdict.Outcome.OUTSIDE_CONSTRAINT, written);
            this.prerelease =
                    refusal(TagVerdict.Outcome.OUTSIDE_CONSTRAINT, "pre-release, which " + written + " does not allow");
        }

        @Override
        public Optional<TagFilter.Refusal> apply(Version version) {
            if (constraint == null) {
                constraint = VersionConstraint.parse(written);
            }
            if (constraint.allows(version)) {
                return Optional.empty();
            }
            return version.isPrerelease() && !constraint.namesPrerelease() ? prerelease : outside;
        }
    }
}

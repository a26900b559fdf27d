package io.jenkins.plugins.argoimageupdate.engine.strategy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.version.NumberSequence;
import java.util.Optional;

/** By the number in the first group of {@code allow-tags}, as in {@code regexp:^build-([0-9]+)$}, or by the whole tag without a group. */
final class NumberOrder implements TagOrder<NumberSequence> {

    private static final Optional<TagFilter.Refusal> NO_NUMBER =
            Optional.of(new TagFilter.Refusal(TagVerdict.Outcome.NOT_A_VERSION, "no number"));

    private final Optional<Pattern> grouped;

    /** @param allowed the expression of {@code allow-tags}; empty if there is none */
    NumberOrder(Optional<Pattern> allowed) {
        this.grouped = allowed.filter(pattern -> pattern.groupCount() > 0);
    }

    @Override
    public Optional<NumberSequence> key(RegistryTag tag) {
        return grouped.map(pattern -> firstGroup(pattern, tag.name()))
                .orElse(Optional.of(tag.name()))
                .flatMap(NumberSequence::parse);
    }

    private static Optional<String> firstGroup(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    @Override
    public Optional<TagFilter.Refusal> unranked() {
        return NO_NUMBER;
    }

    @Override
    public String tie() {
        return "have the same number";
    }
}

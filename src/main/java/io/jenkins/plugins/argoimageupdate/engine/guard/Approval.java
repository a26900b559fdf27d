package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import java.util.List;
import java.util.Optional;

/**
 * Which tags a person has to agree to.
 *
 * @param needed {@code any} or {@code regexp:} and an expression, as for allow-tags; {@code none} matches nothing
 * @param given globs of the tags that somebody has agreed to
 */
public record Approval(List<String> needed, List<String> given) {

    public static final Approval NONE = new Approval(List.of(), List.of());

    private static final String NOTHING = "none";

    public Approval {
        needed = List.copyOf(needed);
        given = List.copyOf(given);
    }

    /** The expression that asks for a person's approval of a tag; empty if none does, or there is the approval. */
    public Optional<String> missing(ImageTag tag) {
        return needed.stream()
                .filter(pattern -> !pattern.equals(NOTHING))
                .filter(pattern ->
                        TagFilter.of(pattern, List.of()).refusal(tag.name()).isEmpty())
                .findFirst()
                .filter(pattern -> given.stream().noneMatch(glob -> isGiven(glob, tag)));
    }

    private static boolean isGiven(String glob, ImageTag tag) {
        String text = glob.indexOf('@') >= 0 ? tag.withDigest() : tag.name();
        return glob.equals(text)
                || GlobPattern.compile(glob)
                        .filter(pattern -> pattern.matches(text.codePoints().toArray()))
                        .isPresent();
    }

    /** @throws ConfigurationException if it is none of those that {@link #needed} can have */
    public static void check(String pattern) {
        if (pattern.equals(NOTHING)) {
            return;
        }
        TagFilter.of(pattern, List.of()).warnings().stream().findFirst().ifPresent(warning -> {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read approve",
                    "'" + pattern + "' matches no tag",
                    "Write any, none, or regexp: and an expression");
        });
    }
}

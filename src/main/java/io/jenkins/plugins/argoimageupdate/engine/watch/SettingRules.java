package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.version.VersionConstraint;
import java.util.List;

/**
 * What settings may be where they are asked for explicitly. Annotations may be more, as in the Image Updater: there a value that
 * cannot be meant is a warning. Each method throws what the place makes of a value that breaks its rule.
 */
public final class SettingRules {

    private SettingRules() {}

    /** One of the names of today. */
    public static void requireStrategy(String strategy, ValuePlace place) {
        if (!StrategyNames.all().contains(strategy)) {
            throw place.unusable("'" + strategy + "' is not known", StrategyNames.advice(strategy));
        }
    }

    /** For {@code allowTags}. */
    public static void requireFilter(String filter, ValuePlace place) {
        TagFilter.of(filter, List.of()).warnings().stream().findFirst().ifPresent(warning -> {
            throw place.unusable(warning, TagFilter.adviceOnAllowed(filter));
        });
    }

    /** For one of {@code ignoreTags}. */
    public static void requireGlob(String glob, ValuePlace place) {
        TagFilter.of("", List.of(glob)).warnings().stream().findFirst().ifPresent(warning -> {
            throw place.unusable(warning, TagFilter.adviceOn(glob));
        });
    }

    /**
     * Refuses what is no platform, before any registry is asked.
     *
     * @param platform such as {@code linux/arm64/v8}
     * @param place where it is written, for the message
     * @throws ConfigurationException if no image can be for it
     */
    public static void requirePlatform(String platform, ValuePlace place) {
        Platform.problem(platform).ifPresent(problem -> {
            int end = problem.lastIndexOf(". ");
            throw place.unusable(problem.substring(0, end), problem.substring(end + 2));
        });
    }

    /** Only once it is known that versions are compared: elsewhere a constraint may be a tag. */
    static void requireVersions(String constraint, ValuePlace place) {
        try {
            VersionConstraint.parse(constraint);
        } catch (ConfigurationException e) {
            throw place.unusable(e.answer(), e.advice());
        }
    }

    /** Whether a constraint compares versions, as far as its strategy tells. */
    static boolean areVersions(String constraint, String strategy) {
        boolean versions = UpdateStrategy.ofId(strategy)
                .filter(known -> known.constraint() == UpdateStrategy.Constraint.VERSIONS)
                .isPresent();
        return versions || strategy.isEmpty() && !ImageTag.ofName(constraint).isPossible();
    }
}

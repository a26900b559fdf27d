package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to choose a tag, as one level of configuration says; null means that the next wider level decides.
 *
 * @param strategy as written
 * @param pullSecret see {@link WatchedImage#pullSecret}
 * @param isSecretAnnotated see {@link WatchedImage#isSecretAnnotated}
 * @param guards leaves everything open where there are none
 */
public record UpdateSettings(
        @Nullable String strategy,
        @Nullable Boolean forceUpdate,
        @Nullable String allowTags,
        @Nullable List<String> ignoreTags,
        @Nullable String pullSecret,
        @Nullable List<String> platforms,
        boolean isSecretAnnotated,
        GuardSettings guards) {

    /** Leaves everything to the next wider level. */
    public static final UpdateSettings NONE = new UpdateSettings(null, null, null, null, null, null);

    public UpdateSettings {
        isSecretAnnotated = isSecretAnnotated && pullSecret != null;
    }

    /** Settings that are no annotations and no guards. */
    public UpdateSettings(
            @Nullable String strategy,
            @Nullable Boolean forceUpdate,
            @Nullable String allowTags,
            @Nullable List<String> ignoreTags,
            @Nullable String pullSecret,
            @Nullable List<String> platforms) {
        this(strategy, forceUpdate, allowTags, ignoreTags, pullSecret, platforms, false, GuardSettings.NONE);
    }

    /** These settings, and what they leave open from {@code wider}. */
    UpdateSettings over(UpdateSettings wider) {
        return new UpdateSettings(
                or(strategy, wider.strategy),
                or(forceUpdate, wider.forceUpdate),
                or(allowTags, wider.allowTags),
                or(ignoreTags, wider.ignoreTags),
                or(pullSecret, wider.pullSecret),
                or(platforms, wider.platforms),
                pullSecret == null ? wider.isSecretAnnotated : isSecretAnnotated,
                guards.over(wider.guards));
    }

    /** The same with what keeps newer versions from being written. */
    public UpdateSettings with(GuardSettings other) {
        return new UpdateSettings(
                strategy, forceUpdate, allowTags, ignoreTags, pullSecret, platforms, isSecretAnnotated, other);
    }

    /** The image with these settings; what is still open takes the built-in default. */
    WatchedImage watch(ImageReference image, @Nullable ManifestTarget target, Consumer<Warning> warnings) {
        String subject = image.label();
        or(platforms, List.<String>of()).stream()
                .flatMap(platform -> Platform.problem(platform).or(() -> Platform.unknown(platform)).stream())
                .forEach(problem -> warnings.accept(new Warning(subject, problem)));
        UpdateStrategy parsed =
                UpdateStrategy.parse(strategy, said -> warnings.accept(new Warning(subject, withAdvice(said))));
        if (!parsed.usesConstraint() && !image.constraint().isEmpty()) {
            warnings.accept(new Warning(
                    subject,
                    "the constraint '" + image.constraint() + "' has no effect with " + parsed.id()
                            + ". Choose tags by allow-tags, or by versions with semver"));
        }
        SelectionRule rule = new SelectionRule(
                parsed,
                image.constraint(),
                or(allowTags, ""),
                List.copyOf(or(ignoreTags, List.of())),
                List.copyOf(or(platforms, List.of())));
        return new WatchedImage(
                image, rule, or(forceUpdate, false), or(pullSecret, ""), target, isSecretAnnotated, guards.resolve());
    }

    private String withAdvice(String said) {
        return UpdateStrategy.ofOldName(strategy).isPresent() ? said : said + ". " + StrategyNames.advice(strategy);
    }

    private static <T extends @Nullable Object> T or(@Nullable T value, T other) {
        return value == null ? other : value;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.version.Version;
import io.jenkins.plugins.argoimageupdate.engine.version.VersionConstraint;
import java.util.Optional;

/** By semantic version, as far as a constraint allows it. */
final class VersionOrder implements TagOrder<Version> {

    private static final String ANY = "*";

    private final String written;
    private final Optional<TagFilter.Refusal> noVersion;
    private final Optional<TagFilter.Refusal> outside;
    private final Optional<TagFilter.Refusal> prerelease;

    /** Null until the first version is checked: without any version, a wrong constraint is no failure. */
    private VersionConstraint constraint;

    /** @param constraint empty for one that allows all but pre-releases */
    VersionOrder(String constraint) {
        this.written = constraint.isEmpty() ? ANY : constraint;
        this.noVersion = Optional.of(new TagFilter.Refusal(TagVerdict.Outcome.NOT_A_VERSION, ""));
        this.outside = Optional.of(new TagFilter.Refusal(TagVerdict.Outcome.OUTSIDE_CONSTRAINT, written));
        this.prerelease = Optional.of(new TagFilter.Refusal(
                TagVerdict.Outcome.OUTSIDE_CONSTRAINT, "pre-release, which " + written + " does not allow"));
    }

    @Override
    public Optional<Version> key(RegistryTag tag) {
        return Version.parse(tag.name());
    }

    @Override
    public Optional<TagFilter.Refusal> unranked() {
        return noVersion;
    }

    @Override
    public Optional<TagFilter.Refusal> excluded(Version version) {
        if (constraint == null) {
            constraint = VersionConstraint.parse(written);
        }
        if (constraint.allows(version)) {
            return Optional.empty();
        }
        return version.isPrerelease() && !constraint.namesPrerelease() ? prerelease : outside;
    }

    @Override
    public String tie() {
        return "are the same version";
    }
}

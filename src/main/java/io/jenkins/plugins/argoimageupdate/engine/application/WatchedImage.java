package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.guard.Guards;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import org.jspecify.annotations.Nullable;

/**
 * One image to keep up to date.
 *
 * @param image alias, registry and name; a tag in it is the constraint, which {@code rule} holds already
 * @param forceUpdate whether to update it although the Application does not report it as live
 * @param pullSecret which credentials to use, as configured ({@code pullsecret:ns/name}, a Jenkins credentials ID …); empty
 *     for those of the registry
 * @param target null for the default of the Application's type
 * @param isSecretAnnotated whether it is the Application's annotations that name {@code pullSecret}: whoever edits them chooses the
 *     server too
 * @param guards what keeps newer versions from being written
 */
public record WatchedImage(
        ImageReference image,
        SelectionRule rule,
        boolean forceUpdate,
        String pullSecret,
        @Nullable ManifestTarget target,
        boolean isSecretAnnotated,
        Guards guards) {

    /** One whose pull secret no annotation names, with the default guards. */
    public WatchedImage(
            ImageReference image, SelectionRule rule, boolean forceUpdate, String pullSecret, ManifestTarget target) {
        this(image, rule, forceUpdate, pullSecret, target, false, Guards.DEFAULT);
    }

    /** The same, to be updated also where the Application does not report it as live. */
    public WatchedImage forced() {
        return new WatchedImage(image, rule, true, pullSecret, target, isSecretAnnotated, guards);
    }

    /** What tells a version of it from others: the digest where digests are followed or where there is no tag, else the tag. */
    public String identity(ImageTag version) {
        boolean byDigest = version.name().isEmpty()
                || rule.strategy().comparesDigests() && !version.digest().isEmpty();
        return byDigest ? version.digest() : version.name();
    }
}

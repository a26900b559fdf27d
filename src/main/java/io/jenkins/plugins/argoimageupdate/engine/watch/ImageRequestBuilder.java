package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageName;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest.ImageRequest;
import java.util.Set;

/**
 * Makes an image asked for of what somebody wrote in a file or as arguments, by the same rules for both. Each method throws what the
 * place makes of a value that breaks one; see {@link SettingRules} for those of settings.
 */
public final class ImageRequestBuilder {

    private final ImageReference image;
    private String constraint = "";
    private ValuePlace versions;
    private UpdateSettings settings = UpdateSettings.NONE;
    private ManifestTarget target;

    private ImageRequestBuilder(ImageReference image) {
        this.image = image;
    }

    /**
     * Begins with the image itself.
     *
     * @param alias empty for none
     * @param image never empty
     * @param aliasKey where the alias is to be given, in words
     */
    public static ImageRequestBuilder of(String alias, String image, String aliasKey, ValuePlace place) {
        if (image.matches("[^:/]*=.*")) {
            throw place.unusable("it begins with an alias", "Give the alias as " + aliasKey);
        }
        ImageName.problem(image).ifPresent(problem -> {
            throw place.unusable(problem.answer(), problem.advice());
        });
        return new ImageRequestBuilder(ImageReference.of(alias, image));
    }

    /** @param taken the aliases of the images before this one, which gets this one's */
    public ImageRequestBuilder aliasIn(Set<String> taken, ValuePlace place) {
        if (!image.alias().isEmpty() && !taken.add(image.alias())) {
            throw place.unusable("the alias '" + image.alias() + "' is taken", "Use each alias once");
        }
        return this;
    }

    /** @param text empty for none */
    public ImageRequestBuilder constraint(String text, ValuePlace place) {
        if (!text.isEmpty() && image.tag() != null) {
            throw place.unusable(
                    "the image has the tag '" + image.tag().withDigest() + "', and there is a constraint",
                    "Remove the tag");
        }
        constraint = text;
        return this;
    }

    /**
     * Has a constraint checked as soon as it is known that it compares versions: now by the strategy beside it, or else when the
     * annotations are known.
     *
     * @param strategy empty where another place has it
     */
    ImageRequestBuilder versionsChecked(String strategy, ValuePlace place) {
        if (!constraint.isEmpty()) {
            versions = place;
            if (SettingRules.areVersions(constraint, strategy)) {
                SettingRules.requireVersions(constraint, place);
            }
        }
        return this;
    }

    /** @param checked by {@link SettingRules} */
    public ImageRequestBuilder settings(UpdateSettings checked) {
        settings = checked;
        return this;
    }

    /** @param place of the image: a second kind of target is its fault */
    public ImageRequestBuilder kustomize(ManifestTarget.Kustomize name, ValuePlace place) {
        return target(name, place);
    }

    /**
     * @param names empty where they are not given
     * @param place of the image
     * @param own of the names
     */
    public ImageRequestBuilder helm(ManifestTarget.Helm names, ValuePlace place, ValuePlace own) {
        refuseBesideSpec(names.spec(), names.name() + names.tag(), own);
        if (!names.spec().isEmpty() && !(names.registry() + names.digest()).isEmpty()) {
            throw own.unusable(
                    "imageSpec contains the whole image, but its registry or digest is set as well",
                    "Name imageName and imageTag instead of imageSpec");
        }
        return target(names, place);
    }

    /**
     * @param names empty where they are not given
     * @param place of the image
     * @param own of the names
     */
    public ImageRequestBuilder plugin(ManifestTarget.Plugin names, ValuePlace place, ValuePlace own) {
        refuseBesideSpec(names.spec(), names.name() + names.tag(), own);
        return target(names, place);
    }

    private static void refuseBesideSpec(String spec, String others, ValuePlace own) {
        if (!spec.isEmpty() && !others.isEmpty()) {
            throw own.unusable(
                    "imageSpec contains name and tag, but one of them is set as well", "Keep imageSpec alone");
        }
    }

    private ImageRequestBuilder target(ManifestTarget wanted, ValuePlace place) {
        if (target != null) {
            throw place.unusable(
                    "several of helm, kustomize and plugin are given", "Keep the one that the Application uses");
        }
        target = wanted;
        return this;
    }

    /** The request; what was not said is left to annotations and defaults. */
    public ImageRequest build() {
        return new ImageRequest(
                constraint.isEmpty() ? image : image.with(ImageTag.ofName(constraint)), settings, target, versions);
    }
}

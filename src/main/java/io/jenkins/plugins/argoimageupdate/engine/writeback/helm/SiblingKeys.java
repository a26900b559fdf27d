package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keys beside those of an image that change what these mean, in the layouts of well-known charts: {@code registry} is put before a
 * {@code repository}; a {@code digest}, or a {@code sha} without {@code sha256:}, is used whatever {@code tag} says.
 */
final class SiblingKeys {

    private static final List<String> DIGESTS = List.of("digest", "sha");
    private static final Pattern DIGEST = Pattern.compile("(?:sha[0-9]+:)?[0-9a-f]{64,128}");

    private final ValuesFile file;

    SiblingKeys(ValuesFile file) {
        this.file = file;
    }

    /** @throws io.jenkins.plugins.argoimageupdate.engine.failure.GitException if a digest makes a new tag have no effect */
    void refuseOtherDigest(String tagKey, ImageTag tag) {
        for (String name : DIGESTS) {
            ValuesKey.sibling(tagKey, name)
                    .filter(key -> isOtherDigest(file.get(key).orElse(""), tag))
                    .ifPresent(key -> {
                        throw file.uneditable(
                                key,
                                "the image is pinned to this digest, whatever " + tagKey + " says",
                                "Empty it, or name it as the image's digest to have it written:"
                                        + " annotation helm.image-digest, or imageDigest beside imageTag");
                    });
        }
    }

    /**
     * Whether the registry is in a value of its own.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.GitException if that is not the image's
     */
    boolean haveRegistry(String nameKey, ImageReference image) {
        String key = ValuesKey.sibling(nameKey, "registry").orElse("");
        String registry = key.isEmpty() ? "" : file.get(key).orElse("");
        if (registry.isEmpty()) {
            return false;
        }
        ImageReference written = ImageReference.parse(registry + "/" + image.nameAlone());
        if (!written.isSameRepository(image)) {
            throw file.uneditable(
                    key,
                    nameKey + " is empty, and the registry here is not the one of " + image.withoutTag(),
                    "Correct it, or name it as the image's registry to have it written:"
                            + " annotation helm.image-registry, or imageRegistry beside imageName");
        }
        return true;
    }

    private static boolean isOtherDigest(String value, ImageTag tag) {
        return DIGEST.matcher(value).matches() && !tag.digest().endsWith(value);
    }
}

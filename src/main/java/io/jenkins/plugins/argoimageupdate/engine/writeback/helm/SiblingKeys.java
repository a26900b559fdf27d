package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.DigestPin;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;

/**
 * Keys beside those of an image that change what these mean, in the layouts of well-known charts: {@code registry} is put before a
 * {@code repository}, a {@code digest} is used whatever {@code tag} says.
 */
final class SiblingKeys {

    private final ValuesFile file;

    SiblingKeys(ValuesFile file) {
        this.file = file;
    }

    /** @throws io.jenkins.plugins.argoimageupdate.engine.failure.GitException if a digest makes a new tag have no effect */
    void refuseOtherDigest(ImageChange change) {
        DigestPin.find(change, file::get).ifPresent(key -> {
            throw file.uneditable(key, "the image is pinned to this digest, whatever its tag says", DigestPin.ADVICE);
        });
    }

    /**
     * Whether the registry is in a value of its own.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.GitException if that is not the image's
     */
    boolean haveRegistry(String nameKey, ImageReference image) {
        String key = ManifestTarget.Helm.beside(nameKey, "registry").orElse("");
        String registry = key.isEmpty() ? "" : file.get(key).orElse("");
        if (registry.isEmpty()) {
            return false;
        }
        ImageReference written = ImageReference.parse(registry + "/" + image.nameAlone());
        if (!written.isSameRepository(image)) {
            throw file.uneditable(
                    key,
                    nameKey + " is empty, and the registry here is not the one of " + image.withoutTag(),
                    "Correct it, or let the update write it:"
                            + " annotation helm.image-registry, or imageRegistry beside imageName");
        }
        return true;
    }
}

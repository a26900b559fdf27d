package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize.Kustomization;
import io.jenkins.plugins.argoimageupdate.engine.writeback.override.OverrideFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the files of a source name an image: the place that is written, or what it overrides. */
record WrittenEntries(WatchSpec spec, ImageChange change, RepositoryTree tree) {

    boolean isIn(WritePlace place) {
        if (place.target() instanceof WriteBackTarget.Kustomization kustomization) {
            return isInKustomization(kustomization.directory());
        }
        if (place.target() instanceof WriteBackTarget.HelmValues values && place.type() == ApplicationType.HELM) {
            return isInValues(values.path());
        }
        String path = RepositoryPath.inRepository(place.target().toString());
        boolean overridden = tree.read(path)
                .filter(content -> OverrideFile.names(path, content, spec.at(place, spec.images()), change))
                .isPresent();
        return overridden
                || (place.type() == ApplicationType.KUSTOMIZE
                        ? isInKustomization(place.source().path())
                        : valueFiles(place).stream().anyMatch(this::isInValues));
    }

    /** Whether the manifests of a source have the image, though no entry is written yet. */
    boolean isRenderedIn(WritePlace place) {
        String directory = place.target() instanceof WriteBackTarget.Kustomization kustomization
                ? kustomization.directory()
                : place.source().path();
        String name = KustomizeImage.nameInManifests(change.watched());
        return place.type() == ApplicationType.KUSTOMIZE && new RenderedImages(tree, name).areIn(directory);
    }

    /** Of a Helm source, as far as they are in its own repository. */
    static List<String> valueFiles(WritePlace place) {
        List<String> files = new ArrayList<>(List.of("values.yaml"));
        place.source().valueFiles().stream()
                .filter(file -> !file.startsWith("$") && !file.contains("://"))
                .forEach(files::add);
        return files.stream()
                .map(file -> file.startsWith("/")
                        ? file
                        : RepositoryPath.join(place.source().path(), file))
                .toList();
    }

    private boolean isInKustomization(String directory) {
        return WriteBackFiles.kustomization(RepositoryPath.inRepository(directory), tree)
                .filter(path -> Kustomization.names(
                        path, tree.read(path).orElseThrow(), KustomizeImage.of(change, spec.images())))
                .isPresent();
    }

    private boolean isInValues(String file) {
        String path = RepositoryPath.inRepository(file);
        ManifestTarget.Helm keys = ManifestTarget.Helm.of(change.watched().target());
        Optional<byte[]> content = tree.read(path).filter(bytes -> bytes.length > 0);
        if (content.isEmpty()) {
            return false;
        }
        if (!keys.spec().isEmpty()) {
            return HelmValues.value(path, content.get(), keys.spec())
                    .filter(this::isOfImage)
                    .isPresent();
        }
        Optional<String> name = HelmValues.value(path, content.get(), keys.name());
        boolean other = name.filter(text -> !text.isEmpty() && !isOfImage(text)).isPresent();
        return !other && HelmValues.value(path, content.get(), keys.tag()).isPresent();
    }

    /** Charts often have the registry, or more of the name, in a value of its own. */
    private boolean isOfImage(String value) {
        ImageReference image = change.watched().image();
        ImageReference written = ImageReference.of("", value);
        return written.isSameRepository(image) || ("/" + image.withoutTag()).endsWith("/" + written.withoutTag());
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.writeback.helm.HelmValues;
import io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize.Kustomization;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads which versions of its images a repository gives an Application, where no Argo CD tells what is live. */
public final class ImagesInGit {

    private final WatchSpec spec;
    private final String path;
    private final byte[] content;
    private final YamlFile file;

    private ImagesInGit(WatchSpec spec, String path, byte[] content) {
        this.spec = spec;
        this.path = path;
        this.content = content;
        this.file = YamlFile.parse(path, content);
    }

    /**
     * The same specification with what the repository says as the live images, each with its alias; images it does not name are left
     * out. Of several sources, each is asked for the images that it can have.
     */
    public static WatchSpec asLive(WatchSpec spec, RepositoryTree tree) {
        Map<WritePlace, List<WatchedImage>> places = places(spec);
        if (places.size() < 2) {
            String path = WriteBackFiles.path(spec.target(), tree);
            return running(spec, in(spec, tree, path));
        }
        Map<WatchedImage, ImageReference> images = new LinkedHashMap<>();
        places.forEach((place, some) -> WriteBackFiles.paths(place.target(), tree).stream()
                .filter(path -> tree.read(path).isPresent())
                .findFirst()
                .ifPresent(path -> in(spec.at(place, some), tree, path).forEach(images::putIfAbsent)));
        return running(spec, images);
    }

    private static WatchSpec running(WatchSpec spec, Map<WatchedImage, ImageReference> images) {
        return spec.running(
                images.values().stream().map(ImageReference::toString).toList());
    }

    /** What is wrong with the place of an image is told when it is to be written. */
    private static Map<WritePlace, List<WatchedImage>> places(WatchSpec spec) {
        Map<WritePlace, List<WatchedImage>> places = new LinkedHashMap<>();
        for (WatchedImage image : spec.images()) {
            try {
                spec.places(image)
                        .forEach(place -> places.computeIfAbsent(place, missing -> new ArrayList<>())
                                .add(image));
            } catch (ConfigurationException unplaced) {
                continue;
            }
        }
        return places;
    }

    /** The images that a file names, each with its alias and its version. */
    static Map<WatchedImage, ImageReference> in(WatchSpec spec, RepositoryTree tree, String path) {
        return tree.read(path)
                .filter(content -> content.length > 0)
                .map(content -> new ImagesInGit(spec, path, content).all())
                .orElse(Map.of());
    }

    private Map<WatchedImage, ImageReference> all() {
        Map<WatchedImage, ImageReference> images = new LinkedHashMap<>();
        for (WatchedImage watched : spec.images()) {
            ImageReference image = watched.image();
            tag(watched)
                    .map(tag -> image.withoutTag() + (isDigest(tag) ? "@" : ":") + tag)
                    .map(written -> ImageReference.of(image.alias(), written))
                    .ifPresent(written -> images.put(watched, written));
        }
        return images;
    }

    private static boolean isDigest(String tag) {
        return tag.contains(":") && !tag.contains("@");
    }

    /** Such as {@code 1.2.3}, {@code 1.2.3@sha256:…} or a digest alone. */
    private Optional<String> tag(WatchedImage watched) {
        if (spec.target() instanceof WriteBackTarget.Kustomization) {
            return Kustomization.tag(path, content, wanted(watched)).map(ImagesInGit::text);
        }
        if (spec.target() instanceof WriteBackTarget.HelmValues && spec.type() == ApplicationType.HELM) {
            ManifestTarget.Helm names = ManifestTarget.Helm.of(watched.target());
            return names.spec().isEmpty()
                    ? versioned(HelmValues.value(path, content, names.tag()), value(names.digest()))
                    : HelmValues.value(path, content, names.spec()).flatMap(ImagesInGit::tagOf);
        }
        if (watched.target() instanceof ManifestTarget.Plugin names) {
            return named(items("plugin", "env"), names.tag(), names.spec());
        }
        if (spec.type() == ApplicationType.KUSTOMIZE) {
            List<ImageReference> entries = items("kustomize", "images").stream()
                    .map(ImagesInGit::text)
                    .map(ImageReference::parse)
                    .toList();
            return wanted(watched).positions(entries, true).stream()
                    .findFirst()
                    .flatMap(i -> Optional.ofNullable(entries.get(i).tag()).map(ImageTag::withDigest));
        }
        ManifestTarget.Helm names = ManifestTarget.Helm.of(watched.target());
        List<Node> parameters = items("helm", "parameters");
        return versioned(named(parameters, names.tag(), names.spec()), value(parameters, names.digest()));
    }

    private Optional<String> value(String key) {
        return key.isEmpty() ? Optional.empty() : HelmValues.value(path, content, key);
    }

    /** A tag with the digest that stands in a place of its own. */
    private static Optional<String> versioned(Optional<String> tag, Optional<String> digest) {
        String suffix = digest.map(ManifestTarget.Helm::digestSuffix).orElse("");
        String whole = tag.orElse("") + suffix;
        return Optional.of(whole.startsWith("@") ? whole.substring(1) : whole).filter(text -> !text.isEmpty());
    }

    private Optional<String> named(List<Node> items, String tagName, String specName) {
        return specName.isEmpty()
                ? value(items, tagName)
                : value(items, specName).flatMap(ImagesInGit::tagOf);
    }

    private Optional<String> value(List<Node> items, String name) {
        return items.stream()
                .filter(item -> field(item, "name").equals(name))
                .map(item -> field(item, "value"))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private KustomizeImage wanted(WatchedImage watched) {
        ImageTag unknown = new ImageTag("", "");
        return KustomizeImage.of(new ImageChange(watched, unknown, unknown, false, Map.of()), spec.images());
    }

    private static String text(ImageTag tag) {
        return tag.name().isEmpty() ? tag.digest() : tag.withDigest();
    }

    private List<Node> items(String... keys) {
        Optional<Node> node = file.root();
        for (String key : keys) {
            node = node.filter(MappingNode.class::isInstance).flatMap(n -> file.child((MappingNode) n, key));
        }
        return node.filter(SequenceNode.class::isInstance)
                .map(n -> ((SequenceNode) n).getValue())
                .orElse(List.of());
    }

    private String field(Node item, String key) {
        return item instanceof MappingNode mapping
                ? file.child(mapping, key).map(ImagesInGit::text).orElse("")
                : "";
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static Optional<String> tagOf(String image) {
        return Optional.ofNullable(ImageReference.parse(image).tag()).map(ImageTag::withDigest);
    }
}

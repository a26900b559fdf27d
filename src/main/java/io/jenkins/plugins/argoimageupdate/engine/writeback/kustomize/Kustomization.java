package io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.SourceParameters;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes images into a kustomization (Image Updater: {@code git.go}, {@code writeKustomization}).
 *
 * <p>Of an entry that is there only {@code newTag} and {@code digest} change, and {@code newName} where a Kustomize target asks for
 * it: a mirror in {@code newName}, a {@code tagSuffix} and comments stay.
 */
public final class Kustomization {

    /** The names a kustomization can have, the preferred one first. */
    public static final List<String> FILE_NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final String IMAGES = "images";

    private final YamlFile file;

    private Kustomization(YamlFile file) {
        this.file = file;
    }

    /**
     * The file with the plan's images in it.
     *
     * @param path for messages
     */
    public static byte[] edit(String path, byte[] existing, ApplicationPlan plan) {
        Kustomization kustomization = new Kustomization(YamlFile.parse(path, existing));
        kustomization.requireOneDocument();
        SourceParameters.after(plan).kustomize().forEach(kustomization::set);
        return kustomization.file.bytes();
    }

    private void requireOneDocument() {
        if (file.documentCount() != 1 || !(file.root().orElse(null) instanceof MappingNode)) {
            throw file.uneditable(
                    file.root().orElse(null),
                    IMAGES,
                    "a kustomization is one YAML mapping",
                    "Keep one document, with at least a kind or resources");
        }
    }

    /**
     * Whether a kustomization says which version of an image is to run.
     *
     * @param path for messages
     */
    public static boolean names(String path, byte[] content, KustomizeImage image) {
        Kustomization kustomization = new Kustomization(YamlFile.parse(path, content));
        return kustomization.file.root().orElse(null) instanceof MappingNode
                && !image.positions(kustomization.references(), false).isEmpty();
    }

    /**
     * The version that a kustomization gives an image; empty where it gives none.
     *
     * @param path for messages
     */
    public static Optional<ImageTag> tag(String path, byte[] content, KustomizeImage image) {
        Kustomization kustomization = new Kustomization(YamlFile.parse(path, content));
        if (!(kustomization.file.root().orElse(null) instanceof MappingNode)) {
            return Optional.empty();
        }
        List<ImageReference> entries = kustomization.references();
        return image.positions(entries, false).stream()
                .map(i -> entries.get(i).tag())
                .filter(tag -> !tag.name().isEmpty() || !tag.digest().isEmpty())
                .findFirst();
    }

    /**
     * The files and directories that a kustomization puts together, as written there.
     *
     * @param path for messages
     */
    public static List<String> resources(String path, byte[] content) {
        YamlFile file = YamlFile.parse(path, content);
        List<String> resources = new ArrayList<>();
        if (file.root().orElse(null) instanceof MappingNode root) {
            for (String key : List.of("resources", "bases", "components")) {
                file.child(root, key)
                        .filter(SequenceNode.class::isInstance)
                        .ifPresent(list -> ((SequenceNode) list)
                                .getValue().stream()
                                        .filter(ScalarNode.class::isInstance)
                                        .forEach(item -> resources.add(((ScalarNode) item).getValue())));
            }
        }
        return resources;
    }

    /**
     * The names of the entries of a kustomization, those that images have in the manifests.
     *
     * @param path for messages
     */
    public static List<String> entryNames(String path, byte[] content) {
        Kustomization kustomization = new Kustomization(YamlFile.parse(path, content));
        return kustomization.images().map(SequenceNode::getValue).orElse(List.of()).stream()
                .map(item -> kustomization.field(item, "name"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private void set(KustomizeImage image) {
        ImageTag tag = image.image().tag() == null
                ? new ImageTag("", "")
                : image.image().tag();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("newName", image.original().isEmpty() ? "" : image.image().withoutTag());
        fields.put("newTag", tag.name());
        fields.put("digest", tag.digest());
        List<Integer> entries = image.positions(references(), false);
        if (entries.isEmpty()) {
            String name = image.original().isEmpty() ? image.image().withoutTag() : image.original();
            add(name, fields);
        } else {
            entries.forEach(index -> fields.forEach((key, value) -> setField(index, key, value)));
        }
    }

    /** The entries as {@code kustomize.images} would have them: where an image gets another name, the one in the manifests is the alias. */
    private List<ImageReference> references() {
        List<Node> items = images().map(SequenceNode::getValue).orElse(List.of());
        return items.stream().map(this::reference).toList();
    }

    private ImageReference reference(Node item) {
        String name = field(item, "name");
        String newName = field(item, "newName");
        ImageReference image = ImageReference.of("", newName.isEmpty() ? name : newName);
        ImageTag tag = new ImageTag(field(item, "newTag"), field(item, "digest"));
        String alias = image.withoutTag().equals(name) ? "" : name;
        return new ImageReference(alias, image.registry(), image.name(), tag);
    }

    private void setField(int index, String key, String value) {
        MappingNode entry = (MappingNode) images().orElseThrow().getValue().get(index);
        Optional<Node> field = file.child(entry, key);
        if (value.isEmpty() && field.isPresent() && !key.equals("newName")) {
            file.remove(entry, key);
        } else if (!value.isEmpty() && field.isEmpty()) {
            file.put(entry, key, new YamlValue.Text(value));
        } else if (!value.isEmpty() && field.get() instanceof ScalarNode scalar) {
            file.set(scalar, new YamlValue.Text(value));
        } else if (!value.isEmpty()) {
            throw file.uneditable(field.get(), key, "it is no plain value", "Make it a string");
        }
    }

    private void add(String name, Map<String, String> fields) {
        Map<String, YamlValue> entry = new LinkedHashMap<>();
        entry.put("name", new YamlValue.Text(name));
        fields.forEach((key, value) -> {
            if (!value.isEmpty()) {
                entry.put(key, new YamlValue.Text(value));
            }
        });
        YamlValue item = new YamlValue.Mapping(entry);
        MappingNode root = (MappingNode) file.root().orElseThrow();
        Optional<SequenceNode> images = images();
        if (images.isPresent()) {
            file.insert(images.get(), images.get().getValue().size(), item);
        } else if (file.child(root, IMAGES).isPresent()) {
            file.fill(root, IMAGES, new YamlValue.Sequence(List.of(item)));
        } else {
            file.put(root, IMAGES, new YamlValue.Sequence(List.of(item)));
        }
    }

    private String field(Node item, String key) {
        if (!(item instanceof MappingNode mapping)) {
            throw file.uneditable(item, IMAGES, "an item is no mapping", "Give each item a name");
        }
        return file.child(mapping, key)
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue())
                .orElse("");
    }

    /** The list; empty if it is missing, null or empty. */
    private Optional<SequenceNode> images() {
        Optional<Node> images = file.child((MappingNode) file.root().orElseThrow(), IMAGES);
        if (images.isEmpty() || YamlFile.isNull(images.get())) {
            return Optional.empty();
        }
        if (images.get() instanceof SequenceNode sequence) {
            return Optional.of(sequence).filter(list -> !list.getValue().isEmpty());
        }
        throw file.uneditable(images.get(), IMAGES, "it is no list", "Make it a list or remove it");
    }
}

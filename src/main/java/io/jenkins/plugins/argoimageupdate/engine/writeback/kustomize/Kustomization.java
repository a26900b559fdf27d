package io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.SourceParameters;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
        SourceParameters.after(plan).kustomizeImages().forEach(kustomization::set);
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

    private void set(String image) {
        ImageReference reference = ImageReference.parse(image);
        Map<String, String> fields = new LinkedHashMap<>();
        ImageTag tag = reference.tag() == null ? new ImageTag("", "") : reference.tag();
        fields.put("newName", reference.alias().isEmpty() ? "" : reference.withoutTag());
        fields.put("newTag", tag.name());
        fields.put("digest", tag.digest());
        String name = reference.alias().isEmpty() ? reference.withoutTag() : reference.alias();
        List<Integer> entries = entries(name);
        if (entries.isEmpty()) {
            add(name, fields);
        } else {
            entries.forEach(index -> fields.forEach((key, value) -> setField(index, key, value)));
        }
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

    /** The positions of a name: Kustomize applies all of them. */
    private List<Integer> entries(String name) {
        List<Node> items = images().map(SequenceNode::getValue).orElse(List.of());
        return IntStream.range(0, items.size())
                .filter(i -> name.equals(name(items.get(i))))
                .boxed()
                .toList();
    }

    private String name(Node item) {
        if (!(item instanceof MappingNode mapping)) {
            throw file.uneditable(item, IMAGES, "an item is no mapping", "Give each item a name");
        }
        return file.child(mapping, "name")
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

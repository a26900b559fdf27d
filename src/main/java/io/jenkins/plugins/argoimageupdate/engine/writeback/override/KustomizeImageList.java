package io.jenkins.plugins.argoimageupdate.engine.writeback.override;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code kustomize.images} of an override file: strings, each {@code [original=]image[:tag]}. */
record KustomizeImageList(OverrideList list) {

    /** Replaces what names the same image, adds the others at the end, and returns the file. */
    byte[] merge(List<String> images) {
        if (list.items().isEmpty()) {
            List<YamlValue> items = new ArrayList<>();
            images.forEach(image -> items.add(new YamlValue.Text(image)));
            list.create(items);
        } else {
            images.forEach(this::merge);
        }
        return list.file().bytes();
    }

    private void merge(String image) {
        SequenceNode items = list.items().orElseThrow();
        ImageReference wanted = ImageReference.parse(image);
        Optional<ScalarNode> existing = items.getValue().stream()
                .map(this::scalar)
                .filter(item -> reference(item).isSameRepository(wanted))
                .findFirst();
        if (existing.isEmpty()) {
            list.file().insert(items, items.getValue().size(), new YamlValue.Text(image));
        } else if (isOutdated(reference(existing.get()), wanted)) {
            list.file().set(existing.get(), new YamlValue.Text(image));
        }
    }

    private static boolean isOutdated(ImageReference existing, ImageReference wanted) {
        return existing.tag() == null
                || (wanted.tag() != null && !existing.tag().matches(wanted.tag()));
    }

    private static ImageReference reference(ScalarNode item) {
        return ImageReference.parse(item.getValue());
    }

    private ScalarNode scalar(Node item) {
        if (item instanceof ScalarNode scalar) {
            return scalar;
        }
        throw list.file().uneditable(item, "kustomize.images", "an item is no string", "Write [original=]image:tag");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.override;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.KustomizeImage;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code kustomize.images} of an override file: strings, each {@code [original=]image[:tag]}. */
record KustomizeImageList(OverrideList list) {

    /** Replaces what stands for the same image, adds the others at the end, and returns the file. */
    byte[] merge(List<KustomizeImage> images) {
        if (list.items().isEmpty()) {
            List<YamlValue> items = new ArrayList<>();
            images.forEach(image -> items.add(new YamlValue.Text(image.text())));
            list.create(items);
        } else {
            images.forEach(this::merge);
        }
        return list.file().bytes();
    }

    boolean has(KustomizeImage image) {
        return list.items().isPresent() && !image.positions(entries(), true).isEmpty();
    }

    private void merge(KustomizeImage image) {
        List<ImageReference> entries = entries();
        List<Integer> found = image.positions(entries, true);
        for (int position : found) {
            if (isOutdated(entries.get(position), image)) {
                list.file()
                        .set(
                                scalar(items().getValue().get(position)),
                                new YamlValue.Text(image.text(entries.get(position))));
            }
        }
        if (found.isEmpty()) {
            list.file().insert(items(), entries.size(), new YamlValue.Text(image.text()));
        }
    }

    private SequenceNode items() {
        return list.items().orElseThrow();
    }

    private List<ImageReference> entries() {
        return items().getValue().stream()
                .map(this::scalar)
                .map(item -> ImageReference.parse(item.getValue()))
                .toList();
    }

    private static boolean isOutdated(ImageReference existing, KustomizeImage wanted) {
        ImageReference image = wanted.image();
        return !existing.isSameRepository(image)
                || existing.tag() == null
                || (image.tag() != null && !existing.tag().matches(image.tag()));
    }

    private ScalarNode scalar(Node item) {
        if (item instanceof ScalarNode scalar) {
            return scalar;
        }
        throw list.file().uneditable(item, "kustomize.images", "an item is no string", "Write [original=]image:tag");
    }
}

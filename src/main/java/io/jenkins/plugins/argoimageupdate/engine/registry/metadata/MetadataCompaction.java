package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what is worth keeping: the tags checked last, the manifests that they name, and the configurations of these. */
final class MetadataCompaction {

    private static final int MAX_DEPTH = Budget.INDEX_DEPTH.intValue();

    private final CompactTable from;
    private final CompactTable kept = new CompactTable();

    private MetadataCompaction(CompactTable from) {
        this.from = from;
    }

    private record Tag(byte[] key, byte[] value, MetadataCodec.TagState state) {}

    /** A table with the tags checked last, as many as fit. */
    static CompactTable newest(CompactTable table, int mostBytes) {
        List<Tag> tags = new ArrayList<>();
        table.forEach((key, value) -> {
            if (MetadataCodec.isTagKey(key)) {
                tags.add(new Tag(key, value, MetadataCodec.tagState(value)));
            }
        });
        tags.sort(Comparator.comparingLong((Tag tag) -> tag.state().checked()).reversed());
        MetadataCompaction reachable = new MetadataCompaction(table);
        for (Tag tag : tags) {
            if (reachable.kept.liveBytes() > mostBytes) {
                break;
            }
            reachable.kept.put(tag.key(), tag.value());
            reachable.keepManifest(tag.state().digest(), 0);
        }
        return reachable.kept;
    }

    private void keepManifest(String digest, int depth) {
        byte[] key = MetadataCodec.manifestKey(digest);
        byte[] value = from.get(key);
        if (value == null || kept.contains(key) || depth > MAX_DEPTH) {
            return;
        }
        kept.put(key, value);
        Manifest manifest = MetadataCodec.manifest(value);
        if (manifest instanceof Manifest.Image image) {
            byte[] configKey = MetadataCodec.configKey(image.configDigest());
            byte[] config = from.get(configKey);
            if (config != null) {
                kept.put(configKey, config);
            }
        } else if (manifest instanceof Manifest.Index index) {
            index.children().forEach(child -> keepManifest(child.digest(), depth + 1));
        }
    }
}

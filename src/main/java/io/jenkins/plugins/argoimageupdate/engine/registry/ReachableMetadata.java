package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what is worth keeping: the tags checked last, the manifests that they name, and the configurations of these. */
final class ReachableMetadata {

    private static final int MAX_DEPTH = Budget.INDEX_DEPTH.intValue();

    private final CompactTable from;
    private final CompactTable kept = new CompactTable();

    private ReachableMetadata(CompactTable from) {
        this.from = from;
    }

    private record Tag(byte[] key, byte[] value, FactsCodec.TagState state) {}

    /** A table with the tags checked last, as many as fit. */
    static CompactTable newest(CompactTable table, int mostBytes) {
        List<Tag> tags = new ArrayList<>();
        table.forEach((key, value) -> {
            if (FactsCodec.isTagKey(key)) {
                tags.add(new Tag(key, value, FactsCodec.tagState(value)));
            }
        });
        tags.sort(Comparator.comparingLong((Tag tag) -> tag.state().checked()).reversed());
        ReachableMetadata reachable = new ReachableMetadata(table);
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
        byte[] key = FactsCodec.manifestKey(digest);
        byte[] value = from.get(key);
        if (value == null || kept.contains(key) || depth > MAX_DEPTH) {
            return;
        }
        kept.put(key, value);
        Manifest manifest = FactsCodec.manifest(value);
        if (manifest instanceof Manifest.Image image) {
            byte[] configKey = FactsCodec.configKey(image.configDigest());
            byte[] config = from.get(configKey);
            if (config != null) {
                kept.put(configKey, config);
            }
        } else if (manifest instanceof Manifest.Index index) {
            index.children().forEach(child -> keepManifest(child.digest(), depth + 1));
        }
    }
}

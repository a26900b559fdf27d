package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** Puts new file contents into a tree. All other entries, and the modes of those changed, stay as they are. */
final class TreeWriter {

    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeWriter(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /**
     * A tree and what is different in it.
     *
     * @param files the paths changed, sorted
     */
    record Written(ObjectId tree, List<String> files) {}

    /** Contents that are there already change nothing. */
    Written write(AnyObjectId tree, Map<String, byte[]> contents) throws IOException {
        CommitTree current = new CommitTree(reader, tree);
        Map<String, byte[]> changed = new TreeMap<>();
        contents.forEach((path, content) -> {
            Optional<byte[]> old = current.read(path);
            if (old.isEmpty() || !Arrays.equals(old.get(), content)) {
                changed.put(path, content);
            }
        });
        if (changed.isEmpty()) {
            return new Written(tree.toObjectId(), List.of());
        }
        DirCache index = index(tree);
        DirCacheEditor editor = index.editor();
        for (Map.Entry<String, byte[]> file : changed.entrySet()) {
            editor.add(edit(file.getKey(), inserter.insert(Constants.OBJ_BLOB, file.getValue())));
        }
        editor.finish();
        return new Written(index.writeTree(inserter), List.copyOf(new ArrayList<>(changed.keySet())));
    }

    private DirCache index(AnyObjectId tree) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
        builder.finish();
        return index;
    }

    private static DirCacheEditor.PathEdit edit(String path, ObjectId blob) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                if (entry.getRawMode() == 0) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                }
                entry.setObjectId(blob);
            }
        };
    }
}

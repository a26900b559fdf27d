package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.Paths;
import org.jspecify.annotations.Nullable;

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
        NavigableMap<String, ObjectId> blobs = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : changed.entrySet()) {
            blobs.put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        }
        return new Written(directory(tree, blobs), List.copyOf(changed.keySet()));
    }

    /**
     * Reads the directories on the way to the files alone: a tree can name the same directory many times, and unfold to more than there
     * is room for.
     *
     * @param old null for a new directory
     * @param files contents by path below the directory
     */
    private ObjectId directory(@Nullable AnyObjectId old, NavigableMap<String, ObjectId> files) throws IOException {
        Map<String, NavigableMap<String, ObjectId>> below = new HashMap<>();
        List<Entry> entries = old == null ? new ArrayList<>() : entries(old);
        files.forEach((path, blob) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                FileMode mode = entries.stream()
                        .filter(entry -> entry.name().equals(path))
                        .map(Entry::mode)
                        .findFirst()
                        .orElse(FileMode.REGULAR_FILE);
                replace(entries, new Entry(path, mode, blob));
            } else {
                below.computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), blob);
            }
        });
        for (Map.Entry<String, NavigableMap<String, ObjectId>> directory : below.entrySet()) {
            ObjectId before = entries.stream()
                    .filter(entry -> entry.name().equals(directory.getKey()))
                    .map(Entry::id)
                    .findFirst()
                    .orElse(null);
            replace(entries, new Entry(directory.getKey(), FileMode.TREE, directory(before, directory.getValue())));
        }
        entries.sort(Entry.ORDER);
        TreeFormatter formatter = new TreeFormatter();
        entries.forEach(entry -> formatter.append(entry.raw(), entry.mode(), entry.id()));
        return inserter.insert(formatter);
    }

    private static void replace(List<Entry> entries, Entry made) {
        entries.removeIf(entry -> entry.name().equals(made.name()));
        entries.add(made);
    }

    private List<Entry> entries(AnyObjectId tree) throws IOException {
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        List<Entry> entries = new ArrayList<>();
        for (; !parser.eof(); parser.next()) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            entries.add(new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    /** Of a directory. */
    private record Entry(String name, byte[] raw, FileMode mode, ObjectId id) {

        /** As {@code git} sorts: directories as if their names ended with a slash. */
        static final Comparator<Entry> ORDER = (one, other) -> Paths.compare(
                one.raw, 0, one.raw.length, one.mode.getBits(), other.raw, 0, other.raw.length, other.mode.getBits());

        Entry(byte[] raw, FileMode mode, ObjectId id) {
            this(new String(raw, StandardCharsets.UTF_8), raw, mode, id);
        }

        Entry(String name, FileMode mode, ObjectId id) {
            this(name, name.getBytes(StandardCharsets.UTF_8), mode, id);
        }
    }
}

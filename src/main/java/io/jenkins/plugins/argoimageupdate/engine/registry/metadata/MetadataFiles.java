package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files beside the cache of metadata, none of which is needed. */
final class MetadataFiles {

    private MetadataFiles() {}

    static boolean isUsable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file);
    }

    /** Deletes a file, or a directory with all that is in it, if it is there. Links are not followed. */
    static void delete(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            return;
        }
        makeAccessible(path);
        List<Path> all;
        try (Stream<Path> below = Files.walk(path)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    /** A directory whose rights were lost cannot be looked into, but its owner can give them back. */
    private static void makeAccessible(Path directory) throws IOException {
        File file = directory.toFile();
        boolean accessible =
                file.setReadable(true, true) && file.setWritable(true, true) && file.setExecutable(true, true);
        if (!accessible) {
            throw new AccessDeniedException(directory.toString());
        }
    }
}

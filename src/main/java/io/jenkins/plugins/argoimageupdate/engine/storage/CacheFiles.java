package io.jenkins.plugins.argoimageupdate.engine.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Files of a cache, none of which is needed: what is in the way is deleted. */
public final class CacheFiles {

    private CacheFiles() {}

    /** Makes a directory, where there may be something else. */
    public static void makeDirectory(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
            Files.delete(directory);
        }
        Files.createDirectories(directory);
    }

    /** Whether there is a regular file that can be read and written. */
    public static boolean isUsable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file);
    }

    /**
     * Looks whether there are only files and directories below a directory.
     *
     * @throws IOException naming what is something else, which might never end or never answer when it is read
     */
    public static void requirePlain(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean plain = attributes.isRegularFile()
                        || attributes.isSymbolicLink() && (Files.isRegularFile(file) || Files.isDirectory(file));
                if (!plain) {
                    throw new IOException(directory.relativize(file) + " is no file");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** Deletes a directory with all that is in it, or a file, if it is there. Links are not followed. Nothing of it may be open. */
    public static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                giveBackRights(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                deleteFile(file);
                return FileVisitResult.CONTINUE;
            }

            /** A directory that may not be read can be deleted if it is empty, or if its rights can be given back. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && giveBackRights(file)) {
                    delete(file);
                } else if (!(failure instanceof NoSuchFileException)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** JGit makes objects and packs read-only. Windows lets nobody delete such a file. */
    private static void deleteFile(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (AccessDeniedException e) {
            if (Files.isSymbolicLink(file) || !file.toFile().setWritable(true, true)) {
                throw e;
            }
            Files.deleteIfExists(file);
        }
    }

    /** Whether a directory that its owner may not use, such as after a wrong chmod, could be made usable. */
    private static boolean giveBackRights(Path directory) {
        if (Files.isReadable(directory) && Files.isWritable(directory) && Files.isExecutable(directory)) {
            return false;
        }
        File file = directory.toFile();
        return file.setReadable(true, true) && file.setWritable(true, true) && file.setExecutable(true, true);
    }
}

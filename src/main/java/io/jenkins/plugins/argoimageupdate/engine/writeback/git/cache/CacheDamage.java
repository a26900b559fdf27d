package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;

/** Looks for what is wrong with a cached repository. Takes as long as reading all of it, so it is for when something has failed. */
public final class CacheDamage {

    private static final Set<String> FILES = Set.of("config", Constants.HEAD);
    private static final Set<String> DIRECTORIES = Set.of("objects", "objects/pack", "refs");
    private static final int HASH_BYTES = 20;

    private CacheDamage() {}

    /** What is wrong; empty if nothing is. */
    public static Optional<Exception> of(CacheRepository repository) {
        try {
            requireParts(repository.getDirectory());
            repository.getObjectDatabase().getShallowCommits();
            for (Pack pack : repository.getObjectDatabase().getPacks()) {
                pack.getIndex();
                requireHash(pack.getPackFile());
            }
            requireTips(repository);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static void requireParts(File directory) throws IOException {
        for (String file : FILES) {
            if (!new File(directory, file).isFile()) {
                throw new IOException(file + " is no file");
            }
        }
        for (String part : DIRECTORIES) {
            if (!new File(directory, part).isDirectory()) {
                throw new IOException(part + " is no directory");
            }
        }
    }

    private static void requireTips(CacheRepository repository) throws IOException {
        repository.exactRef(Constants.HEAD);
        try (RevWalk walk = new RevWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                if (ref.getObjectId() != null) {
                    walk.parseTree(ref.getObjectId());
                }
            }
        }
    }

    /** A pack ends with the hash of what is before. */
    private static void requireHash(File pack) throws IOException {
        MessageDigest digest = Constants.newMessageDigest();
        long left = pack.length() - HASH_BYTES;
        try (InputStream in = Files.newInputStream(pack.toPath())) {
            byte[] buffer = new byte[64 << 10];
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(pack.getName() + " is cut off");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            if (!Arrays.equals(digest.digest(), in.readNBytes(HASH_BYTES))) {
                throw new IOException(pack.getName() + " is damaged");
            }
        }
    }
}

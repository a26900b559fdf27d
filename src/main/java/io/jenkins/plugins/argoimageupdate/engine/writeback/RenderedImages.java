package io.jenkins.plugins.argoimageupdate.engine.writeback;

import com.google.re2j.Pattern;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize.Kustomization;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks for an image in the manifests that a kustomization and those below it list. Not more files are read than people would keep. */
final class RenderedImages {

    private static final int MAX_FILES = 200;

    private final RepositoryTree tree;
    private final Pattern image;
    private final Set<String> read = new HashSet<>();

    /** @param name as the manifests have it, without tag */
    RenderedImages(RepositoryTree tree, String name) {
        this.tree = tree;
        this.image =
                Pattern.compile("(?m)[\\s{,-]image[\"']?\\s*:\\s*[\"']?" + Pattern.quote(name) + "([:@\"'\\s,}]|$)");
    }

    /** @param directory of the kustomization, from the root of the repository */
    boolean areIn(String directory) {
        Optional<String> kustomization = WriteBackFiles.kustomization(RepositoryPath.inRepository(directory), tree);
        return kustomization.filter(this::isNew).isPresent()
                && Kustomization.resources(
                                kustomization.get(),
                                tree.read(kustomization.get()).orElseThrow())
                        .stream()
                        .filter(resource -> !resource.contains("://"))
                        .anyMatch(resource -> isIn(RepositoryPath.join(directory, resource)));
    }

    private boolean isIn(String path) {
        if (path.startsWith("..")) {
            return false;
        }
        try {
            return path.matches(".*\\.(ya?ml|json)") ? isInFile(path) : areIn(path);
        } catch (GitException e) {
            return false; // no file or directory that could be read, which Argo CD will say
        }
    }

    private boolean isInFile(String path) {
        return isNew(path)
                && tree.read(path)
                        .filter(content -> image.matcher(new String(content, StandardCharsets.UTF_8))
                                .find())
                        .isPresent();
    }

    private boolean isNew(String path) {
        return read.size() < MAX_FILES && read.add(path);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files in memory. */
public record MapTree(Map<String, String> files) implements RepositoryTree {

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> files(String directory) {
        String start = directory.isEmpty() ? "" : directory + "/";
        return files.keySet().stream()
                .filter(path -> path.startsWith(start) && path.indexOf('/', start.length()) < 0)
                .map(path -> path.substring(start.length()))
                .toList();
    }
}

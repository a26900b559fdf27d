package io.jenkins.plugins.argoimageupdate.engine.writeback;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Files in memory. */
public record MapTree(Map<String, String> files) implements RepositoryTree {

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}

package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The files of a case, by path. */
record CaseTree(JsonNode files) implements RepositoryTree {

    @Override
    public Optional<byte[]> read(String path) {
        boolean directory =
                path.isEmpty() || files.propertyNames().stream().anyMatch(file -> file.startsWith(path + "/"));
        if (directory) {
            throw new GitException(Reason.UNEDITABLE_FILE, "read " + path, "it is a directory", "Name a file");
        }
        return Optional.ofNullable(files.get(path)).map(text -> text.asString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> files(String directory) {
        String start = directory.isEmpty() ? "" : directory + "/";
        return files.propertyNames().stream()
                .filter(path -> path.startsWith(start) && path.indexOf('/', start.length()) < 0)
                .map(path -> path.substring(start.length()))
                .toList();
    }
}

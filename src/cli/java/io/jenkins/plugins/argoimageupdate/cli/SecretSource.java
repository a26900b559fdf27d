package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.application.ConfigNode;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalPath;
import java.nio.file.Path;

/** Where a secret of the connections is: {@code env:<variable>} or {@code file:<path>}, never in the file itself. */
final class SecretSource {

    private SecretSource() {}

    /** @param directory that relative paths start from */
    static String read(ConfigNode node, Path directory) {
        String source = node.text();
        if (source.startsWith("env:")) {
            String value = System.getenv(source.substring("env:".length()));
            if (value == null) {
                throw node.unusable(
                        "the environment variable " + source.substring("env:".length()) + " is not set", "Set it");
            }
            return value;
        }
        if (source.startsWith("file:")) {
            return TextFile.read(LocalPath.of(directory, source.substring("file:".length()), node::unusable))
                    .strip();
        }
        throw node.unusable("secrets are not written into this file", "Write env:<variable> or file:<path>");
    }
}

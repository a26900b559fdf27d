package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalPath;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a secret of the connections is: {@code env:<variable>} or {@code file:<path>}, never in the file itself. */
final class SecretSource {

    private SecretSource() {}

    /** @param directory that relative paths start from */
    static String read(ConfigNode node, @Nullable Path directory) {
        String source = node.text();
        if (source.startsWith("env:")) {
            return variable(node, source.substring("env:".length()), System.getenv());
        }
        if (source.startsWith("file:")) {
            Path file = LocalPath.of(directory, source.substring("file:".length()), node::unusable);
            String text = TextFile.read(file).strip();
            if (text.isEmpty()) {
                throw node.unusable("the file " + file + " is empty", "Write the secret into it");
            }
            return text;
        }
        throw node.unusable("secrets are not written into this file", "Write env:<variable> or file:<path>");
    }

    static String variable(ConfigNode node, String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null) {
            throw node.unusable("the environment variable " + name + " is not set", "Set it");
        }
        if (value.isBlank()) {
            throw node.unusable("the environment variable " + name + " is empty", "Set it to the secret");
        }
        return value;
    }
}

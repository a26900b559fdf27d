package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One recorded answer of the Image Updater. */
record ConformanceCase(String id, String mode, JsonNode input, JsonNode expected) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads a file of one JSON object a line.
     *
     * @throws ConfigurationException if the file cannot be read or a line is no case
     */
    static List<ConformanceCase> readAll(Path file) {
        List<String> lines = read(file);
        List<ConformanceCase> cases = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (!line.isBlank()) {
                cases.add(parse(line, file + ":" + number));
            }
        }
        return cases;
    }

    private static List<String> read(Path file) {
        return List.of(TextFile.read(file).split("\n"));
    }

    private static ConformanceCase parse(String line, String place) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.path("id").isString()
                    && node.path("mode").isString()
                    && node.has("input")
                    && node.has("expected")) {
                return new ConformanceCase(
                        node.get("id").asString(),
                        node.get("mode").asString(),
                        node.get("input"),
                        node.get("expected"));
            }
            throw unusable("read the case at " + place, "id, mode, input or expected is missing", null);
        } catch (JacksonException failure) {
            throw unusable("read the case at " + place, failure.getOriginalMessage(), failure);
        }
    }

    private static ConfigurationException unusable(String attempted, String answer, @Nullable Exception cause) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION, attempted, answer, "Give files of one JSON object a line", cause);
    }
}

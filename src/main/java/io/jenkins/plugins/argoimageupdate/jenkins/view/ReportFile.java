package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as JSON in a file of its own beside {@code build.xml}. It is replaced as a whole or not at all. */
final class ReportFile {

    private static final Logger LOGGER = Logger.getLogger(ReportFile.class.getName());
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    /** @param build the folder of the build */
    ReportFile(Path build, int number) {
        this.file = build.resolve("argo-image-update-" + number + ".json");
    }

    void write(CycleReport report) throws IOException {
        try (AtomicFileWriter writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
            writer.write(MAPPER.writeValueAsString(report));
            writer.commit();
        }
    }

    /** Null when there is none, or none that can be read. */
    @CheckForNull
    CycleReport read() {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return MAPPER.readValue(Files.readString(file), CycleReport.class);
        } catch (IOException | JacksonException e) {
            LOGGER.log(Level.WARNING, e, () -> "The report " + file + " cannot be read");
            return null;
        }
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.io.IOException;
import java.nio.file.Path;

/** A report as JSON in a file of its own beside {@code build.xml}. */
final class ReportFile {

    private final JsonFile<CycleReport> file;

    /** @param build the folder of the build */
    ReportFile(Path build, int number) {
        this.file = new JsonFile<>(build.resolve("argo-image-update-" + number + ".json"), CycleReport.class);
    }

    void write(CycleReport report) throws IOException {
        file.write(report);
    }

    /** Null when there is none, or none that can be read. */
    @CheckForNull
    CycleReport read() {
        return file.read().orElse(null);
    }
}

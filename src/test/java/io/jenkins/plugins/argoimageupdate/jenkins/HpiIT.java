package io.jenkins.plugins.argoimageupdate.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Looks into the plugin as it is installed. It runs after packaging. */
public class HpiIT {

    private static final Path HPI = Path.of("target", "argo-image-update.hpi");
    private static final Path TESTS = Path.of("target", "test-classes");
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String OWN = LIBRARIES + "argo-image-update.jar";
    private static final String CODE = "io/jenkins/plugins/argoimageupdate/";
    private static Map<String, byte[]> hpi;
    private static Map<String, byte[]> own;

    @BeforeClass
    public static void open() throws IOException {
        try (InputStream file = Files.newInputStream(HPI)) {
            hpi = entries(file);
        }
        own = entries(new ByteArrayInputStream(hpi.get(OWN)));
    }

    @Test
    public void bringsNoLibraryThatIsNotMeantToBeThere() {
        assertThat(hpi.keySet().stream().filter(name -> name.startsWith(LIBRARIES) && !name.endsWith("/")))
                .hasSize(2)
                .contains(OWN)
                .anyMatch(name -> name.matches(LIBRARIES + "re2j-[0-9.]+\\.jar"));
    }

    @Test
    public void hasTheClassesOfBothLayersAndNoOthers() {
        List<String> classes =
                own.keySet().stream().filter(name -> name.endsWith(".class")).toList();

        assertThat(classes)
                .contains(CODE + "engine/cycle/UpdateCycle.class", CODE + "jenkins/step/ArgoImageUpdateStep.class")
                .allMatch(name -> name.startsWith(CODE + "engine/") || name.startsWith(CODE + "jenkins/"));
        assertThat(hpi.keySet()).noneMatch(name -> name.endsWith(".class"));
    }

    /** The command line and the servers of the demo are compiled with the tests. */
    @Test
    public void hasNothingOfTestsTheCommandLineOrTheDemo() {
        assertThat(TESTS.resolve(CODE + "cli/Main.class")).exists();
        assertThat(own.keySet())
                .noneMatch(name -> name.endsWith(".class") && Files.exists(TESTS.resolve(name)))
                .noneMatch(name -> name.contains("picocli") || name.contains("junit") || name.contains("conformance"))
                .noneMatch(name -> name.startsWith(CODE + "cli") || name.startsWith(CODE + "demo"))
                .noneMatch(name -> name.endsWith("permissions.txt"));
    }

    private static Map<String, byte[]> entries(InputStream zip) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream reader = new ZipInputStream(zip)) {
            for (ZipEntry entry = reader.getNextEntry(); entry != null; entry = reader.getNextEntry()) {
                entries.put(entry.getName(), reader.readAllBytes());
            }
        }
        return entries;
    }
}

package io.jenkins.plugins.argoimageupdate.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ArchitectureTest {

    private static final String ENGINE = ArchitectureTest.class.getPackageName();
    private static final String PROJECT = ENGINE.substring(0, ENGINE.lastIndexOf('.'));
    private static final String CLI = PROJECT + ".cli";
    private static final String DEMO = PROJECT + ".demo";
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:final |abstract |sealed |non-sealed )*(?:class|record|interface|enum) \\w+");
    private static JavaClasses engine;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void importEngine() {
        engine = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ENGINE, CLI, DEMO);
    }

    @Test
    public void packagesDependOnEachOtherOnlyAsDrawn() {
        classes().should(Diagram.read().adhered(PROJECT + "..")).check(engine);
    }

    @Test
    public void eachArrowIsUsed() {
        assertThat(Diagram.read().unused(engine))
                .as("arrows of docs/design.puml that nothing needs")
                .isEmpty();
    }

    @Test
    public void anArrowDrawnInVainIsNoticed() throws IOException {
        Path drawing = folder.newFile("drawing.puml").toPath();
        Files.writeString(drawing, """
                [image] <<..engine.image..>>
                [writeback] <<..engine.writeback..>>
                [image] --> [writeback]
                [writeback] --> [image]
                """);

        assertThat(Diagram.of(drawing).unused(engine)).containsExactly("[image] --> [writeback]");
    }

    @Test
    public void noCycleBetweenPackages() {
        slices().matching(PROJECT + ".(**)").should().beFreeOfCycles().check(engine);
    }

    @Test
    public void theEngineKnowsNothingOfJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..", PROJECT + ".jenkins..")
                .check(engine);
    }

    /** A port in Persian digits is no port, and a Turkish I no I. */
    @Test
    public void noTextDependsOnTheLanguageOfTheMachine() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .check(engine);
    }

    @Test
    public void noClassIsLongerThan400Lines() throws IOException {
        assertThat(sources("main", "cli", "test", "fuzz", "bench"))
                .filteredOn(source -> lines(source).size() > 400)
                .as("classes that have become more than one thing")
                .isEmpty();
    }

    @Test
    public void everyPublicTypeSaysWhatItIs() throws IOException {
        assertThat(sources("main", "cli"))
                .filteredOn(source -> {
                    String text = String.join("\n", lines(source));
                    var type = PUBLIC_TYPE.matcher(text);
                    if (!type.find()) {
                        return false;
                    }
                    String header = text.substring(0, type.start());
                    return header.lastIndexOf("*/") < header.lastIndexOf("\nimport ") || !header.contains("*/");
                })
                .as("public types without Javadoc")
                .isEmpty();
    }

    private static List<Path> sources(String... sourceSets) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String set : sourceSets) {
            Path root = Diagram.projectRoot().resolve(Path.of("src", set, "java"));
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

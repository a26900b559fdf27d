package io.jenkins.plugins.argoimageupdate.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

public class ArchitectureTest {

    private static final String ENGINE = ArchitectureTest.class.getPackageName();
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:final |abstract |sealed |non-sealed )*(?:class|record|interface|enum) \\w+");
    private static JavaClasses engine;

    @BeforeClass
    public static void importEngine() {
        engine = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ENGINE);
    }

    @Test
    public void packagesDependOnEachOtherOnlyAsDrawn() {
        classes()
                .should(adhereToPlantUmlDiagram(
                        projectRoot().resolve("docs/design.puml"),
                        consideringOnlyDependenciesInAnyPackage(ENGINE + "..")))
                .check(engine);
    }

    @Test
    public void noCycleBetweenPackages() {
        slices().matching(ENGINE + ".(**)").should().beFreeOfCycles().check(engine);
    }

    @Test
    public void theEngineKnowsNothingOfJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "hudson..", "jenkins..", "org.kohsuke..", "io.jenkins.plugins.argoimageupdate.jenkins..")
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
        assertThat(sources())
                .filteredOn(source -> lines(source).size() > 400)
                .as("classes that have become more than one thing")
                .isEmpty();
    }

    @Test
    public void everyPublicTypeSaysWhatItIs() throws IOException {
        assertThat(sources())
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

    private static List<Path> sources() throws IOException {
        Path root = projectRoot().resolve("src/main/java").resolve(ENGINE.replace('.', '/'));
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The engine is built from its own folder as well as from the project's. */
    private static Path projectRoot() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("src/main/java")) ? here : here.getParent();
    }
}

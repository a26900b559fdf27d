package io.jenkins.plugins.argoimageupdate.jenkins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.argoimageupdate.engine.Diagram;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.BeforeClass;
import org.junit.Test;

public class JenkinsArchitectureTest {

    private static final String LAYER = JenkinsArchitectureTest.class.getPackageName();
    private static final String PROJECT = LAYER.substring(0, LAYER.lastIndexOf('.'));
    private static JavaClasses layer;

    @BeforeClass
    public static void importLayer() {
        layer = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(LAYER);
    }

    @Test
    public void packagesDependOnEachOtherOnlyAsDrawn() {
        classes().should(Diagram.read().adhered(PROJECT + "..")).check(layer);
    }

    @Test
    public void eachArrowIsUsed() {
        assertThat(Diagram.read().unused(layer))
                .as("arrows of docs/design.puml that nothing needs")
                .isEmpty();
    }

    @Test
    public void noCycleBetweenPackages() {
        slices().matching(LAYER + ".(**)").should().beFreeOfCycles().check(layer);
    }

    /** People read numbers and dates in their language in what Jelly and messages make; what is kept and sent has none. */
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
                .check(layer);
    }

    @Test
    public void credentialsAreLookedUpInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LAYER + ".credentials..")
                .should()
                .callMethodWhere(JavaCall.Predicates.target(With.owner(DescribedPredicate.describe(
                        "CredentialsProvider", owner -> owner.isEquivalentTo(CredentialsProvider.class)))))
                .check(layer);
    }

    @Test
    public void theCommandLineAndTheDemoAreNoPartOfThePlugin() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROJECT + ".cli..", PROJECT + ".demo..")
                .check(layer);
    }

    @Test
    public void credentialsKnowNothingOfTheConfiguration() {
        noClasses()
                .that()
                .resideInAPackage(LAYER + ".credentials..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LAYER + ".config..")
                .check(layer);
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.util.ListBoxModel;
import org.junit.Test;
import org.kohsuke.stapler.verb.POST;

/** Holds the Jenkins layer to the rules that keep credentials and forms safe. */
public class JenkinsLayerTest {

    private static final String LAYER = "io.jenkins.plugins.argoimageupdate.jenkins";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(LAYER);

    @Test
    public void looksCredentialsUpInOnePlaceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LAYER + ".credentials..")
                .should()
                .callMethodWhere(describe(
                        "the owner is CredentialsProvider",
                        (JavaMethodCall call) -> call.getTargetOwner().isAssignableTo(CredentialsProvider.class)))
                .check(CLASSES);
    }

    @Test
    public void knowsNeitherTheCommandLineNorTheDemo() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..engine.cli..", "..engine.demo..")
                .check(CLASSES);
    }

    @Test
    public void keepsCredentialsBelowTheConfiguration() {
        noClasses()
                .that()
                .resideInAPackage(LAYER + ".credentials..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LAYER + ".config..")
                .check(CLASSES);
    }

    @Test
    public void fillsListsAndTestsConnectionsByPostOnly() {
        methods()
                .that()
                .haveNameMatching("doFill.*|doTest.*")
                .or()
                .haveRawReturnType(ListBoxModel.class)
                .and()
                .haveNameMatching("do.*")
                .should()
                .beAnnotatedWith(POST.class)
                .check(CLASSES);
    }
}

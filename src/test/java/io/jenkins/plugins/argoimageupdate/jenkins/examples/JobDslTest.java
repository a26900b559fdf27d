package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.WindowArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateCause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs made by Job DSL, which Configuration as Code runs under {@code jobs}. */
public class JobDslTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theExamplesJobsPollAndUpdate() throws Exception {
        run(Path.of("examples", "jobs.groovy"));
        WorkflowJob pipeline = jenkins.jenkins.getItemByFullName("example-pipeline", WorkflowJob.class);
        FreeStyleProject freestyle = jenkins.jenkins.getItemByFullName("example-freestyle", FreeStyleProject.class);

        jenkins.buildAndAssertSuccess(pipeline);
        demo.pushBoth();
        ImageUpdateTrigger.of(freestyle).run();
        Polls.settle(jenkins);
        assertThat(jenkins.assertBuildStatusSuccess(freestyle.getLastBuild()).getCause(ImageUpdateCause.class))
                .isNotNull();
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);

        demo.world().push("lyzhang1999/backend", "main-c0ffee0", Instant.now());
        ImageUpdateTrigger.of(pipeline).pollFor("the test", Instant.now());
        Polls.settle(jenkins);
        assertThat(jenkins.assertBuildStatusSuccess(pipeline.getLastBuild()).getCause(ImageUpdateCause.class))
                .isNotNull();
        assertThat(demo.world().override()).contains("main-c0ffee0");
    }

    @Test
    public void everyArgumentOfTheTriggerCanBeWrittenAndStaysThroughTheFormAndASecondRun() throws Exception {
        Path script = folder.newFile("jobs.groovy").toPath();
        Files.writeString(script, """
                freeStyleJob('everything') {
                    triggers {
                        pollArgoImages {
                            spec('H/3 * * * *')
                            applications(['example', 'shop-*'])
                            namespace('team-web')
                            argocd('production')
                            drift('adopt')
                            images {
                                imageArgument {
                                    image('ghcr.io/example/shop')
                                    alias('shop')
                                    strategy('newest-build')
                                    allowTags('regexp:^main')
                                    ignoreTags(['*-dev'])
                                    guards {
                                        minimumAge('1h')
                                        maxRollouts(3)
                                        windows {
                                            windowArgument {
                                                kind('deny')
                                                schedule('0 22 * * *')
                                                duration('8h')
                                            }
                                        }
                                    }
                                    helm {
                                        imageName('shop.image')
                                        imageTag('shop.tag')
                                    }
                                }
                            }
                            git {
                                url('https://git.example.com/charts.git')
                                branch('main')
                                credentialsId('git')
                            }
                        }
                    }
                }
                """);
        run(script);
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("everything", FreeStyleProject.class);
        checkEverything(job);
        String written = job.getConfigFile().asString();

        checkEverything(jenkins.configRoundtrip(job));
        run(script);
        assertThat(job.getConfigFile().asString()).isEqualTo(written);
    }

    @Test
    public void theTriggerGoesByTheNameOfTheStepToo() throws Exception {
        Path script = folder.newFile("jobs.groovy").toPath();
        Files.writeString(script, """
                freeStyleJob('by-name') {
                    triggers { argoImageUpdate { spec('H/3 * * * *') } }
                }
                """);
        run(script);
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("by-name", FreeStyleProject.class);
        assertThat(ImageUpdateTrigger.of(job).getSpec()).isEqualTo("H/3 * * * *");
    }

    @Test
    public void theBuildStepTakesAPromotionAndKeepsItThroughTheForm() throws Exception {
        Path script = folder.newFile("jobs.groovy").toPath();
        Files.writeString(script, """
                freeStyleJob('promotion') {
                    steps {
                        argoImageUpdate {
                            application('shop-prod')
                            promoteFrom {
                                application('shop-staging')
                                argocd('staging')
                            }
                            soak('2h')
                            drift('ignore')
                        }
                    }
                }
                """);
        run(script);
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("promotion", FreeStyleProject.class);
        for (FreeStyleProject one : List.of(job, jenkins.configRoundtrip(job))) {
            ArgoImageUpdateBuilder step = one.getBuildersList().get(ArgoImageUpdateBuilder.class);
            assertThat(step.getPromoteFrom().getApplication()).isEqualTo("shop-staging");
            assertThat(step.getPromoteFrom().getArgocd()).isEqualTo("staging");
            assertThat(step.getSoak()).isEqualTo("2h");
            assertThat(step.getDrift()).isEqualTo("ignore");
        }
    }

    @Test
    public void refusesNamesThatNothingReads() throws Exception {
        assertRefused("triggers { pollArgoImages { spec('H/3 * * * *'); aplications(['example']) } }", "aplications");
        assertRefused(
                "triggers { pollArgoImages { images { imageArgument { image('a/b'); alowTags('any') } } } }",
                "alowTags");
        assertRefused("steps { argoImageUpdate { application('example'); waitfor('none') } }", "waitfor");
        assertRefused("steps { argoImageUpdate { application('example'); git { brnch('main') } } }", "brnch");
    }

    private void assertRefused(String content, String name) throws IOException {
        Path script = folder.newFile().toPath();
        Files.writeString(script, "freeStyleJob('refused') {\n" + content + "\n}\n");
        assertThatThrownBy(() -> run(script)).hasStackTraceContaining(name);
        assertThat(jenkins.jenkins.getItemByFullName("refused")).isNull();
    }

    private static void checkEverything(Job<?, ?> job) {
        ImageUpdateTrigger trigger = ImageUpdateTrigger.of(job);
        assertThat(trigger.getSpec()).isEqualTo("H/3 * * * *");
        assertThat(trigger.getApplications()).containsExactly("example", "shop-*");
        assertThat(trigger.getNamespace()).isEqualTo("team-web");
        assertThat(trigger.getArgocd()).isEqualTo("production");
        assertThat(trigger.getDrift()).isEqualTo("adopt");
        assertThat(trigger.getImages()).singleElement().satisfies(image -> {
            assertThat(image.getImage()).isEqualTo("ghcr.io/example/shop");
            assertThat(image.getAlias()).isEqualTo("shop");
            assertThat(image.getStrategy()).isEqualTo("newest-build");
            assertThat(image.getAllowTags()).isEqualTo("regexp:^main");
            assertThat(image.getIgnoreTags()).containsExactly("*-dev");
            assertThat(image.getHelm().getImageTag()).isEqualTo("shop.tag");
            assertThat(image.getGuards().getMinimumAge()).isEqualTo("1h");
            assertThat(image.getGuards().getMaxRollouts()).isEqualTo(3);
            assertThat(image.getGuards().getWindows()).containsExactly(new WindowArgument("deny", "0 22 * * *", "8h"));
        });
        assertThat(trigger.getGit().getUrl()).isEqualTo("https://git.example.com/charts.git");
        assertThat(trigger.getGit().getCredentialsId()).isEqualTo("git");
    }

    private void run(Path script) throws Exception {
        Path yaml = folder.newFile().toPath();
        Files.writeString(yaml, "jobs:\n  - file: \"" + script.toAbsolutePath() + "\"\n");
        ConfigurationAsCode.get().configure(yaml.toUri().toString());
    }
}

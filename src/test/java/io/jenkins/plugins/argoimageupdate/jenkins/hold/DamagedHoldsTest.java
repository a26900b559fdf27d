package io.jenkins.plugins.argoimageupdate.jenkins.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The file of the holds is damaged while Jenkins is down: nothing that was held is written, and nothing that was held is lost. */
public class DamagedHoldsTest {

    private static final String OLD = "main-0000000";
    private static final GuardedImage FRONTEND =
            new GuardedImage("production", "argocd", "example", "frontend", DemoWorld.FRONTEND);
    private static final Hold HOLD = new Hold(OLD, "Jane Doe", "it loses orders", Instant.now(), null);

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private FreeStyleProject job;
    private Path file;

    @Before
    public void damage() throws Exception {
        job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("example");
        job.getBuildersList().add(update);
        jenkins.buildAndAssertSuccess(job);
        file = jenkins.jenkins.getRootDir().toPath().resolve("argo-image-update-holds.json");
        Files.writeString(file, "{\"held\": [");
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
    }

    @Test
    public void nothingIsUpdatedUntilSomebodyRepairsIt() throws Exception {
        HoldStore.get().forget();

        String log = JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(log)
                .contains(
                        "read what is held in argo-image-update-holds.json: it is damaged. Repair this file in JENKINS_HOME,"
                                + " or delete it, then nothing is held");
        assertThat(demo.world().override()).isNull();
        Files.delete(file);
        jenkins.buildAndAssertSuccess(job);
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    @Test
    public void itIsNotOverwritten() throws Exception {
        HoldStore store = new HoldStore();

        assertThatThrownBy(() -> store.hold(FRONTEND, HOLD)).isInstanceOf(UpdateException.class);
        assertThatThrownBy(() -> store.release(FRONTEND)).isInstanceOf(UpdateException.class);
        assertThatThrownBy(() -> store.drop(FRONTEND)).isInstanceOf(UpdateException.class);

        assertThat(file).hasContent("{\"held\": [");
    }

    @Test
    public void thePagesSaySo() throws Exception {
        HoldStore.get().forget();

        JenkinsRule.WebClient client = jenkins.createWebClient();
        assertThat(client.goTo("manage/image-watch/").asNormalizedText())
                .contains("No image is updated by any job")
                .contains("Repair this file in JENKINS_HOME");
        assertThat(client.getPage(job).asNormalizedText()).contains("frontend");
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.logging.Level;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.LogRecorder;

public class PollPauseTest {

    private static final String REPOSITORY = "registry-1.docker.io/library/nginx";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void whoPausedWhenAndWhySurvivesRenamesAndRestarts() throws Throwable {
        Date began = new Date();
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.createFreeStyleProject("before");
            as(jenkins, () -> {
                PollPause.get().setPaused(job, true, "registry maintenance");
                PollPause.get().setRepositoryPaused(REPOSITORY, true, "");
            });
            job.renameTo("after");
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.jenkins.getItemByFullName("after", FreeStyleProject.class);
            Pause pause = PollPause.get().of(job).orElseThrow();
            assertThat(pause.getBy()).isEqualTo("Ann Smith");
            assertThat(pause.getReason()).isEqualTo("registry maintenance");
            assertThat(pause.getAt()).isBetween(began, new Date(), true, true);
            assertThat(pause.getSentence()).startsWith("Paused by Ann Smith ").endsWith(": registry maintenance.");
            assertThat(PollPause.get().ofRepository(REPOSITORY).orElseThrow().getBy())
                    .isEqualTo("Ann Smith");
            assertThat(PollPause.get().isAllPaused()).isFalse();
            job.delete();
            assertThat(PollPause.get().isPaused(job)).isFalse();
        });
    }

    @Test
    public void readsTheFileOfEarlierVersions() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.createFreeStyleProject("shop");
            Path file = jenkins.jenkins.getRootDir().toPath().resolve(PollPause.class.getName() + ".xml");
            Files.writeString(file, """
                    <?xml version='1.1' encoding='UTF-8'?>
                    <io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause_-State>
                      <all>true</all>
                      <jobs><string>shop</string></jobs>
                      <repositories><string>registry-1.docker.io/library/nginx</string></repositories>
                    </io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause_-State>
                    """);
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.jenkins.getItemByFullName("shop", FreeStyleProject.class);
            Pause pause = PollPause.get().of(job).orElseThrow();
            assertThat(pause.getBy()).isEmpty();
            assertThat(pause.getAt()).isNull();
            assertThat(pause.getSentence()).isEqualTo("Paused by an administrator.");
            assertThat(PollPause.get().isAllPaused()).isTrue();
            assertThat(PollPause.get().pausedRepositories()).containsExactly(REPOSITORY);
            PollPause.get().setPaused(job, false);
            PollPause.get().setAllPaused(false);
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.jenkins.getItemByFullName("shop", FreeStyleProject.class);
            assertThat(PollPause.get().isPaused(job)).isFalse();
            assertThat(PollPause.get().pausedRepositories()).containsExactly(REPOSITORY);
        });
    }

    @Test
    public void tellsTheLogOfJenkinsAndKeepsReasonsShortAndOnOneLine() throws Throwable {
        LogRecorder log = new LogRecorder().record(PollPause.class, Level.INFO).capture(10);
        sessions.then(jenkins -> {
            as(jenkins, () -> PollPause.get().setAllPaused(true, "one\ntwo " + "x".repeat(500)));
            Pause pause = PollPause.get().ofAll().orElseThrow();
            assertThat(pause.getReason()).startsWith("one two x").hasSizeLessThanOrEqualTo(Pause.LONGEST_REASON + 1);
            as(jenkins, () -> PollPause.get().setAllPaused(false));
            assertThat(log.getMessages())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("Polling of all jobs is paused by Ann Smith: one two x"))
                    .contains("Polling of all jobs is resumed by Ann Smith");
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void as(JenkinsRule jenkins, Work work) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        User ann = User.getById("ann", true);
        ann.setFullName("Ann Smith");
        try (ACLContext context = ACL.as2(ann.impersonate2())) {
            assertThat(context).isNotNull();
            work.run();
        }
    }
}

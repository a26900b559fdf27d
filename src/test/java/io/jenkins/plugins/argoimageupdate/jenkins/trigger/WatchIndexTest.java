package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Jenkins does not stop the triggers of jobs that it deletes or is given another configuration for. */
public class WatchIndexTest {

    private static final String TRIGGER = ImageUpdateTrigger.class.getName();

    @ClassRule
    public static final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void listsEachJobOnceWhateverBecomesOfIt() throws Exception {
        FreeStyleProject deleted = job("deleted", "1 1 1 1 *");
        FreeStyleProject configured = job("configured", "1 1 1 1 *");
        FreeStyleProject renamed = job("renamed", "1 1 1 1 *");
        FreeStyleProject without = job("without", "1 1 1 1 *");

        configured.updateByXml(new StreamSource(xml("2 2 2 2 *")));
        configured.updateByXml(new StreamSource(xml("3 3 3 3 *")));
        renamed.renameTo("other");
        without.updateByXml(new StreamSource(new ByteArrayInputStream("<project/>".getBytes(StandardCharsets.UTF_8))));
        deleted.delete();

        assertThat(watched()).containsExactlyInAnyOrder("configured 3 3 3 3 *", "other 1 1 1 1 *");
        jenkins.jenkins.reload();
        assertThat(watched()).containsExactlyInAnyOrder("configured 3 3 3 3 *", "other 1 1 1 1 *");
    }

    private static List<String> watched() {
        return WatchIndex.get().triggers().stream()
                .map(trigger -> trigger.getJob().getFullName() + " " + trigger.getSpec())
                .toList();
    }

    /** With nothing but a schedule, as somebody may write it. */
    private static FreeStyleProject job(String name, String spec) throws Exception {
        FreeStyleProject job = (FreeStyleProject) jenkins.jenkins.createProjectFromXML(name, xml(spec));
        assertThat(ImageUpdateTrigger.of(job).watched()).isEmpty();
        return job;
    }

    private static InputStream xml(String spec) {
        String text = "<project><builders><io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder/>"
                + "</builders><triggers><" + TRIGGER + "><spec>" + spec + "</spec></" + TRIGGER
                + "></triggers></project>";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

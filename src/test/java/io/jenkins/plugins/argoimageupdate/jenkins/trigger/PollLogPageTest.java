package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;

public class PollLogPageTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void showsTheLastPollAndItsImagesAndPollsByItsButton() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        demo.pushBoth();
        Polls.poll(jenkins, job);
        try (WebClient client = jenkins.createWebClient()) {
            HtmlPage page = client.getPage(job, "argo-image-polling/");
            assertThat(page.asNormalizedText())
                    .contains(
                            "Image polling log",
                            "lyzhang1999/frontend",
                            "newest-build ^main",
                            "main-0000000",
                            "Last poll")
                    .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73");
            jenkins.submit(page.getFormByName("poll"));
        }
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(2);
        assertThat(Polls.of(job).get(0).getOrigin()).endsWith("(poll now)");
    }
}

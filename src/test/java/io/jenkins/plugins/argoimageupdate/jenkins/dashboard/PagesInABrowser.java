package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.view.SamplePages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Jenkins with something on every page, to look at in a browser: {@code mvn test -Dtest=PagesInABrowser -Dpages=/tmp/pages}. It
 * writes its address to that file and runs until the file is deleted. No part of the test suite.
 */
public class PagesInABrowser {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    public PagesInABrowser() {
        jenkins.timeout = 0; // people take their time
    }

    @Test
    public void untilItsFileIsDeleted() throws Exception {
        String file = System.getProperty("pages");
        Assume.assumeTrue("say with -Dpages where to write the address", file != null);
        demo.configure();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        jenkins.buildAndAssertSuccess(job);
        demo.pushBoth();
        jenkins.buildAndAssertSuccess(job);
        demo.world().breakImage(DemoWorld.FRONTEND, "main-dead001");
        demo.world().push(DemoWorld.FRONTEND, "main-dead001", Instant.now());
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        FreeStyleProject polled = jenkins.createFreeStyleProject("polled");
        SamplePages.fill(jenkins, polled);
        polled.addTrigger(trigger(polled));
        ImageUpdateTrigger.of(polled).run();
        FreeStyleProject watching = jenkins.createFreeStyleProject("watching");
        watching.addTrigger(trigger(watching));
        ImageUpdateTrigger.of(watching).run();
        Polls.settle(jenkins);
        Path address = Path.of(file);
        Files.writeString(address, jenkins.getURL().toString());
        while (Files.exists(address)) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static ImageUpdateTrigger trigger(FreeStyleProject job) {
        ImageUpdateTrigger trigger = new ImageUpdateTrigger("H/2 * * * *");
        trigger.setApplications(List.of("example"));
        trigger.start(job, true);
        return trigger;
    }
}

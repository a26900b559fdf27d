package io.jenkins.plugins.argoimageupdate.jenkins.view;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import org.htmlunit.html.HtmlDetails;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

/** Builds whose updates ended as a report says. */
public final class SampleBuilds {

    private SampleBuilds() {}

    public static UpdateArguments arguments() {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication("example");
        return arguments;
    }

    /** Builds a job once more, with an update that ended with this report. */
    public static Run<?, ?> build(JenkinsRule jenkins, FreeStyleProject job, CycleReport report) throws Exception {
        return build(jenkins, job, arguments(), report);
    }

    public static Run<?, ?> build(
            JenkinsRule jenkins, FreeStyleProject job, UpdateArguments arguments, CycleReport report) throws Exception {
        job.getBuildersList().replace(new Updating(arguments, report));
        return jenkins.buildAndAssertSuccess(job);
    }

    /** A page on which all that is folded is open. */
    static HtmlPage unfold(HtmlPage page) {
        page.getByXPath("//details").forEach(details -> ((HtmlDetails) details).setOpen(true));
        return page;
    }

    /** Takes the place of the build step. */
    private static final class Updating extends TestBuilder {

        private final transient UpdateArguments arguments;
        private final transient CycleReport report;

        private Updating(UpdateArguments arguments, CycleReport report) {
            this.arguments = arguments;
            this.report = report;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
            UpdateRunAction action = UpdateRunAction.of(build);
            action.finish(action.begin(arguments, ""), report);
            return true;
        }
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What pages say of updates that were aborted before they kept what they wrote. */
public class AbortedUpdateTest {

    private static final String BEFORE = "It was aborted before anything was written.";
    private static final String UNKNOWN = "whether anything was written is not known.";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private FreeStyleBuild build;
    private UpdateRunAction action;
    private int number;

    @Before
    public void begin() throws Exception {
        build = JENKINS.buildAndAssertSuccess(JENKINS.createFreeStyleProject());
        action = UpdateRunAction.of(build);
        number = action.begin(SampleBuilds.arguments(), "");
        action.live(number);
    }

    @Test
    public void nothingIsWrittenAsLongAsImagesAreChosen() {
        action.abort(number);

        assertThat(sentence()).isEqualTo(BEFORE);
    }

    @Test
    public void fromThenOnItIsNotKnown() {
        action.live(number).accept(new CycleEvent.BeforeWriteBack());
        action.abort(number);

        assertThat(sentence()).endsWith(UNKNOWN);
    }

    /** It begins anew then, and may have written before. */
    @Test
    public void nothingIsKnownOfAnUpdateThatBeganBeforeJenkinsWasRestarted() throws Exception {
        build.save();
        build.reload();
        action = build.getAction(UpdateRunAction.class);
        action.live(number);
        action.abort(number);

        assertThat(sentence()).endsWith(UNKNOWN);
    }

    @Test
    public void whatIsKnownIsKept() throws Exception {
        action.abort(number);
        build.reload();
        action = build.getAction(UpdateRunAction.class);

        assertThat(sentence()).isEqualTo(BEFORE);
    }

    private String sentence() {
        return UpdateView.of(action, action.getRecords().get(0)).getHeadline().sentence();
    }
}

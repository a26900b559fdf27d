package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Going back from a Jenkinsfile and by a build that was told to, and because a rollout failed. */
public class RollbackStepTest {

    private static final String OLD = "main-0000000";
    private static final String NEWER = "main-c0ffee1";
    private static final String UPDATE = "argoImageUpdate application: 'example'";
    private static final GuardedImage FRONTEND =
            new GuardedImage("production", "argocd", "example", "frontend", DemoWorld.FRONTEND);

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private WorkflowJob job;

    @Before
    public void makeJob() throws Exception {
        jenkins.jenkins.setNumExecutors(0);
        job = jenkins.createProject(WorkflowJob.class, "deploy");
    }

    @Test
    public void aBuildWritesWhatAnEarlierOneWroteAndHoldsIt() throws Exception {
        demo.pushBoth();
        build(Result.SUCCESS, UPDATE);
        pushNewer();
        build(Result.SUCCESS, UPDATE);

        WorkflowRun rollback = build(
                Result.SUCCESS,
                "def r = argoImageUpdateRollback application: 'example', to: 1, reason: 'it loses orders'\n"
                        + "echo \"${r.changes.size()} back, ${r.health}\"");

        assertThat(demo.world().override()).contains(DemoJenkins.NEW).doesNotContain(NEWER);
        assertThat(JenkinsRule.getLog(rollback))
                .contains("Rollback to build #1, by deploy #3: it loses orders")
                .contains("frontend: held at main-b99bc73 by deploy #3 since ")
                .contains("2 back, Healthy");
        assertThat(UpdateHistory.of(job).entries().get(0).written()).isEqualTo(HistoryEntry.Kind.ROLLBACK);
        WorkflowRun next = build(Result.SUCCESS, UPDATE);
        assertThat(JenkinsRule.getLog(next)).contains("main-c0ffee1 waits: held at main-b99bc73 by deploy #3");
        assertThat(demo.world().override()).doesNotContain(NEWER);
        HoldStore.get().release(FRONTEND);
        build(Result.SUCCESS, UPDATE);
        assertThat(demo.world().override()).containsOnlyOnce(NEWER).containsOnlyOnce(DemoJenkins.NEW);
    }

    @Test
    public void versionsAreNamedAsAMapAndTheHoldEndsByItself() throws Exception {
        demo.pushBoth();
        build(Result.SUCCESS, UPDATE);

        build(
                Result.SUCCESS,
                "argoImageUpdateRollback application: 'example', to: [frontend: '" + OLD + "'], until: '2h'");

        assertThat(demo.world().override()).containsOnlyOnce(OLD).containsOnlyOnce(DemoJenkins.NEW);
        Hold hold = HoldStore.get().of(FRONTEND).orElseThrow();
        assertThat(hold.until())
                .isBetween(Instant.now().plusSeconds(6000), Instant.now().plusSeconds(7300));
    }

    @Test
    public void aCommitIsGoneBackToWithoutAHold() throws Exception {
        demo.pushBoth();
        WorkflowRun first = build(Result.SUCCESS, UPDATE);
        String commit = first.getAction(UpdateRunAction.class).getRecord(1).getCommit();
        pushNewer();
        build(Result.SUCCESS, UPDATE);

        build(Result.SUCCESS, "argoImageUpdateRollback application: 'example', hold: false, to: '" + commit + "'");

        assertThat(demo.world().override()).contains(DemoJenkins.NEW).doesNotContain(NEWER);
        assertThat(HoldStore.get().book()).isEqualTo(HoldBook.EMPTY);
    }

    @Test
    public void whatCannotBeMeantIsToldBeforeAnythingIsWritten() throws Exception {
        assertThat(JenkinsRule.getLog(build(Result.FAILURE, rollbackTo("'yesterday'"))))
                .contains("use the argument 'to': 'yesterday' is none of these. Give the number of a build");
        assertThat(JenkinsRule.getLog(build(Result.FAILURE, rollbackTo("7"))))
                .contains("roll back to build #7 of deploy: there is no such build");
        assertThat(JenkinsRule.getLog(build(Result.FAILURE, rollbackTo("[frontend: 'main-gone']"))))
                .contains("the registry does not have it any more");
        assertThat(JenkinsRule.getLog(
                        build(Result.FAILURE, rollbackTo("[frontend: '" + OLD + ", backend = " + OLD + "']"))))
                .contains(
                        "to takes one tag or digest for each image, and not 'frontend: " + OLD + ", backend = " + OLD);
        assertThat(JenkinsRule.getLog(build(Result.FAILURE, rollbackTo("[frontend: null]"))))
                .contains("to takes one tag or digest for each image, and not 'frontend: '");
        assertThat(JenkinsRule.getLog(
                        build(Result.FAILURE, rollbackTo("'frontend: " + OLD + ", frontend: " + NEWER + "'"))))
                .contains("'frontend' is in it twice");
        assertThat(JenkinsRule.getLog(
                        build(Result.FAILURE, rollbackTo("[frontend: '" + OLD + "'], hold: false, until: '2h'"))))
                .contains("use the argument 'until': nothing is held. Leave it out, or hold");
        assertThat(demo.world().commits()).isEqualTo(1);
        assertThat(HoldStore.get().book()).isEqualTo(HoldBook.EMPTY);
    }

    @Test
    public void whatIsToBecomeOfAFailureIsReadBeforeAnythingIsWritten() throws Exception {
        demo.pushBoth();

        assertThat(JenkinsRule.getLog(build(Result.FAILURE, UPDATE + ", onFailure: 'explode'")))
                .contains("use the argument 'onFailure': 'explode' is not known");

        assertThat(demo.world().commits()).isEqualTo(1);
    }

    @Test
    public void aBuildThatIsToldToGoesBackInsteadOfUpdating() throws Exception {
        demo.pushBoth();
        build(Result.SUCCESS, UPDATE);
        pushNewer();
        build(Result.SUCCESS, UPDATE + "\necho \"order: ${env.ARGO_IMAGE_UPDATE_ROLLBACK}\"");

        RollbackOrder.schedule(job, "1", "it loses orders", true, "");
        jenkins.waitUntilNoActivity();

        WorkflowRun rollback = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(3));
        assertThat(demo.world().override()).contains(DemoJenkins.NEW).doesNotContain(NEWER);
        assertThat(JenkinsRule.getLog(rollback)).contains("order: build #1");
        assertThat(rollback.getCause(RollbackCause.class).getShortDescription())
                .isEqualTo("Rollback to build #1 by SYSTEM: it loses orders");
        assertThatThrownBy(() -> RollbackOrder.schedule(job, "77", "", true, ""))
                .hasMessageContaining("there is no such build");
    }

    @Test
    public void aStepThatGoesBackByItselfGoesToWhatTheBuildIsToldInstead() throws Exception {
        demo.pushBoth();
        build(Result.SUCCESS, UPDATE);
        pushNewer();
        build(Result.SUCCESS, UPDATE);
        build(Result.SUCCESS, rollbackTo("1"));

        RollbackOrder.schedule(job, "2", "", false, "");
        jenkins.waitUntilNoActivity();

        WorkflowRun asked = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(4));
        assertThat(JenkinsRule.getLog(asked)).contains("Rollback to build #2, by SYSTEM");
        assertThat(demo.world().override()).contains(NEWER);
    }

    @Test
    public void aBuildWithoutAStepThatUpdatesSaysThatNothingWasRolledBack() throws Exception {
        build(Result.SUCCESS, "echo 'nothing'");

        RollbackOrder.schedule(job, "frontend: " + OLD, "", true, "");
        jenkins.waitUntilNoActivity();

        assertThat(JenkinsRule.getLog(job.getBuildByNumber(2)))
                .contains("Nothing was rolled back: no step of this build updates images");
    }

    @Test
    public void aBuildThatUpdatesOtherApplicationsSaysSo() throws Exception {
        build(Result.SUCCESS, UPDATE);

        RollbackOrder.schedule(job, "live", "another", "", true, "");
        jenkins.waitUntilNoActivity();

        assertThat(JenkinsRule.getLog(job.getBuildByNumber(2)))
                .contains("Nothing was written to Git: no step of this build updates any of that");
    }

    @Test
    public void aRolloutThatFailsIsUndoneOnceAndTheBadVersionIsKeptOut() throws Exception {
        demo.world().breakImage(DemoWorld.FRONTEND, DemoJenkins.NEW);
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
        String undoing = "argoImageUpdate application: 'example', onFailure: 'rollback'";

        WorkflowRun failed = build(Result.FAILURE, undoing);

        assertThat(demo.world().override()).contains(OLD).doesNotContain(DemoJenkins.NEW);
        assertThat(JenkinsRule.getLog(failed))
                .contains("Rollback to what was before, by argoImageUpdate of deploy #1: ")
                .contains("frontend: main-b99bc73 is kept out by argoImageUpdate of deploy #1 since ")
                .containsPattern(
                        "ERROR: .*ErrImagePull.* Rolled back: updated frontend main-b99bc73 → main-0000000; commit");
        int commits = demo.world().commits();
        assertThat(commits).isEqualTo(3);
        build(Result.SUCCESS, undoing);
        assertThat(demo.world().commits()).isEqualTo(commits);

        demo.world().breakImage(DemoWorld.FRONTEND, NEWER);
        demo.world().push(DemoWorld.FRONTEND, NEWER, Instant.now());
        WorkflowRun again = build(Result.FAILURE, undoing);
        assertThat(JenkinsRule.getLog(again)).contains("Not rolled back: frontend: its last update was undone too");
        assertThat(demo.world().override()).contains(NEWER);
    }

    /** Where a rollback is written is taken from the last build, and nothing else of it. */
    @Test
    public void whatTheLastBuildWasToWaitForKeepsNothingBack() throws Exception {
        demo.pushBoth();
        build(Result.SUCCESS, UPDATE);
        build(Result.SUCCESS, UPDATE + ", promoteFrom: [build: 1], only: ['nothing'], guards: [maxStep: 'minor']");
        job.getBuildByNumber(1).delete();
        GuardsArgument locked = new GuardsArgument();
        locked.setMaxStep("patch");
        DefaultsConfig defaults = ArgoImageUpdateConfiguration.get().getDefaults();
        defaults.setGuards(locked);
        defaults.setLockGuards(true);

        build(Result.SUCCESS, rollbackTo("[frontend: '" + OLD + "']"));

        assertThat(demo.world().override()).contains(OLD);
    }

    @Test
    public void whatWasApprovedIsUndoneWithoutAnotherApproval() throws Exception {
        demo.world().breakImage(DemoWorld.FRONTEND, DemoJenkins.NEW);
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());

        WorkflowRun failed = build(
                Result.FAILURE,
                "def plan = argoImageUpdate(application: 'example', dryRun: true)\n" + UPDATE
                        + ", only: plan, onFailure: 'rollback'");

        assertThat(JenkinsRule.getLog(failed)).contains("Rolled back: updated frontend main-b99bc73 → main-0000000");
        assertThat(demo.world().override()).contains(OLD).doesNotContain(DemoJenkins.NEW);
    }

    private static String rollbackTo(String what) {
        return "argoImageUpdateRollback application: 'example', to: " + what;
    }

    private void pushNewer() {
        demo.world().push(DemoWorld.FRONTEND, NEWER, Instant.now());
        demo.world().push(DemoWorld.BACKEND, NEWER, Instant.now());
    }

    private WorkflowRun build(Result result, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(result, job);
    }
}

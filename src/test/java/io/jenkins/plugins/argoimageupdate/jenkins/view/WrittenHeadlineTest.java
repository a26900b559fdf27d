package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What the first sentence of a page says of what was written: by this update, before it, or not at all. */
public class WrittenHeadlineTest {

    private static final BranchReport BRANCH = new BranchReport("https://git.example.com/charts.git", "main");
    private static final String COMMIT = "1cce7a0f6d0b1a2c3d4e5f60718293a4b5c6d7e8";
    private static final String LOOK = "See in Argo CD how it continues, or run the job again to follow it.";
    private static final String MERGE = "Merge the branch to make the change live.";

    private final SampleReports reports = new SampleReports(Instant.now());

    @Test
    public void abortedBeforeItWroteIsToldFromNotKnown() {
        for (Stage stage : List.of(Stage.DISCOVER, Stage.SELECT)) {
            assertThat(AbortedUpdate.headline(false, stage).sentence())
                    .isEqualTo("Aborted before anything was written.");
        }
        assertThat(AbortedUpdate.headline(true, Stage.WRITE_BACK).sentence())
                .as("a dry run")
                .isEqualTo("Aborted before anything was written.");
        for (Stage stage : new Stage[] {Stage.WRITE_BACK, null}) {
            Headline headline = AbortedUpdate.headline(false, stage);
            assertThat(headline.sentence()).contains("may have been writing", "is not known");
            assertThat(headline.advice()).contains("Run the job again", "writes nothing twice");
        }
    }

    @Test
    public void abortedAfterItWroteSaysWhatAndWhere() {
        assertAborted(committed(), true, "Aborted after commit 1cce7a0 was pushed.", LOOK);
        assertAborted(
                new WriteBackReport.ParametersSet("", Instant.now()),
                true,
                "Aborted after parameters of web were set in Argo CD.",
                LOOK);
        assertAborted(committed(), false, "Aborted after commit 1cce7a0 was pushed to main.", MERGE);
        assertAborted(
                committed(PullRequestReport.State.OPENED), false, "Aborted after pull request #12 was opened.", MERGE);
        assertAborted(
                committed(PullRequestReport.State.OPEN),
                false,
                "Aborted after commit 1cce7a0 was pushed to pull request #12.",
                MERGE);
    }

    /** “Aborted before anything was written” sounded as if the cluster was left alone. */
    @Test
    public void abortedWhenAllWasThereBeforeSaysSo() {
        String nothingLeft = "Aborted when nothing was left to write: ";
        assertAborted(there(), true, nothingLeft + "Git had the change of web already.", LOOK);
        assertAborted(new WriteBackReport.NothingToSet(), true, nothingLeft + "web had the parameters already.", LOOK);
        assertAborted(there(), false, nothingLeft + "main had the change already.", MERGE);
        assertAborted(
                there(PullRequestReport.State.OPEN), false, nothingLeft + "pull request #12 was open already.", MERGE);
        assertAborted(
                there(PullRequestReport.State.MERGED), false, nothingLeft + "pull request #12 was merged before.", "");
        assertAborted(
                there(PullRequestReport.State.CLOSED),
                false,
                nothingLeft + "pull request #12 was closed without being merged.",
                "");
        assertAborted(null, true, "Aborted. Nothing was written.", "");
    }

    @Test
    public void abortedWithSeveralApplicationsSaysWhatBecameOfEach() {
        CycleReport report = report(application("web", committed(), true), application("api", there(), true));

        assertThat(AbortedUpdate.headline(report).sentence())
                .isEqualTo("Aborted after commit 1cce7a0 was pushed. Besides, Git had the change of api" + " already.");
    }

    @Test
    public void finishedWithoutAWaitSaysWhoWrote() {
        assertFinished(
                application("web", committed(), true),
                "Updated",
                "Written: frontend main-b99bc73, backend main-b99bc73. The build did not wait for the rollout.");
        assertFinished(
                application("web", there(), true),
                "Updated",
                "Written before: frontend main-b99bc73, backend main-b99bc73. The build did not wait for the rollout.");
    }

    @Test
    public void finishedWithoutArgoCdIsNotSaidToWaitForAMerge() {
        ApplicationReport alone = alone(committed());
        assertFinished(
                alone,
                "Updated",
                "Written: frontend main-b99bc73, backend main-b99bc73. No Argo CD was asked about it.");
        assertFinished(
                alone(there()),
                "Updated",
                "Written before: frontend main-b99bc73, backend main-b99bc73. No Argo CD was asked about it.");
    }

    @Test
    public void finishedWithAPullRequestSaysWhatBecameOfIt() {
        for (PullRequestReport.State state : List.of(PullRequestReport.State.OPENED, PullRequestReport.State.OPEN)) {
            assertFinished(
                    application("web", committed(state), false),
                    "Updated",
                    "Written: frontend main-b99bc73, backend main-b99bc73. It goes live once the branch is merged.");
        }
        assertFinished(
                application("web", there(PullRequestReport.State.MERGED), false),
                "Updated",
                "Merged: frontend main-b99bc73, backend main-b99bc73. Argo CD has not applied it yet.");
        assertFinished(
                application("web", there(PullRequestReport.State.CLOSED), false),
                "Nothing to do",
                "Not written: frontend main-b99bc73, backend main-b99bc73. The pull request was closed without being"
                        + " merged; the same change is not proposed again.");
    }

    @Test
    public void whatIsLiveIsNotSaidToWaitForTheMergeOfAnother() {
        RolloutReport healthy = reports.healthy().applications().get(0).rollout();
        CycleReport report = report(
                application("web", committed(), true).with(healthy),
                application("api", committed(PullRequestReport.State.OPENED), false));

        assertThat(Headline.of(report).sentence())
                .startsWith("Live: frontend main-b99bc73, backend main-b99bc73. Synced and Healthy 42 s after the"
                        + " commit. Written: ")
                .endsWith("It goes live once the branch is merged.");
    }

    @Test
    public void aRolloutOfWhatWasThereIsNotTimedFromACommit() {
        RolloutReport healthy = reports.healthy().applications().get(0).rollout();

        assertThat(Headline.of(report(application("web", there(), true).with(healthy)))
                        .sentence())
                .endsWith("Synced and Healthy after 42 s.");
    }

    private void assertAborted(WriteBackReport written, boolean rollsOut, String sentence, String advice) {
        Headline headline = AbortedUpdate.headline(report(application("web", written, rollsOut)));
        assertThat(headline.label()).isEqualTo("Aborted");
        assertThat(headline.sentence()).isEqualTo(sentence);
        assertThat(headline.advice()).isEqualTo(advice);
    }

    private void assertFinished(ApplicationReport application, String label, String sentence) {
        Headline headline = Headline.of(report(application));
        assertThat(headline.label()).isEqualTo(label);
        assertThat(headline.sentence()).isEqualTo(sentence);
    }

    private static CycleReport report(ApplicationReport... applications) {
        CycleReport sample = new SampleReports(Instant.now()).healthy();
        return new CycleReport(
                false, sample.started(), sample.finished(), List.of(applications), List.of(), sample.requests());
    }

    private ApplicationReport application(String name, WriteBackReport written, boolean rollsOut) {
        ApplicationReport sample = reports.healthy().applications().get(0);
        return new ApplicationReport(
                new ApplicationSubject(
                        name, "argocd", "default", "production", sample.about().url()),
                sample.images(),
                written,
                null,
                null,
                rollsOut);
    }

    private ApplicationReport alone(WriteBackReport written) {
        ApplicationReport sample = reports.healthy().applications().get(0);
        return new ApplicationReport(
                new ApplicationSubject("web", "", "", "", ""), sample.images(), written, null, null, false);
    }

    private static WriteBackReport committed() {
        return committed(Optional.empty());
    }

    private static WriteBackReport committed(PullRequestReport.State state) {
        return committed(Optional.of(request(state)));
    }

    private static WriteBackReport committed(Optional<PullRequestReport> request) {
        CommitReport commit = new CommitReport(List.of(), "", "", "", Optional.empty());
        return new WriteBackReport.Committed(BRANCH, COMMIT, commit, Instant.now(), request, CommitOrder.NONE);
    }

    /** Somebody else has written it. */
    private static WriteBackReport there() {
        return there(Optional.empty());
    }

    private static WriteBackReport there(PullRequestReport.State state) {
        return there(Optional.of(request(state)));
    }

    private static WriteBackReport there(Optional<PullRequestReport> request) {
        return new WriteBackReport.NothingToCommit(BRANCH, Optional.of(COMMIT), request, CommitOrder.NONE);
    }

    private static PullRequestReport request(PullRequestReport.State state) {
        return new PullRequestReport("#12", "https://git.example.com/charts/pull/12", state);
    }
}

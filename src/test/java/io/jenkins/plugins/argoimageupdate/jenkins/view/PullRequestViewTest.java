package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport.State;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class PullRequestViewTest {

    private static final String PAGE = "https://github.com/team/charts/pull/12";

    @Test
    public void leadsToThePullRequestAndSaysThatNothingIsRolledOutYet() {
        ApplicationView view = view(new PullRequestReport("#12", PAGE, State.OPENED));

        assertThat(view.getPullRequestSentence()).contains("#12").contains("until it is merged");
        assertThat(view.getPullRequest()).isEqualTo(PAGE);
    }

    @Test
    public void tellsEachStateApart() {
        assertThat(List.of(State.values()))
                .extracting(
                        state -> view(new PullRequestReport("#12", PAGE, state)).getPullRequestSentence())
                .doesNotHaveDuplicates();
    }

    @Test
    public void leadsToNoScriptAndNowhereWithoutOne() {
        assertThat(view(new PullRequestReport("#12", "javascript:alert(1)", State.OPEN))
                        .getPullRequest())
                .isNull();
        assertThat(view(null).getPullRequest()).isNull();
        assertThat(view(null).getPullRequestSentence()).isEmpty();
    }

    private static ApplicationView view(PullRequestReport request) {
        WriteBackReport written = new WriteBackReport.Committed(
                new BranchReport("https://github.com/team/charts", "image-updater-1"),
                "0123456789",
                new CommitReport(List.of("values.yaml"), "", "build: update", "", Optional.empty()),
                Instant.EPOCH,
                Optional.ofNullable(request),
                CommitOrder.NONE);
        ApplicationReport report = new ApplicationReport(
                new ApplicationSubject("example", "argocd", "default", "", ""), List.of(), written, null, null, false);
        return new ApplicationView(report, Instant.EPOCH);
    }
}

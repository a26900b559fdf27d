package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.PushOutcome;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequestDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequestHost;
import java.util.Optional;

/**
 * Proposes one set of changes by a pull request, once: it is opened when there is none for the branch, updated when something was
 * pushed to it, and not opened again when somebody closed it.
 */
final class PullRequestPublisher {

    private final String branch;
    private final WriteBack.PullRequest wanted;
    private final PullRequestHost host;
    private final Optional<PullRequest> known;

    private PullRequestPublisher(String branch, WriteBack.PullRequest wanted, PullRequestHost host)
            throws InterruptedException {
        this.branch = branch;
        this.wanted = wanted;
        this.host = host;
        this.known = host.latest(branch);
    }

    /** Looks for it at the host. */
    static PullRequestPublisher of(GitDestination destination, GitRemote remote) throws InterruptedException {
        PullRequestHost host =
                PullRequestHost.of(remote, destination.pullRequest().provider());
        return new PullRequestPublisher(destination.push(), destination.pullRequest(), host);
    }

    /** What somebody decided against, so that it is not pushed again. */
    Optional<PullRequestReport> refused() {
        return known.filter(request -> request.state() == PullRequest.State.CLOSED)
                .map(PullRequestPublisher::report);
    }

    /**
     * @param message of the commit
     * @return empty if there is nothing to propose
     */
    Optional<PullRequestReport> make(PushOutcome outcome, String message) throws InterruptedException {
        PullRequestDraft draft = PullRequestDraft.of(branch, base(outcome), message, wanted.labels());
        boolean pushed = outcome instanceof PushOutcome.Pushed;
        if (known.isPresent() && (!pushed || known.get().state() == PullRequest.State.OPEN)) {
            return Optional.of(report(pushed ? host.update(known.get(), draft) : known.get()));
        }
        if (outcome instanceof PushOutcome.NothingToDo nothing && !nothing.exists()) {
            return Optional.empty();
        }
        PullRequest opened = host.open(draft);
        return Optional.of(new PullRequestReport(opened.name(), opened.url(), PullRequestReport.State.OPENED));
    }

    private static PullRequestReport report(PullRequest request) {
        return new PullRequestReport(
                request.name(),
                request.url(),
                switch (request.state()) {
                    case MERGED -> PullRequestReport.State.MERGED;
                    case CLOSED -> PullRequestReport.State.CLOSED;
                    default -> PullRequestReport.State.OPEN;
                });
    }

    private static String base(PushOutcome outcome) {
        if (outcome instanceof PushOutcome.Pushed pushed) {
            return pushed.base();
        }
        return outcome instanceof PushOutcome.NothingToDo nothing
                ? nothing.base()
                : ((PushOutcome.WouldPush) outcome).base();
    }
}

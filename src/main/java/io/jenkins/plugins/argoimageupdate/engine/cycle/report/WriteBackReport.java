package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a plan was written back.
 *
 * @param repository URL without user info; empty for the Argo CD API
 * @param branch that was pushed to
 * @param commit full id: of the new commit, or of the tip that has it all already; empty in a dry run and for the Argo CD API
 * @param files changed
 * @param diff unified; for the Argo CD API a line for each parameter, such as {@code + image.tag: 1.2.3}
 * @param message of the commit
 * @param author with address, such as {@code Jane <jane@example.com>}; empty without a commit of this run, and when not known
 * @param signature null for none, and when not known
 * @param pullRequest null for none
 * @param order what is known of the commits before this one
 * @param at when the push (or API call) was accepted; null when nothing was written
 */
public record WriteBackReport(
        Outcome outcome,
        String repository,
        String branch,
        String commit,
        List<String> files,
        String diff,
        String message,
        Instant at,
        String author,
        SignatureReport signature,
        PullRequestReport pullRequest,
        CommitOrder order) {

    /** Without a pull request, and without knowledge of other commits. */
    public WriteBackReport(
            Outcome outcome,
            String repository,
            String branch,
            String commit,
            List<String> files,
            String diff,
            String message,
            Instant at,
            String author,
            SignatureReport signature) {
        this(outcome, repository, branch, commit, files, diff, message, at, author, signature, null, CommitOrder.NONE);
    }

    public WriteBackReport {
        Objects.requireNonNull(outcome);
        repository = CleanText.line(repository);
        branch = CleanText.line(branch);
        commit = CleanText.line(commit);
        files = CleanText.lines(Objects.requireNonNull(files));
        diff = CleanText.block(diff);
        message = CleanText.block(message);
        author = author == null ? "" : CleanText.line(author);
        order = order == null ? CommitOrder.NONE : order;
    }

    /** What was done. */
    public enum Outcome {
        COMMITTED,
        WOULD_COMMIT,
        /** The branch says it all already. */
        NOTHING_TO_DO,
        /** Parameters of the Application were set through the Argo CD API. */
        PARAMETERS_SET,
        WOULD_SET_PARAMETERS
    }

    /** Whether something was written. */
    public boolean isWritten() {
        return outcome == Outcome.COMMITTED || outcome == Outcome.PARAMETERS_SET;
    }

    /** The last part of the repository's URL, such as {@code kubernetes-example-helm}. */
    public String repositoryName() {
        return repository.replaceFirst("/+$", "").replaceFirst("\\.git$", "").replaceFirst(".*[/:]", "");
    }

    /** The same with a pull request. */
    public WriteBackReport with(PullRequestReport other) {
        return new WriteBackReport(
                outcome, repository, branch, commit, files, diff, message, at, author, signature, other, order);
    }

    /** The same with what is known of the commits before it. */
    public WriteBackReport with(CommitOrder other) {
        return new WriteBackReport(
                outcome, repository, branch, commit, files, diff, message, at, author, signature, pullRequest, other);
    }

    /** The first seven digits of the commit. */
    public String shortCommit() {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }
}

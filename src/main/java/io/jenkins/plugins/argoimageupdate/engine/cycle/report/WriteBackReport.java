package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/** How a plan was written back. */
@JsonSerialize(converter = WriteBackJson.From.class)
@JsonDeserialize(converter = WriteBackJson.To.class)
public sealed interface WriteBackReport {

    /** To a branch of a Git repository. */
    sealed interface InGit extends WriteBackReport {

        /** The repository and the branch that was, would be or needed not to be written. */
        BranchReport branch();

        /** What is known of the commits before. */
        CommitOrder order();

        /** The same with what is known of the commits before. */
        InGit with(CommitOrder other);
    }

    /**
     * A commit was pushed.
     *
     * @param id of the commit, in full
     * @param at when the push was accepted
     * @param pullRequest that proposes it; empty for none
     */
    record Committed(
            BranchReport branch,
            String id,
            CommitReport commit,
            Instant at,
            Optional<PullRequestReport> pullRequest,
            CommitOrder order)
            implements InGit {

        public Committed {
            id = CleanText.line(id);
        }

        /** Without a pull request, and without knowledge of other commits. */
        public Committed(BranchReport branch, String id, CommitReport commit, Instant at) {
            this(branch, id, commit, at, Optional.empty(), CommitOrder.NONE);
        }

        @Override
        public Optional<String> revision() {
            return Optional.of(id);
        }

        @Override
        public Optional<String> undoableOn() {
            return Optional.of(id);
        }

        @Override
        public Optional<CommitReport> content() {
            return Optional.of(commit);
        }

        @Override
        public Optional<Instant> writtenAt() {
            return Optional.of(at);
        }

        @Override
        public String diff() {
            return commit.diff();
        }

        @Override
        public Committed with(CommitOrder other) {
            return new Committed(branch, id, commit, at, pullRequest, other);
        }
    }

    /** A dry run would have committed. */
    record WouldCommit(BranchReport branch, CommitReport commit, CommitOrder order) implements InGit {

        @Override
        public Optional<CommitReport> content() {
            return Optional.of(commit);
        }

        @Override
        public String diff() {
            return commit.diff();
        }

        @Override
        public WouldCommit with(CommitOrder other) {
            return new WouldCommit(branch, commit, other);
        }
    }

    /**
     * The branch says it all already, or a pull request was decided on.
     *
     * @param tip of the branch, a full id; empty where it was not looked at
     * @param pullRequest that there is, or was; empty for none
     */
    record NothingToCommit(
            BranchReport branch, Optional<String> tip, Optional<PullRequestReport> pullRequest, CommitOrder order)
            implements InGit {

        public NothingToCommit {
            tip = tip.map(CleanText::line);
        }

        @Override
        public Optional<String> revision() {
            return tip;
        }

        @Override
        public NothingToCommit with(CommitOrder other) {
            return new NothingToCommit(branch, tip, pullRequest, other);
        }
    }

    /**
     * Parameters of the Application were set through the Argo CD API.
     *
     * @param diff a line for each parameter, such as {@code + image.tag: 1.2.3}
     * @param at when the call was accepted
     * @param spec the fingerprint of the Application's specification after it; empty where that was not kept
     */
    record ParametersSet(String diff, Instant at, String spec) implements WriteBackReport {

        public ParametersSet {
            diff = CleanText.block(diff);
            spec = CleanText.line(spec);
        }

        /** One of which it was not kept. */
        public ParametersSet(String diff, Instant at) {
            this(diff, at, "");
        }

        @Override
        public Optional<String> undoableOn() {
            return Optional.of(spec).filter(known -> !known.isEmpty());
        }

        @Override
        public Optional<Instant> writtenAt() {
            return Optional.of(at);
        }
    }

    /**
     * A dry run would have set parameters.
     *
     * @param diff a line for each, such as {@code + image.tag: 1.2.3}
     */
    record WouldSetParameters(String diff) implements WriteBackReport {

        public WouldSetParameters {
            diff = CleanText.block(diff);
        }
    }

    /** The Application has all parameters already. */
    record NothingToSet() implements WriteBackReport {}

    /** This, if it went to a branch. */
    default Optional<InGit> inGit() {
        return this instanceof InGit git ? Optional.of(git) : Optional.empty();
    }

    /** The branch that was, or would be, written; empty for the Argo CD API. */
    default Optional<BranchReport> destination() {
        return inGit().map(InGit::branch);
    }

    /** What is in the commit that was made, or would be; empty for none. */
    default Optional<CommitReport> content() {
        return Optional.empty();
    }

    /** When the push or the call was accepted; empty when nothing was written. */
    default Optional<Instant> writtenAt() {
        return Optional.empty();
    }

    /** Full id of the commit that has it all: the new one, or the tip that had it before. Empty in a dry run and for the Argo CD API. */
    default Optional<String> revision() {
        return Optional.empty();
    }

    /**
     * What has to be there still for it to be undone: the commit's full id as the tip of the branch, or the fingerprint of the Application's
     * specification. Empty if nothing was written, or nothing is known of it.
     */
    default Optional<String> undoableOn() {
        return Optional.empty();
    }

    /** The first seven digits of {@link #revision}. */
    default Optional<String> shortRevision() {
        return revision().map(id -> id.length() > 7 ? id.substring(0, 7) : id);
    }

    /** What changes: a unified diff, or a line for each parameter; empty for nothing. */
    default String diff() {
        return "";
    }

    /** One that waits to be merged, or was decided on. */
    default Optional<PullRequestReport> pullRequest() {
        return Optional.empty();
    }

    /** Whether something was written. */
    default boolean isWritten() {
        return this instanceof Committed || this instanceof ParametersSet;
    }

    /** Whether something would have been written if it were no dry run. */
    default boolean isDryRun() {
        return this instanceof WouldCommit || this instanceof WouldSetParameters;
    }

    /** Whether there was nothing to write. */
    default boolean isNothing() {
        return this instanceof NothingToCommit || this instanceof NothingToSet;
    }
}

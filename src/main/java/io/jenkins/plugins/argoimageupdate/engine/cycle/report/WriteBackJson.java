package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.Committed;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.InGit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.NothingToCommit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.NothingToSet;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.ParametersSet;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.WouldCommit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.WouldSetParameters;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.StdConverter;

/**
 * The JSON of a {@link WriteBackReport}, the same members whatever was done. Texts that there are none of are empty; {@code at},
 * {@code signature} and {@code pullRequest} are null then, and so is what an older version did not write.
 */
record WriteBackJson(
        Outcome outcome,
        String repository,
        String branch,
        String commit,
        @Nullable List<String> files,
        String diff,
        String message,
        @Nullable Instant at,
        @Nullable String author,
        @Nullable SignatureReport signature,
        @Nullable PullRequestReport pullRequest,
        @Nullable CommitOrder order,
        @Nullable String spec) {

    private static final CommitReport NO_COMMIT = new CommitReport(List.of(), "", "", "", Optional.empty());

    enum Outcome {
        COMMITTED,
        WOULD_COMMIT,
        NOTHING_TO_DO,
        PARAMETERS_SET,
        WOULD_SET_PARAMETERS;

        static Outcome of(WriteBackReport report) {
            if (report instanceof Committed) {
                return COMMITTED;
            } else if (report instanceof WouldCommit) {
                return WOULD_COMMIT;
            } else if (report instanceof ParametersSet) {
                return PARAMETERS_SET;
            }
            return report instanceof WouldSetParameters ? WOULD_SET_PARAMETERS : NOTHING_TO_DO;
        }
    }

    /** From a report. */
    static final class From extends StdConverter<WriteBackReport, WriteBackJson> {
        @Override
        public WriteBackJson convert(WriteBackReport report) {
            BranchReport place = report.destination().orElse(new BranchReport("", ""));
            CommitReport made = report.content().orElse(NO_COMMIT);
            return new WriteBackJson(
                    Outcome.of(report),
                    place.repository(),
                    place.name(),
                    report.revision().orElse(""),
                    made.files(),
                    report.diff(),
                    made.message(),
                    report.writtenAt().orElse(null),
                    made.author(),
                    made.signature().orElse(null),
                    report.pullRequest().orElse(null),
                    report.inGit().map(InGit::order).orElse(CommitOrder.NONE),
                    report instanceof ParametersSet set ? set.spec() : "");
        }
    }

    /** To a report. */
    static final class To extends StdConverter<WriteBackJson, WriteBackReport> {
        @Override
        public WriteBackReport convert(WriteBackJson json) {
            return json.report();
        }
    }

    /** A member too, which is not read. */
    public boolean isWritten() {
        return outcome == Outcome.COMMITTED || outcome == Outcome.PARAMETERS_SET;
    }

    private WriteBackReport report() {
        BranchReport place = new BranchReport(repository, branch);
        CommitReport made = new CommitReport(
                files == null ? List.of() : files,
                diff,
                message,
                author == null ? "" : author,
                Optional.ofNullable(signature));
        CommitOrder known = order == null ? CommitOrder.NONE : order;
        return switch (outcome) {
            case COMMITTED ->
                new Committed(place, commit, made, Objects.requireNonNull(at), Optional.ofNullable(pullRequest), known);
            case WOULD_COMMIT -> new WouldCommit(place, made, known);
            case NOTHING_TO_DO -> place.repository().isEmpty() ? new NothingToSet() : nothingIn(place, known);
            case PARAMETERS_SET -> new ParametersSet(diff, Objects.requireNonNull(at), spec == null ? "" : spec);
            case WOULD_SET_PARAMETERS -> new WouldSetParameters(diff);
        };
    }

    private NothingToCommit nothingIn(BranchReport place, CommitOrder known) {
        Optional<String> tip = Optional.ofNullable(commit).filter(id -> !id.isEmpty());
        return new NothingToCommit(place, tip, Optional.ofNullable(pullRequest), known);
    }
}

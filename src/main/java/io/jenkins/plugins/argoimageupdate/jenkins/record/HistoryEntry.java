package io.jenkins.plugins.argoimageupdate.jenkins.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An image that a build changed.
 *
 * @param build its number
 * @param at when it was written
 * @param leadMillis from the image's build until it was healthy; null when it was not, or its build is not known
 * @param deleted whether the build is gone
 * @param kind of update; null for the usual one, see {@link #written}
 * @param reason why it was not live when the build ended; empty if it was, when not known, and in what was kept before this was
 */
public record HistoryEntry(
        int build,
        Instant at,
        @JsonUnwrapped Change change,
        @JsonUnwrapped Revision revision,
        Outcome outcome,
        @CheckForNull Long leadMillis,
        boolean deleted,
        String reason,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        Kind kind) {

    public HistoryEntry {
        Objects.requireNonNull(at);
        Objects.requireNonNull(change);
        Objects.requireNonNull(revision);
        Objects.requireNonNull(outcome);
        reason = reason == null ? "" : reason;
        kind = kind == Kind.UPDATE ? null : kind;
    }

    /** Why its version was written. */
    public Kind written() {
        return kind == null ? Kind.UPDATE : kind;
    }

    /** The usual one. */
    public HistoryEntry(
            int build,
            Instant at,
            Change change,
            Revision revision,
            Outcome outcome,
            @CheckForNull Long leadMillis,
            boolean deleted,
            String reason) {
        this(build, at, change, revision, outcome, leadMillis, deleted, reason, Kind.UPDATE);
    }

    /** Why a version was written. */
    public enum Kind {
        /** It was the newest. */
        UPDATE,
        /** Somebody went back to it. */
        ROLLBACK,
        /** The rollout of another one failed. */
        UNDO,
        /** Somebody had set it in the cluster by hand, and Git followed. */
        ADOPTION;

        static Kind of(UpdateRecord record) {
            RollbackArguments rollback = record.getRollback();
            if (rollback == null) {
                return UPDATE;
            }
            if (rollback.isLive()) {
                return ADOPTION;
            }
            return rollback.getUndoes() == 0 ? ROLLBACK : UNDO;
        }
    }

    /**
     * What was changed.
     *
     * @param name the alias, or the image's name where it has none
     * @param image registry and name, without tag
     * @param from the tag before; empty for none
     * @param digest of the new tag; empty when not known
     * @param argocd the server's name; empty for none, and in what was kept before this was known
     * @param namespace of the Application; likewise
     */
    public record Change(
            String application,
            String name,
            String image,
            String from,
            String to,
            String digest,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String argocd,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String namespace) {

        /** Of an Application of which no more is known. */
        public Change(String application, String name, String image, String from, String to, String digest) {
            this(application, name, image, from, to, digest, "", "");
        }

        public Change {
            argocd = argocd == null ? "" : argocd;
            namespace = namespace == null ? "" : namespace;
            Objects.requireNonNull(application);
            Objects.requireNonNull(name);
            Objects.requireNonNull(image);
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
            Objects.requireNonNull(digest);
        }

        /** Whether it is one of an image: of its name, in its Application at its server, as far as is known. */
        public boolean isOf(GuardedImage other) {
            return application.equals(other.application())
                    && name.equals(other.label())
                    && canBe(argocd, other.argocd())
                    && canBe(namespace, other.namespace());
        }

        private static boolean canBe(String one, String other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }
    }

    /**
     * Where it was written, and where it goes live; repository and commit are empty when the Argo CD API was used.
     *
     * @param repository without user info
     * @param commit full ID
     * @param applicationUrl the Application's page in Argo CD; empty where none is known, and in what was kept before this was
     */
    public record Revision(
            String repository,
            String commit,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String applicationUrl) {

        public Revision {
            Objects.requireNonNull(repository);
            Objects.requireNonNull(commit);
            String page = SafeLink.of(applicationUrl);
            applicationUrl = page == null || page.length() > Budget.ADDRESS.value() ? "" : page;
        }
    }

    /** How the change ended. */
    public enum Outcome {
        HEALTHY,
        /** Written, and not seen to be live. */
        WRITTEN,
        /** The image cannot start, or is not what runs. */
        FAILED,
        /** Another image kept it from becoming live. */
        BLOCKED,
        ABORTED
    }

    /** Whether it is known not to have been live when its build ended. */
    public boolean hasFailed() {
        return outcome == Outcome.FAILED || outcome == Outcome.BLOCKED || outcome == Outcome.ABORTED;
    }

    /**
     * What an update wrote; a dry run writes nothing.
     */
    public static List<HistoryEntry> of(int build, EndedUpdate update) {
        CycleReport report = update.report();
        List<HistoryEntry> entries = new ArrayList<>();
        for (ApplicationReport application : report.applications()) {
            WriteBackReport written = application.writeBack();
            if (written != null && written.isWritten()) {
                application.changes().forEach(image -> entries.add(of(build, application, image, update)));
            }
        }
        return entries;
    }

    private static HistoryEntry of(int build, ApplicationReport application, ImageReport image, EndedUpdate update) {
        WriteBackReport written = application.writeBack();
        ImageStatus status = ImageStatus.of(application, image);
        Outcome outcome = outcome(status, application.rollout(), update.aborted());
        return new HistoryEntry(
                build,
                written.writtenAt().orElse(null),
                new Change(
                        application.name(),
                        image.name(),
                        image.about().image(),
                        image.from().shown(),
                        image.to().shown(),
                        image.to().digest(),
                        application.about().argocd(),
                        application.about().namespace()),
                new Revision(
                        written.destination().map(BranchReport::repository).orElse(""),
                        written.revision().orElse(""),
                        application.about().url()),
                outcome,
                outcome == Outcome.HEALTHY ? lead(application, image) : null,
                false,
                status.reason(image.state(), image.to().shown()),
                image.adopted() == null ? update.kind() : Kind.ADOPTION);
    }

    private static Outcome outcome(ImageStatus status, @CheckForNull RolloutReport rollout, boolean aborted) {
        return switch (status) {
            case LIVE -> Outcome.HEALTHY;
            case CANNOT_START, DRIFTED, NOT_LIVE -> Outcome.FAILED;
            case BLOCKED -> Outcome.BLOCKED;
            case TO_BE_MERGED -> Outcome.WRITTEN;
            default -> unfinished(rollout, aborted);
        };
    }

    private static Outcome unfinished(@CheckForNull RolloutReport rollout, boolean aborted) {
        if (rollout == null || rollout.failure() == null) {
            return aborted ? Outcome.ABORTED : Outcome.WRITTEN;
        }
        return rollout.failure().reason() == Reason.CANCELLED ? Outcome.ABORTED : Outcome.FAILED;
    }

    /** A rollout that failed is over when its time is, which says nothing of an image that was live long before. */
    @CheckForNull
    private static Long lead(ApplicationReport application, ImageReport image) {
        Instant built = image.to().created();
        Instant live =
                application.rollout().failure() == null ? application.rollout().finished() : null;
        return built == null || live == null || live.isBefore(built)
                ? null
                : Duration.between(built, live).toMillis();
    }

    HistoryEntry withoutBuild() {
        return new HistoryEntry(build, at, change, revision, outcome, leadMillis, true, reason, kind);
    }
}

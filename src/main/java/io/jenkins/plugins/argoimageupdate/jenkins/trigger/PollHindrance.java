package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.Pause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;

/**
 * What keeps a job from being polled, though it has a trigger.
 *
 * @param pause who has paused it, when and why; null for another reason
 */
public record PollHindrance(Kind kind, @CheckForNull Pause pause) {

    /** Its names are those of the remote API. */
    public enum Kind {
        /** Nobody can build it, so that a poll would be in vain. */
        DISABLED,
        /** Likewise for another reason: its branch is gone, or it is a copy that nobody has saved yet. */
        NOT_BUILDABLE,
        /** With all others; to poll by hand goes on working. */
        ALL_PAUSED,
        /** By an administrator; to poll by hand goes on working. */
        PAUSED,
        /** Each of its repositories is, so that polls by schedule ask no registry; to poll by hand goes on working. */
        REPOSITORIES_PAUSED
    }

    private static Optional<PollHindrance> some(Kind kind) {
        return Optional.of(new PollHindrance(kind, null));
    }

    /** Empty for a job that is polled. */
    static Optional<PollHindrance> of(Job<?, ?> job) {
        if (job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> one && one.isDisabled()) {
            return some(Kind.DISABLED);
        }
        if (!job.isBuildable()) {
            return some(Kind.NOT_BUILDABLE);
        }
        PollPause pauses = PollPause.get();
        return pauses.ofAll()
                .map(pause -> new PollHindrance(Kind.ALL_PAUSED, pause))
                .or(() -> pauses.of(job).map(pause -> new PollHindrance(Kind.PAUSED, pause)));
    }

    /** The same, and whether there is no repository that a poll by schedule would ask. */
    static Optional<PollHindrance> of(Job<?, ?> job, PollMemory memory) {
        return of(job).or(() -> ofRepositories(memory));
    }

    private static Optional<PollHindrance> ofRepositories(PollMemory memory) {
        PollPause pauses = PollPause.get();
        boolean all = !memory.images().isEmpty()
                && memory.images().stream().allMatch(image -> pauses.isRepositoryPaused(image.repositoryKey()));
        return all
                ? pauses.ofRepository(memory.images().get(0).repositoryKey())
                        .map(pause -> new PollHindrance(Kind.REPOSITORIES_PAUSED, pause))
                : Optional.empty();
    }

    /** The same for who polls by hand. */
    static Optional<PollHindrance> ofHand(Job<?, ?> job) {
        return of(job).filter(hindrance -> !hindrance.allowsByHand());
    }

    boolean allowsByHand() {
        return pause != null;
    }

    /** What there is and what to do about it, in the reader's language. */
    public String getSentence() {
        if (pause == null) {
            return kind == Kind.DISABLED ? Messages.PollHindrance_disabled() : Messages.PollHindrance_notBuildable();
        }
        return switch (kind) {
            case ALL_PAUSED -> pause.getSentenceOfAll();
            case REPOSITORIES_PAUSED -> pause.getSentenceOfRepositories();
            default -> pause.getSentence();
        };
    }

    /** The same for logs and what is kept. */
    String describe() {
        return switch (kind) {
            case DISABLED -> Messages._PollHindrance_disabled().toString(Locale.ENGLISH);
            case NOT_BUILDABLE -> Messages._PollHindrance_notBuildable().toString(Locale.ENGLISH);
            default -> "paused by " + pause;
        };
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.Pause;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.ParameterizedJobMixIn;

/**
 * What keeps a job from being polled, though it has a trigger.
 *
 * @param kinds at least one; what keeps it from being polled by hand too comes first
 * @param pause who has paused it, when and why; null if it is not paused
 */
public record PollHindrance(List<Kind> kinds, @CheckForNull Pause pause) {

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

    private PollHindrance(Kind kind, @CheckForNull Pause pause) {
        this(List.of(kind), pause);
    }

    /** Empty for a job that is polled. */
    static Optional<PollHindrance> of(Job<?, ?> job) {
        return both(ofHand(job), ofPause(job));
    }

    /** The same, and whether there is no repository that a poll by schedule would ask. */
    static Optional<PollHindrance> of(Job<?, ?> job, PollMemory memory) {
        return both(ofHand(job), ofPause(job).or(() -> ofRepositories(memory)));
    }

    /** The same for who polls by hand. */
    static Optional<PollHindrance> ofHand(Job<?, ?> job) {
        if (job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> one && one.isDisabled()) {
            return Optional.of(new PollHindrance(Kind.DISABLED, null));
        }
        return job.isBuildable() ? Optional.empty() : Optional.of(new PollHindrance(Kind.NOT_BUILDABLE, null));
    }

    private static Optional<PollHindrance> ofPause(Job<?, ?> job) {
        PollPause pauses = PollPause.get();
        return pauses.ofAll()
                .map(pause -> new PollHindrance(Kind.ALL_PAUSED, pause))
                .or(() -> pauses.of(job).map(pause -> new PollHindrance(Kind.PAUSED, pause)));
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

    /** What is paused stays so when it can be built again, so both are told. */
    private static Optional<PollHindrance> both(Optional<PollHindrance> ofHand, Optional<PollHindrance> paused) {
        if (ofHand.isEmpty() || paused.isEmpty()) {
            return ofHand.or(() -> paused);
        }
        List<Kind> kinds = Stream.of(ofHand, paused)
                .flatMap(one -> one.get().kinds().stream())
                .toList();
        return Optional.of(new PollHindrance(kinds, paused.get().pause()));
    }

    /** The first of them. */
    Kind kind() {
        return kinds.get(0);
    }

    boolean allowsByHand() {
        return kind() != Kind.DISABLED && kind() != Kind.NOT_BUILDABLE;
    }

    /** What there is and what to do about it, in the reader's language. */
    public String getSentence() {
        return kinds.stream().map(this::sentence).collect(Collectors.joining(" "));
    }

    private String sentence(Kind kind) {
        return switch (kind) {
            case DISABLED -> Messages.PollHindrance_disabled();
            case NOT_BUILDABLE -> Messages.PollHindrance_notBuildable();
            case ALL_PAUSED -> pause.getSentenceOfAll();
            case PAUSED -> pause.getSentence();
            case REPOSITORIES_PAUSED -> pause.getSentenceOfRepositories();
        };
    }

    /** The first of them, for logs and what is kept. */
    String describe() {
        return switch (kind()) {
            case DISABLED -> Messages._PollHindrance_disabled().toString(Locale.ENGLISH);
            case NOT_BUILDABLE -> Messages._PollHindrance_notBuildable().toString(Locale.ENGLISH);
            default -> "paused by " + pause;
        };
    }
}

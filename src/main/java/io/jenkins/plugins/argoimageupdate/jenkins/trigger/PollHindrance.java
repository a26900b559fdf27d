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
 * @param pauses who has paused it, when and why, each once; empty if it is not paused, several only for its repositories
 */
public record PollHindrance(List<Kind> kinds, List<Pause> pauses) {

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

    private PollHindrance(Kind kind, Pause... pauses) {
        this(List.of(kind), List.of(pauses));
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
            return Optional.of(new PollHindrance(Kind.DISABLED));
        }
        return job.isBuildable() ? Optional.empty() : Optional.of(new PollHindrance(Kind.NOT_BUILDABLE));
    }

    private static Optional<PollHindrance> ofPause(Job<?, ?> job) {
        PollPause pauses = PollPause.get();
        return pauses.ofAll()
                .map(pause -> new PollHindrance(Kind.ALL_PAUSED, pause))
                .or(() -> pauses.of(job).map(pause -> new PollHindrance(Kind.PAUSED, pause)));
    }

    private static Optional<PollHindrance> ofRepositories(PollMemory memory) {
        List<Optional<Pause>> pauses = memory.images().stream()
                .map(image -> PollPause.get().ofRepository(image.repositoryKey()))
                .toList();
        return pauses.isEmpty() || pauses.contains(Optional.<Pause>empty())
                ? Optional.empty()
                : Optional.of(new PollHindrance(
                        List.of(Kind.REPOSITORIES_PAUSED),
                        Pause.oneOfEach(
                                pauses.stream().flatMap(Optional::stream).toList())));
    }

    /** What is paused stays so when it can be built again, so both are told. */
    private static Optional<PollHindrance> both(Optional<PollHindrance> ofHand, Optional<PollHindrance> paused) {
        if (ofHand.isEmpty() || paused.isEmpty()) {
            return ofHand.or(() -> paused);
        }
        List<Kind> kinds = Stream.of(ofHand, paused)
                .flatMap(one -> one.get().kinds().stream())
                .toList();
        return Optional.of(new PollHindrance(kinds, paused.get().pauses()));
    }

    /** The first of them. */
    Kind kind() {
        return kinds.get(0);
    }

    /** The first of those who have paused it; null if it is not paused. */
    @CheckForNull
    Pause pause() {
        return pauses.isEmpty() ? null : pauses.get(0);
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
            case ALL_PAUSED -> pause().getSentenceOfAll();
            case PAUSED -> pause().getSentence();
            case REPOSITORIES_PAUSED -> Pause.sentenceOfRepositories(pauses);
        };
    }

    /** The first of them, for logs and what is kept. */
    String describe() {
        return switch (kind()) {
            case DISABLED -> Messages._PollHindrance_disabled().toString(Locale.ENGLISH);
            case NOT_BUILDABLE -> Messages._PollHindrance_notBuildable().toString(Locale.ENGLISH);
            default -> "paused by " + pause();
        };
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;
import org.jvnet.localizer.Localizable;

/** What keeps a job from being polled, though it has a trigger. */
public enum PollHindrance {
    /** Nobody can build it, so that a poll would be in vain. */
    DISABLED(Messages._PollHindrance_disabled()),
    /** Likewise for another reason: its branch is gone, or it is a copy that nobody has saved yet. */
    NOT_BUILDABLE(Messages._PollHindrance_notBuildable()),
    /** By an administrator; to poll by hand goes on working. */
    PAUSED(Messages._PollHindrance_paused());

    private final Localizable sentence;

    PollHindrance(Localizable sentence) {
        this.sentence = sentence;
    }

    /** Empty for a job that is polled. */
    static Optional<PollHindrance> of(Job<?, ?> job) {
        if (job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> one && one.isDisabled()) {
            return Optional.of(DISABLED);
        }
        if (!job.isBuildable()) {
            return Optional.of(NOT_BUILDABLE);
        }
        return PollPause.get().isPaused(job) ? Optional.of(PAUSED) : Optional.empty();
    }

    /** The same for who polls by hand. */
    static Optional<PollHindrance> ofHand(Job<?, ?> job) {
        return of(job).filter(hindrance -> !hindrance.allowsByHand());
    }

    boolean allowsByHand() {
        return this == PAUSED;
    }

    /** What there is and what to do about it, in the reader's language. */
    public String getSentence() {
        return sentence.toString();
    }

    /** The same for logs and what is kept. */
    String describe() {
        return sentence.toString(Locale.ENGLISH);
    }
}

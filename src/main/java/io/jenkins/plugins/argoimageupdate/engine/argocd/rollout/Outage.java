package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether Argo CD gives usable answers. A wait lives through the times when it does not, which are told once when they begin and once
 * when they end. What the server leaves unanswered for one wait is not asked for by the others meanwhile, see {@link
 * UnansweredRequests}. One wait, one thread.
 */
final class Outage {

    private static final Logger LOGGER = Logger.getLogger(Outage.class.getName());
    private static final Set<Reason> PASSING = EnumSet.of(
            Reason.UNREACHABLE,
            Reason.UNTRUSTED_CERTIFICATE,
            Reason.TIMEOUT,
            Reason.SERVER_ERROR,
            Reason.RATE_LIMITED,
            Reason.RACE_LOST,
            Reason.MALFORMED_ANSWER);

    private final RolloutListener listener;
    private final Clock clock;
    private final Map<String, ArgoCdException> failing = new LinkedHashMap<>();
    private @Nullable Instant since;
    private Instant notBefore = Instant.MIN;
    private UnansweredRequests unanswered;

    Outage(RolloutListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        this.unanswered = new UnansweredRequests(clock);
    }

    /** @param others of all waits for the same server */
    void share(UnansweredRequests others) {
        unanswered = others;
    }

    /** A request to Argo CD. */
    @FunctionalInterface
    interface Request<T> {
        T send() throws InterruptedException;
    }

    /**
     * Sends a request whose failure may pass, unless Argo CD has asked to be left alone.
     *
     * @param what names the request: another one that works does not make up for it
     * @return empty if it was not sent or failed in a way that may pass
     * @throws ArgoCdException if it failed in another way
     */
    <T> Optional<T> survive(String what, Request<T> request) throws InterruptedException {
        if (isPaused()) {
            return Optional.empty();
        }
        try {
            T answer = shared(what, request);
            over(what);
            return Optional.of(answer);
        } catch (ArgoCdException e) {
            if (!mayPass(e)) {
                throw e;
            }
            begun(what, e);
            return Optional.empty();
        }
    }

    /** Whether a failure may be none if the request is sent again. */
    static boolean mayPass(ArgoCdException failure) {
        return PASSING.contains(failure.reason());
    }

    /**
     * Sends a request, unless one of the same kind has just been left without an answer.
     *
     * @throws ArgoCdException if it failed, or that one did
     */
    <T> T shared(String what, Request<T> request) throws InterruptedException {
        Optional<ArgoCdException> before = unanswered.failure(what);
        if (before.isPresent()) {
            throw before.get();
        }
        try {
            T answer = request.send();
            unanswered.answered(what);
            return answer;
        } catch (ArgoCdException e) {
            if (e.reason() == Reason.TIMEOUT) {
                unanswered.timedOut(what, e);
            } else {
                unanswered.answered(what);
            }
            throw e;
        }
    }

    /** The same of a request that the wait can do without; whatever goes wrong with it is nobody's business. */
    <T> Optional<T> attempt(String what, Request<T> request) throws InterruptedException {
        return attempt(() -> shared(what, request));
    }

    /** The same of one that may take longer than the time-out though the server answers others of its kind. */
    <T> Optional<T> attempt(Request<T> request) throws InterruptedException {
        try {
            return isOn() || isPaused() ? Optional.empty() : Optional.of(request.send());
        } catch (ArgoCdException e) {
            pause(e);
            LOGGER.log(Level.FINE, e, () -> "done without");
            return Optional.empty();
        }
    }

    /** A request that failed is not needed any more. */
    void over(String what) {
        boolean last = failing.remove(what) != null && failing.isEmpty();
        if (last) {
            Instant now = clock.instant();
            String after = ArgoCdMessages.duration(Duration.between(since, now));
            listener.changed(new RolloutChange(now, "Argo CD", "", "answers again after " + after));
        }
    }

    private void begun(String what, ArgoCdException failure) {
        Instant now = clock.instant();
        LOGGER.log(Level.FINE, failure, () -> what + " failed");
        pause(failure);
        boolean first = failing.isEmpty();
        failing.put(what, failure);
        if (first) {
            since = now;
            listener.changed(new RolloutChange(
                    now, "Argo CD", "", "no usable answer (" + failure.answer() + "); still waiting"));
        }
    }

    private boolean isPaused() {
        return clock.instant().isBefore(notBefore);
    }

    private void pause(ArgoCdException failure) {
        if (failure.retryAt() != null) {
            notBefore = failure.retryAt();
        }
    }

    boolean isOn() {
        return !failing.isEmpty();
    }

    /** What went wrong last; empty unless it {@link #isOn}. */
    Optional<ArgoCdException> lastFailure() {
        return failing.values().stream().reduce((earlier, later) -> later);
    }
}

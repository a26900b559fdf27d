package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationCondition;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits for Applications that Argo CD has not compared with their sources yet: before, neither the type of the sources nor the live
 * images are known. All waits together end in time. One thread.
 */
public final class FirstComparison {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Set<String> ERRORS = Set.of("ComparisonError", "InvalidSpecError", "UnknownError");
    private static final Set<Reason> PASSING =
            EnumSet.of(Reason.UNREACHABLE, Reason.TIMEOUT, Reason.SERVER_ERROR, Reason.RATE_LIMITED);

    private final Duration patience;
    private final Duration pause;
    private final Consumer<String> notices;
    private final Clock clock;
    private final Instant end;

    /**
     * @param patience from now on; zero to ask for nothing and wait for nothing
     * @param notices takes a sentence for each Application that is waited for
     */
    public FirstComparison(Duration patience, Consumer<String> notices) {
        this(patience, PAUSE, notices, Clock.systemUTC());
    }

    FirstComparison(Duration patience, Duration pause, Consumer<String> notices, Clock clock) {
        this.patience = patience;
        this.pause = pause;
        this.notices = notices;
        this.clock = clock;
        this.end = clock.instant().plus(patience);
    }

    /**
     * The Application once it has been compared.
     *
     * @param typed whether the type of its sources is needed, which Argo CD knows only of manifests that it could render
     * @throws ArgoCdException if it is not compared in time, or not rendered; says why then
     */
    public LiveApplication await(ArgoCdClient client, LiveApplication found, boolean typed)
            throws InterruptedException {
        LiveApplication seen = found;
        boolean refreshed = patience.isZero();
        while (!isReady(seen, typed)) {
            Optional<ApplicationCondition> error = typed ? error(seen) : Optional.empty();
            boolean late = !clock.instant().isBefore(end);
            if (error.isPresent() && (late || refreshed && !isPassing(error.get()))) {
                throw notRendered(seen, error.get());
            }
            if (late) {
                throw notCompared(seen);
            }
            if (refreshed) {
                pause();
            } else if (error.isEmpty()) {
                notices.accept(seen.ref() + " has not been compared with its sources by Argo CD yet; waiting for it");
            }
            seen = refresh(client, seen);
            refreshed = true;
        }
        return seen;
    }

    private static boolean isReady(LiveApplication seen, boolean typed) {
        boolean known = !seen.application().observed().sourceTypes().isEmpty();
        return seen.isCompared() && (known || !typed || error(seen).isEmpty());
    }

    private static Optional<ApplicationCondition> error(LiveApplication seen) {
        return seen.status().conditions().stream()
                .filter(condition -> ERRORS.contains(condition.type()))
                .findFirst();
    }

    /** Such as a repository server that starts anew. */
    private static boolean isPassing(ApplicationCondition error) {
        return error.message().contains("code = Unavailable");
    }

    private static LiveApplication refresh(ArgoCdClient client, LiveApplication seen) throws InterruptedException {
        try {
            return client.refresh(seen.ref(), false);
        } catch (ArgoCdException e) {
            if (!PASSING.contains(e.reason())) {
                throw e;
            }
            return seen;
        }
    }

    private void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }

    private static ArgoCdException notRendered(LiveApplication seen, ApplicationCondition error) {
        return new ArgoCdException(
                Reason.INVALID_CONFIGURATION,
                attempted(seen),
                "Argo CD cannot render it (" + error.type() + ": " + ArgoCdMessages.quoted(error.message()) + ")",
                isPassing(error)
                        ? "Try again when argocd-repo-server runs"
                        : "Correct its sources; what type they are is known only once they can be rendered");
    }

    private ArgoCdException notCompared(LiveApplication seen) {
        String waited = patience.isZero() ? "" : ", after " + ArgoCdMessages.duration(patience);
        return new ArgoCdException(
                Reason.TIMEOUT,
                attempted(seen),
                "Argo CD has not compared it with its sources yet" + waited,
                "Check that argocd-application-controller runs and manages the Application's namespace");
    }

    private static String attempted(LiveApplication seen) {
        return "watch the images of " + seen.ref();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RevisionOrder;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells by the dates that Argo CD knows which of two commits of one branch is the later one, where no history is at hand: two
 * updates can follow each other so quickly that Argo CD is at the second one before the first one is looked for.
 *
 * <p>{@link RolloutState} judges without knowing of requests: a thread that is interrupted meanwhile still is afterwards, and what was
 * judged is of no use.
 */
final class CommitDates implements RevisionOrder {

    private static final Logger LOGGER = Logger.getLogger(CommitDates.class.getName());

    /** Between requests for the date of a commit that cannot be had: each look asks for it. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ArgoCdClient client;
    private final ApplicationRef ref;
    private final Clock clock;
    private final Map<String, Instant> dates = new HashMap<>();
    private final Map<String, Instant> failedAt = new HashMap<>();

    CommitDates(ArgoCdClient client, ApplicationRef ref, Clock clock) {
        this.client = client;
        this.ref = ref;
        this.clock = clock;
    }

    @Override
    public boolean contains(String revision, String commit) {
        Optional<Instant> wanted = date(commit);
        return wanted.isPresent()
                && date(revision).filter(d -> d.isAfter(wanted.get())).isPresent();
    }

    /** Commits that follow each other quickly have the same second. */
    @Override
    public boolean mayContain(String revision, String commit) {
        Optional<Instant> wanted = date(commit);
        return wanted.isPresent()
                && date(revision).filter(d -> !d.isBefore(wanted.get())).isPresent();
    }

    private Optional<Instant> date(String revision) {
        if (!dates.containsKey(revision) && isDue(revision)) {
            fetch(revision)
                    .ifPresentOrElse(date -> dates.put(revision, date), () -> failedAt.put(revision, clock.instant()));
        }
        return Optional.ofNullable(dates.get(revision));
    }

    private boolean isDue(String revision) {
        Instant failed = failedAt.get(revision);
        return failed == null || !clock.instant().isBefore(failed.plus(PAUSE));
    }

    private Optional<Instant> fetch(String revision) {
        try {
            return Optional.ofNullable(client.revisionMetadata(ref, revision).date());
        } catch (ArgoCdException e) {
            LOGGER.log(Level.FINE, e, () -> "no date of " + revision);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

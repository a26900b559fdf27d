package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells by the dates that Argo CD knows which of two commits of one branch is the later one, where no history is at hand: two
 * updates can follow each other so quickly that Argo CD is at the second one before the first one is looked for.
 */
final class CommitDates implements RevisionOrder {

    private static final Logger LOGGER = Logger.getLogger(CommitDates.class.getName());

    private final ArgoCdClient client;
    private final ApplicationRef ref;
    private final Map<String, Optional<Instant>> dates = new HashMap<>();

    CommitDates(ArgoCdClient client, ApplicationRef ref) {
        this.client = client;
        this.ref = ref;
    }

    @Override
    public boolean contains(String revision, String commit) {
        Optional<Instant> wanted = date(commit);
        return wanted.isPresent()
                && date(revision).filter(d -> d.isAfter(wanted.get())).isPresent();
    }

    private Optional<Instant> date(String revision) {
        return dates.computeIfAbsent(revision, this::fetch);
    }

    private Optional<Instant> fetch(String revision) {
        try {
            return Optional.ofNullable(client.revisionMetadata(ref, revision).date());
        } catch (ArgoCdException e) {
            if (e.reason() == Reason.CANCELLED) {
                throw e;
            }
            LOGGER.log(Level.FINE, e, () -> "no date of " + revision);
            return Optional.empty();
        }
    }
}

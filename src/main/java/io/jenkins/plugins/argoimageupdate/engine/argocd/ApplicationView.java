package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.SharedAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one login sees of the Applications of a server, for everybody who uses that login. A few Applications are asked for one by one. Once
 * there are more, all are listed and a stream of changes keeps them as they are; where it does not stand, as behind some proxies, they are
 * listed again for whoever needs newer answers. Nothing of it is older than its caller allows, as far as Argo CD tells of changes; what
 * depends on it is still checked with a request of its own before anything is written. Thread-safe.
 */
final class ApplicationView {

    /** Different Applications that are asked for one by one, and watched each by a stream of its own. */
    static final int FEW = 5;

    /** Enough for all jobs that are due at the same time. */
    static final Duration LONGEST_SHARING = Duration.ofSeconds(10);

    /** A list that takes long is shared so many times as long, or a server would do nothing else where no stream stands. */
    private static final int WORTH_OF_A_LIST = 10;

    /** Of so many listed Applications, one has to be wanted for a list to be worth its size. */
    private static final int WORTH = 50;

    /**
     * Only a list tells what may not be seen any more, and what the stream left out: Argo CD tells nothing of an Application that has moved
     * out of sight, of one that was deleted while its own watch was broken ({@code server/broadcast/broadcaster.go} of 3.5.1), or to whoever
     * reads too slowly.
     */
    private static final Duration LISTED_AGAIN = Duration.ofMinutes(10);

    /** Argo CD compares each Application every few minutes, and says so. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    /** Failures of a list that say nothing of the answers to other questions. */
    private static final Set<Reason> ANSWERED =
            EnumSet.of(Reason.MALFORMED_ANSWER, Reason.FORBIDDEN, Reason.SERVER_ERROR);

    private static final Logger LOGGER = Logger.getLogger(ApplicationView.class.getName());

    private final ArgoCdClient client;
    private final InstantSource clock;
    private final SharedAnswers<Question> answers;
    private final WantedApplications<Question> wanted = new WantedApplications<>();
    private final List<SharedWatch> watched = new CopyOnWriteArrayList<>();
    private final KnownApplications known = new KnownApplications();
    private final Object lock = new Object();
    private @Nullable EventStream stream;
    private @Nullable Instant standsSince;
    private @Nullable Instant heard;
    private Instant asked;
    private Instant changed = Instant.MIN;

    /** @param client that the stream is opened with */
    ApplicationView(ArgoCdClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.answers = new SharedAnswers<>(clock);
        this.asked = clock.instant();
    }

    /** What Argo CD is asked. */
    private sealed interface Question {

        record One(ApplicationRef ref) implements Question {}

        record Some(ApplicationQuery query) implements Question {}

        record All() implements Question {}
    }

    /** How old answers may be, as clusters change all the time. */
    Duration longestSharing() {
        Duration list = known.took().multipliedBy(WORTH_OF_A_LIST);
        return list.compareTo(LONGEST_SHARING) > 0 ? list : LONGEST_SHARING;
    }

    /** Whether nobody has asked for long. */
    boolean isForgotten() {
        synchronized (lock) {
            return watched.isEmpty() && asked.isBefore(clock.instant().minus(WantedApplications.LATELY));
        }
    }

    /**
     * An Application.
     *
     * @param asking whose requests, if any are needed, are counted where they belong
     */
    LiveApplication get(ArgoCdClient asking, ApplicationRef ref, Instant notOlder) throws InterruptedException {
        Instant notBefore = sinceChange(notOlder);
        Question question = new Question.One(ref);
        if (isKnown(question, asking, notBefore)) {
            Optional<LiveApplication> found = known.find(ref);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return ask(asking, ref, notBefore);
    }

    /** An Application that was asked for by itself: lists and streams do not always tell the health of its resources. */
    LiveApplication ask(ArgoCdClient asking, ApplicationRef ref, Instant notBefore) throws InterruptedException {
        LiveApplication live = answers.get(new Question.One(ref), notBefore, () -> asking.get(ref), () -> {});
        if (!live.ref().equals(ref)) { // whoever goes on with it knows its namespace and project
            answers.keep(new Question.One(live.ref()), notBefore, live);
        }
        return live;
    }

    /** The same as it was some seconds ago, if somebody has asked for it; what could not be had is asked for anew. */
    LiveApplication recent(ArgoCdClient asking, ApplicationRef ref) throws InterruptedException {
        try {
            return ask(asking, ref, sinceChange(clock.instant().minus(LONGEST_SHARING)));
        } catch (ArgoCdException e) {
            return asking.get(ref);
        }
    }

    /** The Applications that match. */
    List<LiveApplication> list(ArgoCdClient asking, ApplicationQuery query, Instant notOlder)
            throws InterruptedException {
        Instant notBefore = sinceChange(notOlder);
        Question question = new Question.Some(query);
        if (isKnown(question, asking, notBefore)) {
            return known.matching(query);
        }
        List<LiveApplication> found = answers.get(question, notBefore, () -> asking.list(query), () -> {});
        wanted.answered(question, clock.instant(), found.size());
        return found;
    }

    /** Shares the stream of all changes with the others as soon as more than a few are watched at once. */
    ApplicationChanges watch(ArgoCdClient asking, ApplicationRef ref, Runnable heard) {
        used(new Question.One(ref), clock.instant());
        synchronized (lock) {
            boolean few = watched.size() < FEW && stream == null;
            ApplicationChanges alone = few ? asking.watchAlone(ref, heard) : null;
            SharedWatch watch = new SharedWatch(ref, heard, this::stands, this::unwatched, alone);
            watched.add(watch);
            if (!few) {
                follow();
            }
            return watch;
        }
    }

    private void unwatched(SharedWatch watch) {
        synchronized (lock) {
            watched.remove(watch);
            if (watched.isEmpty() && !isListWorthIt(clock.instant())) {
                unfollow();
            }
        }
    }

    private boolean stands() {
        synchronized (lock) {
            return standsSince != null;
        }
    }

    /** Takes note that this process has changed something. */
    void changed() {
        synchronized (lock) {
            changed = clock.instant();
        }
    }

    /** Takes note of an answer that is younger than what the stream has told. */
    void learned(LiveApplication live) {
        if (stands()) {
            known.learned(live);
        }
    }

    private Instant sinceChange(Instant notBefore) {
        synchronized (lock) {
            return notBefore.isAfter(changed) ? notBefore : changed;
        }
    }

    /** Whether all Applications are known well enough to answer a question. */
    private boolean isKnown(Question question, ArgoCdClient asking, Instant notBefore) throws InterruptedException {
        Instant now = clock.instant();
        used(question, now);
        if (isCurrent()) {
            return true;
        }
        if (!isListWorthIt(now)) {
            return false;
        }
        try {
            answers.get(new Question.All(), notBefore, () -> listNow(asking), () -> {});
        } catch (ArgoCdException e) {
            if (ANSWERED.contains(e.reason())) {
                LOGGER.log(Level.FINE, e, () -> "Applications are asked for one by one");
                return false;
            }
            throw e;
        }
        if (isListWorthIt(now)) {
            follow();
        }
        return true;
    }

    private void used(Question question, Instant now) {
        synchronized (lock) {
            asked = now;
        }
        wanted.asked(question, now);
    }

    /** Whether the stream has stood since before all were listed, so that it has told all changes since. */
    private boolean isCurrent() {
        synchronized (lock) {
            Instant now = clock.instant();
            Instant listed = known.listedAt();
            if (standsSince == null || heard == null || listed == null) {
                return false;
            }
            if (heard.isBefore(now.minus(LONGEST_SILENCE))) {
                reconnect();
                return false;
            }
            return standsSince.isBefore(listed) && listed.isAfter(now.minus(LISTED_AGAIN));
        }
    }

    private void reconnect() {
        standsSince = null;
        if (stream != null) {
            stream.reconnect();
        }
    }

    private boolean isListWorthIt(Instant now) {
        long applications = wanted.count(now);
        return applications > FEW && applications * WORTH >= known.size();
    }

    private Integer listNow(ArgoCdClient asking) throws InterruptedException {
        Instant now = clock.instant();
        known.listing();
        List<LiveApplication> all = asking.list(ApplicationQuery.ALL);
        known.listed(all, now, Duration.between(now, clock.instant()));
        return all.size();
    }

    private void follow() {
        synchronized (lock) {
            if (stream == null) {
                stream = client.watchAll(LONGEST_SILENCE, new EventStream.Listener() {
                    @Override
                    public boolean accept(JsonNode result) {
                        if (isForgotten()) {
                            close();
                        }
                        return take(result);
                    }

                    @Override
                    public void broke() {
                        synchronized (lock) {
                            standsSince = null;
                        }
                    }
                });
                stream.start();
            }
        }
    }

    private boolean take(JsonNode result) {
        JsonNode json = result.path("application");
        if (JsonAnswers.text(json.path("metadata"), "name").isEmpty()) {
            return false;
        }
        LiveApplication live = ApplicationJson.live(json);
        boolean deleted = JsonAnswers.text(result, "type").equals("DELETED");
        synchronized (lock) {
            heard = clock.instant();
            if (standsSince == null) {
                standsSince = heard;
            }
        }
        if (deleted) {
            known.deleted(live);
        } else {
            known.changed(live);
        }
        watched.forEach(watch -> watch.take(live, deleted));
        return true;
    }

    void close() {
        unfollow();
        known.forget();
    }

    private void unfollow() {
        synchronized (lock) {
            if (stream != null) {
                stream.close();
                stream = null;
            }
            standsSince = null;
        }
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.model.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells administrators that polls wait for a free thread for too long, and which servers do not answer those that have one. */
@Extension
public final class PollStarvationMonitor extends AdministrativeMonitor {

    /** For how long a poll may wait in any case, and a server be silent. */
    static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);

    /** After which time a poll waits for too long, however rarely its job is polled. */
    static final Duration MOST_PATIENCE = Duration.ofMinutes(15);

    private final Duration least;
    private final Duration most;

    public PollStarvationMonitor() {
        this(LEAST_PATIENCE, MOST_PATIENCE);
    }

    PollStarvationMonitor(Duration least, Duration most) {
        this.least = least;
        this.most = most;
    }

    /**
     * A server that does not answer.
     *
     * @param name host of a registry, name of an Argo CD server, or address of a repository
     * @param jobs how many are known to use it
     */
    public record SilentServer(String name, long minutes, long jobs) {}

    @Override
    public String getDisplayName() {
        return Messages.PollStarvationMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return isStarving() || !getServers().isEmpty();
    }

    /** Whether a poll has been waiting for longer than its job's polls are apart. */
    public boolean isStarving() {
        Duration waits = PollQueue.get().longestWait();
        if (waits.compareTo(least) <= 0) {
            return false;
        }
        Duration patience = PollQueue.get().longestWaiting().map(this::patience).orElse(most);
        return waits.compareTo(patience) > 0;
    }

    private Duration patience(Job<?, ?> job) {
        ImageUpdateTrigger trigger = ImageUpdateTrigger.of(job);
        Duration interval = trigger == null ? most : trigger.interval();
        Duration shorter = interval.compareTo(most) > 0 ? most : interval;
        return shorter.compareTo(least) < 0 ? least : shorter;
    }

    public int getWaiting() {
        return PollQueue.get().waiting();
    }

    /** How long the one waits that waits for longest. */
    public long getMinutes() {
        return PollQueue.get().longestWait().toMinutes();
    }

    /** Those that have not answered for longer than is to be expected. */
    public List<SilentServer> getServers() {
        Instant now = Instant.now();
        return PollQueue.get().troubles().stream()
                .filter(trouble -> Duration.between(trouble.since(), now).compareTo(least) > 0)
                .map(trouble -> new SilentServer(
                        trouble.server(),
                        Duration.between(trouble.since(), now).toMinutes(),
                        PollQueue.get().users(trouble.server())))
                .filter(server -> server.jobs() > 0)
                .toList();
    }
}

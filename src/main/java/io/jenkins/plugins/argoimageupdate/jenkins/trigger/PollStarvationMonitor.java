package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.time.Duration;

/** Tells administrators that polls wait for a free thread for too long. */
@Extension
public final class PollStarvationMonitor extends AdministrativeMonitor {

    private final Duration patience;

    public PollStarvationMonitor() {
        this(Duration.ofMinutes(15));
    }

    PollStarvationMonitor(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String getDisplayName() {
        return Messages.PollStarvationMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return PollQueue.get().isStarving(patience);
    }
}

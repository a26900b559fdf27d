package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;

/** Tells administrators that polls wait for a free thread for too long. */
@Extension
public final class PollStarvationMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.PollStarvationMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return PollQueue.get().isStarving();
    }
}

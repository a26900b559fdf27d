package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import hudson.model.Cause;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;

/** A build that goes back to earlier versions instead of writing the newest. */
public final class RollbackCause extends Cause {

    private final RollbackArguments rollback;

    RollbackCause(RollbackArguments rollback) {
        this.rollback = rollback;
    }

    @Override
    public String getShortDescription() {
        if (rollback.isLive()) {
            return rollback.getReason().isEmpty()
                    ? Messages.RollbackCause_live(rollback.getBy())
                    : Messages.RollbackCause_liveWithReason(rollback.getBy(), rollback.getReason());
        }
        return rollback.getReason().isEmpty()
                ? Messages.RollbackCause_description(rollback.describe(), rollback.getBy())
                : Messages.RollbackCause_withReason(rollback.describe(), rollback.getBy(), rollback.getReason());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RollbackCause cause && getShortDescription().equals(cause.getShortDescription());
    }

    @Override
    public int hashCode() {
        return getShortDescription().hashCode();
    }
}

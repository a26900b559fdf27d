package io.jenkins.plugins.argoimageupdate.engine.guard;

import java.time.Duration;

/**
 * How far back a branch is searched for versions that somebody moved away from; whichever ends first.
 *
 * @param commits of the written file
 * @param age of a commit
 */
public record RollbackHistory(int commits, Duration age) {

    public static final RollbackHistory DEFAULT = new RollbackHistory(50, Duration.ofDays(30));
}

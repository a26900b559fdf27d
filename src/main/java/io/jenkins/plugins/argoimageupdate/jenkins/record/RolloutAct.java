package io.jenkins.plugins.argoimageupdate.jenkins.record;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;

/** That somebody promoted, aborted or retried a Rollout on a page of the build. Immutable. */
public final class RolloutAct {

    private final long at;
    private final String user;
    private final String application;
    private final String what;

    /**
     * @param user full name
     * @param application name
     * @param what such as {@code promoted Rollout/web (paused at step 2 of 5)}
     */
    public RolloutAct(Instant at, String user, String application, String what) {
        this.at = at.toEpochMilli();
        this.user = CleanText.line(user);
        this.application = CleanText.line(application);
        this.what = CleanText.line(what);
    }

    public Instant getAt() {
        return Instant.ofEpochMilli(at);
    }

    public String getUser() {
        return user;
    }

    /** The Application's name. */
    public String getApplication() {
        return application;
    }

    public String getWhat() {
        return what;
    }

    /** For logs. */
    @Override
    public String toString() {
        return user + " " + what + " of Application " + application;
    }
}

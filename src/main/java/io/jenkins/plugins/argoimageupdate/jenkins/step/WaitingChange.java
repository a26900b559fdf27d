package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import java.io.Serializable;
import java.time.Instant;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A version of an image that is not written yet, in the result of the step. Immutable. */
public final class WaitingChange implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String application;
    private final String alias;
    private final String image;
    private final String from;
    private final String to;
    private final String digest;
    private final String cause;
    private final String reason;
    private final String until;

    WaitingChange(String application, ImageReport image) {
        ImageResult.Waiting waiting = image.notYet();
        Instant again = waiting.reason().until();
        this.application = application;
        this.alias = image.name();
        this.image = image.about().image();
        this.from = waiting.version().shown();
        this.to = waiting.next().tag().isEmpty()
                ? waiting.next().shown()
                : waiting.next().tag();
        this.digest = waiting.next().digest();
        this.cause = waiting.reason().cause().name();
        this.reason = waiting.reason().explanation();
        this.until = again == null ? "" : again.toString();
    }

    /** The name of the Application. */
    @Whitelisted
    public String getApplication() {
        return application;
    }

    /** The alias, or the image's name where it has none. */
    @Whitelisted
    public String getAlias() {
        return alias;
    }

    /** Registry and name, without tag. */
    @Whitelisted
    public String getImage() {
        return image;
    }

    /** The tag that is live; empty if it is not known. */
    @Whitelisted
    public String getFrom() {
        return from;
    }

    /** The tag that waits. */
    @Whitelisted
    public String getTo() {
        return to;
    }

    /** Of the manifest; empty if it was not asked for. */
    @Whitelisted
    public String getDigest() {
        return digest;
    }

    /** What it waits for, such as {@code APPROVAL}; see {@link io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause}. */
    @Whitelisted
    public String getCause() {
        return cause;
    }

    /** The same in a clause. */
    @Whitelisted
    public String getReason() {
        return reason;
    }

    /** When it is tried again, in ISO 8601; empty where something has to change, or somebody has to act. */
    @Whitelisted
    public String getUntil() {
        return until;
    }

    @Override
    @Whitelisted
    public String toString() {
        return alias + " " + from + " → " + to + ": " + reason;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.webhook;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/** A request that is no push to act on. The message holds nothing of the request and can be sent back. */
public final class WebhookRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int ACCEPTED = 202;
    private static final int LONGEST = 500;

    private final int status;

    public WebhookRefusedException(int status, String message) {
        super(CleanText.line(message, LONGEST));
        this.status = status;
    }

    /** An event that is none of ours, such as a ping: no fault of the sender, who should not repeat it. */
    static WebhookRefusedException ignored(String message) {
        return new WebhookRefusedException(ACCEPTED, message);
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }
}

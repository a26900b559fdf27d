package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * Something in a configuration that does not do what its author may expect.
 *
 * @param subject what it concerns, such as an image's alias; empty for the whole Application or file
 * @param message without the subject, so that the same for several subjects can be said once; no full stop at its end
 */
public record Warning(String subject, String message) {

    public Warning {
        subject = CleanText.line(subject);
        message = CleanText.line(message);
    }

    /** Such as {@code frontend, backend of shop: update strategy 'latest' is the old name of 'newest-build'}. */
    public String sentence() {
        return subject.isEmpty() ? message : subject + ": " + message;
    }
}

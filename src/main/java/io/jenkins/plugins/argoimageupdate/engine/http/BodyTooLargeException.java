package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;

/** A response body is longer than allowed. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long maxBytes) {
        super("the answer is longer than " + maxBytes + " bytes");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;

/** A redirect was not followed: too many, unreadable, or it would carry credentials from https to http. */
final class RedirectRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RedirectRefusedException(String message) {
        super(message);
    }
}

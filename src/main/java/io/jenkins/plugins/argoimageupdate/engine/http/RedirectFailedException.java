package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import java.io.IOException;
import java.net.URI;

/** A server answered with a redirect, and the one it leads to did not answer. */
final class RedirectFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String host;

    RedirectFailedException(URI target, IOException failure) {
        super(failure);
        this.host = Origin.of(target).authority();
    }

    /** In words, for the host that was asked first. */
    NetworkFailure describe(String asked) {
        NetworkFailure there = NetworkFailure.of((IOException) getCause(), host);
        return new NetworkFailure(
                there.reason(),
                asked + " redirects to " + host + ": " + there.answer(),
                there.advice(),
                there.transientFailure());
    }
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of an answer while it comes, so that it is never in memory as a whole. */
@FunctionalInterface
public interface BodyReader<T> {

    /**
     * What the body says; what is left of it then is thrown away.
     *
     * @param body whose methods throw {@link BodyTooLargeException}, {@link java.net.http.HttpTimeoutException} and {@link
     *     java.io.InterruptedIOException}, which has to be passed on
     */
    T read(InputStream body) throws IOException;
}

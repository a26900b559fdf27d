package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.http.BodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * What the body of a success says, read while it comes: kept whole besides what it says, a large answer takes several times its size.
 *
 * @param value null if it could not be read
 * @param isPage whether it is a page instead of JSON
 * @param failure why it could not be read; null if it could, or is a page
 */
record JsonBody<T>(
        @Nullable T value, boolean isPage, @Nullable JacksonException failure) {

    static <T> BodyReader<JsonBody<T>> reader(Function<InputStream, T> json) {
        return stream -> {
            PushbackInputStream body = new PushbackInputStream(stream);
            if (begins(body) == '<') {
                return new JsonBody<>(null, true, null);
            }
            try {
                return new JsonBody<>(json.apply(body), false, null);
            } catch (JacksonIOException e) {
                throw e.getCause();
            } catch (JacksonException e) {
                return new JsonBody<>(null, false, e);
            }
        };
    }

    /** The first that is no space, which is read again afterwards; negative for none. */
    private static int begins(PushbackInputStream body) throws IOException {
        int next = body.read();
        while (next >= 0 && Character.isWhitespace(next)) {
            next = body.read();
        }
        if (next >= 0) {
            body.unread(next);
        }
        return next;
    }
}

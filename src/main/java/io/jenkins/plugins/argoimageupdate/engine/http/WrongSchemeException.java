package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server was spoken to with TLS and speaks plain HTTP, or the other way round. */
public final class WrongSchemeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean plain;

    /** @param plain what the server speaks: plain HTTP rather than TLS */
    private WrongSchemeException(boolean plain, @Nullable IOException cause) {
        super(plain ? "speaks plain HTTP, not TLS" : "speaks TLS, not plain HTTP", cause);
        this.plain = plain;
    }

    /**
     * Finds out whether that is why an exchange failed, by asking the server once more: without a path, and without credentials.
     *
     * @param server reached without a proxy
     * @return that failure, or the one given
     */
    public static IOException orElse(URI server, IOException failure) {
        boolean tls = "https".equalsIgnoreCase(server.getScheme());
        boolean other = tls
                ? SchemeProbe.isPlain(failure) || SchemeProbe.mayBePlain(failure) && SchemeProbe.speaksPlainHttp(server)
                : SchemeProbe.mayBeTls(failure) && SchemeProbe.speaksTls(server);
        return other ? new WrongSchemeException(tls, failure) : failure;
    }

    /**
     * The same of an answer: many servers that want TLS answer plain HTTP with the status 400, but none of them in JSON, as
     * Argo CD and registries do.
     *
     * @param contentType of the answer; null if it has none
     * @throws WrongSchemeException if that is why
     */
    public static void check(URI server, int status, @Nullable String contentType) throws WrongSchemeException {
        boolean possible = status == 400
                && "http".equalsIgnoreCase(server.getScheme())
                && (contentType == null || !contentType.contains("json"));
        if (possible && SchemeProbe.speaksTls(server)) {
            throw new WrongSchemeException(false, null);
        }
    }

    boolean isPlain() {
        return plain;
    }
}

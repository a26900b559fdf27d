package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;

/**
 * Header values made of text that others wrote. The JDK refuses a value with a line break or the like in it by an exception that
 * repeats it, secret and all: so it is asked here first.
 */
public final class RequestHeaders {

    private RequestHeaders() {}

    /** Whether a text can be sent as it is: visible ASCII without spaces, which holds all that RFC 6750 lets a token have. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /**
     * The value of {@code Authorization} for a token out of credentials.
     *
     * @param attempted what the token is for, for the message
     * @throws ConfigurationException if it is none; the message does not repeat it
     */
    public static String bearer(String token, String attempted) {
        if (!isToken(token)) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    attempted,
                    "the token is empty or has characters that no token has",
                    "Paste the token alone, on one line");
        }
        return "Bearer " + token;
    }
}

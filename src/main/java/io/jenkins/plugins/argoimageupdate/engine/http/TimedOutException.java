package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;

/** A server had a limited time for a part of an exchange, and that part did not come. */
final class TimedOutException extends HttpTimeoutException {

    private static final long serialVersionUID = 1L;

    /** What did not come. */
    enum Part {
        CONNECTION("no connection to %s in %s", "Check that this machine may reach it (firewall, proxy)"),
        HANDSHAKE("the TLS handshake with %s had no answer in %s", "Check that it speaks https"),
        ANSWER("no answer from %s in %s", "Check the load of the server"),
        WHOLE_ANSWER("the answer from %s was not complete in %s", "Check the load of the server");

        private final String answer;
        private final String advice;

        Part(String answer, String advice) {
            this.answer = answer;
            this.advice = advice;
        }
    }

    private final Part part;
    private final String time;

    /** @param after what was waited */
    TimedOutException(Part part, Duration after) {
        super(part.name());
        this.part = part;
        this.time = after.toMillis() % 1000 == 0 ? after.toSeconds() + " s" : after.toMillis() + " ms";
    }

    /** A failure to connect in time, by what it was that took so long. */
    static TimedOutException connecting(boolean connected, Duration after, HttpTimeoutException cause) {
        TimedOutException failure = new TimedOutException(connected ? Part.HANDSHAKE : Part.CONNECTION, after);
        failure.initCause(cause);
        return failure;
    }

    NetworkFailure describe(String host) {
        return new NetworkFailure(
                Reason.TIMEOUT, String.format(Locale.ROOT, part.answer, host, time), part.advice, true);
    }
}

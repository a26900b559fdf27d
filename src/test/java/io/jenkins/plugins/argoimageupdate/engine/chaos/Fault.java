package io.jenkins.plugins.argoimageupdate.engine.chaos;

import java.io.IOException;

/** What happens to one request on its way through a {@link FaultyProxy}. */
@FunctionalInterface
public interface Fault {

    /** Nothing. */
    Fault NONE = exchange -> exchange.forward(Integer.MAX_VALUE);

    /** The connection breaks before the server hears of the request. */
    Fault UNHEARD = ProxiedExchange::reset;

    /** The server does what it is asked, and the connection breaks before it answers. */
    Fault UNANSWERED = exchange -> {
        exchange.carryOut();
        exchange.reset();
    };

    /** The server hears nothing, and something else answers. */
    static Fault status(int status, String body, String... headers) {
        return exchange -> exchange.answer(status, body, headers);
    }

    /** The answer ends after some bytes as if that were all. */
    static Fault cutOff(int bytes) {
        return exchange -> exchange.forward(bytes);
    }

    /** Nothing comes after the first bytes of the answer until the client gives up. */
    static Fault stalled(int bytes) {
        return exchange -> {
            exchange.forward(bytes);
            exchange.awaitClient();
        };
    }

    /** One byte of the answer's body is another one. */
    static Fault garbled(int position) {
        return exchange -> exchange.forwardGarbled(position);
    }

    /** Something else happens first, such as a push of somebody else. */
    static Fault after(Runnable action) {
        return exchange -> {
            action.run();
            exchange.forward(Integer.MAX_VALUE);
        };
    }

    void happen(ProxiedExchange exchange) throws IOException;
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import java.time.Duration;

/**
 * How long and how much one exchange may take.
 *
 * @param connect until the TCP connection stands
 * @param response until the response headers are there, for each hop
 * @param total until the whole body is there, over all hops
 * @param bodyBytes of one response body
 */
public record HttpLimits(Duration connect, Duration response, Duration total, long bodyBytes) {

    /** 10 s to connect, 30 s for headers, 2 minutes in all, 32 MiB. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), 32L << 20);
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;

/**
 * How long and how much one exchange may take.
 *
 * @param connect until the TCP connection stands
 * @param response until the response headers are there, for each hop
 * @param total until the whole body is there, over all hops
 * @param bodyBytes of one response body at most, whatever its caller allows
 */
public record HttpLimits(Duration connect, Duration response, Duration total, long bodyBytes) {

    /** See {@link Budget}. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            Budget.HTTP_CONNECT.duration(),
            Budget.HTTP_RESPONSE.duration(),
            Budget.HTTP_EXCHANGE.duration(),
            Budget.ARGO_CD_LIST.value());
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.text.Secrets;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A complete HTTP response.
 *
 * @param uri where it came from, after redirects
 * @param body never null; empty for HEAD
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpResult(int status, HttpHeaders headers, byte[] body, URI uri) {

    /** The first value of a header, or the empty string where there is none or it is too long to be one. */
    public String header(String name) {
        return headers.firstValue(name)
                .filter(value -> value.length() <= Budget.HTTP_HEADER.value())
                .orElse("");
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same without these secrets in its body. */
    public HttpResult without(List<String> secrets) {
        String text = text();
        String masked = Secrets.masked(text, secrets);
        return masked.equals(text)
                ? this
                : new HttpResult(status, headers, masked.getBytes(StandardCharsets.UTF_8), uri);
    }

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP request as a webhook sees it. Header names are taken in any case. */
public final class WebhookRequest {

    private final String method;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> query;
    private final byte[] body;

    /**
     * Takes a request apart.
     *
     * @param query the address's part after {@code ?}, still encoded; null or empty for none. The first of several values counts
     */
    public WebhookRequest(String method, String query, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.body = body.clone();
        headers.forEach((name, value) -> this.headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        this.query = fields(query == null ? "" : query);
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            fields.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    String method() {
        return method;
    }

    /** A header's value, or the empty string. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** A query parameter's value, or the empty string. */
    public String query(String name) {
        return query.getOrDefault(name, "");
    }

    byte[] body() {
        return body.clone();
    }

    int length() {
        return body.length;
    }

    /**
     * Whether it is a form, which GitHub and Gitea send unless told otherwise, with the JSON as its field {@code payload}. JSON is none,
     * whatever it is called: {@code curl -d} calls everything a form.
     */
    boolean isForm() {
        return header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                && !new String(body, StandardCharsets.UTF_8).stripLeading().matches("(?s)[{\\[].*");
    }

    /** The JSON: the body, or what a form holds; nothing if that is missing. */
    byte[] payload() {
        if (!isForm()) {
            return body();
        }
        Map<String, String> form = fields(new String(body, StandardCharsets.UTF_8));
        return form.getOrDefault("payload", "").getBytes(StandardCharsets.UTF_8);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to the API.
 *
 * @param attempted what it is for, to begin a message with, such as {@code get Application example}
 * @param path from {@code /api} on, with the query
 * @param body null for none
 * @param application that it is about; null for none in particular
 * @param right to the Application without which Argo CD denies that it is there, such as {@code get}
 */
record ApiCall(
        String attempted,
        String method,
        String path,
        @Nullable JsonNode body,
        @Nullable ApplicationRef application,
        String right) {

    private static final String READ = "get";

    /** One that takes the right to read the Application, and perhaps others, which Argo CD names if they are missing. */
    ApiCall(
            String attempted,
            String method,
            String path,
            @Nullable JsonNode body,
            @Nullable ApplicationRef application) {
        this(attempted, method, path, body, application, READ);
    }

    static ApiCall get(String attempted, String path) {
        return new ApiCall(attempted, "GET", path, null, null);
    }

    /** The same about one Application. */
    ApiCall of(ApplicationRef ref) {
        return new ApiCall(attempted, method, path, body, ref, right);
    }

    /** The same where that right is asked for instead of the one to read. */
    ApiCall taking(String other) {
        return new ApiCall(attempted, method, path, body, application, other);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    /** Whether it asks for several Applications. */
    boolean isList() {
        return isRead() && application == null && path.matches("/api/v1/applications([?].*)?");
    }

    /** Makes one segment of a path of any text. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Builds a query out of pairs of names and values; empty values are left out. */
    static String query(String... pairs) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                parameters.add(pairs[i] + "=" + segment(pairs[i + 1]));
            }
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}

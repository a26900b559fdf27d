package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import tools.jackson.databind.JsonNode;

/** Status and body of an answer of {@link EmbeddedArgoCd}. */
record ApiAnswer(int status, String contentType, String body) {

    static ApiAnswer json(JsonNode body) {
        return new ApiAnswer(200, "application/json", body.toString());
    }

    /** An error in the words of Argo CD; {@code code} is gRPC's. */
    static ApiAnswer error(int status, int code, String message) {
        return new ApiAnswer(
                status,
                "application/json",
                Json.object()
                        .put("error", message)
                        .put("code", code)
                        .put("message", message)
                        .toString());
    }

    static ApiAnswer html(String body) {
        return new ApiAnswer(200, "text/html; charset=utf-8", body);
    }
}

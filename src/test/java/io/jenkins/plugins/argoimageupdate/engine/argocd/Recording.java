package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Requests to a real argocd-server 3.5.1 and its answers, in order.
 *
 * @param requestType content type of the request; empty for none
 * @param authorized whether it came with a token
 */
public record Recording(
        String name,
        String method,
        String path,
        String requestType,
        boolean authorized,
        String requestBody,
        int status,
        String contentType,
        String body) {

    public static List<Recording> all(String file) {
        try (InputStream in = Recording.class.getResourceAsStream(file + ".jsonl")) {
            List<Recording> recordings = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                recordings.add(of(JsonAnswers.MAPPER.readTree(line)));
            }
            return recordings;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Recording named(String file, String name) {
        return all(file).stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private static Recording of(JsonNode line) {
        JsonNode request = line.path("request");
        JsonNode response = line.path("response");
        return new Recording(
                line.path("name").asString(),
                request.path("method").asString(),
                request.path("path").asString(),
                request.path("contentType").asString(""),
                !request.path("authorization").asString("").isEmpty(),
                request.path("body").isNull() ? "" : request.path("body").toString(),
                response.path("status").asInt(),
                response.path("headers").path("Content-Type").asString(""),
                response.path("body").asString(""));
    }

    public JsonNode json() {
        return JsonAnswers.MAPPER.readTree(body);
    }

    public LiveApplication application() {
        return ApplicationJson.live(json());
    }

    public ResourceTree tree() {
        return ResourceTree.of(json());
    }
}

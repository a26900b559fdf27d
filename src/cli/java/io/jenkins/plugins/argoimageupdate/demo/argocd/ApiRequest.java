package io.jenkins.plugins.argoimageupdate.demo.argocd;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request to {@link EmbeddedArgoCd}, read; {@code path} is without the root path. */
record ApiRequest(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        String contentType,
        String token,
        JsonNode body) {

    static ApiRequest of(HttpExchange exchange, String rootPath) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring(rootPath.length());
        Map<String, List<String>> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.computeIfAbsent(decode(equals < 0 ? pair : pair.substring(0, equals)), n -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body = exchange.getRequestBody().readNBytes(1 << 20);
        List<String> segments = List.of(path.substring(1).split("/")).stream()
                .map(ApiRequest::decode)
                .toList();
        return new ApiRequest(
                exchange.getRequestMethod(),
                segments,
                query,
                type == null ? "" : type,
                authorization == null ? "" : authorization.replaceFirst("^Bearer ", ""),
                json(body));
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? Json.object() : Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return Json.object();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value of a parameter; empty if it is not there. */
    String query(String name) {
        return queries(name).stream().findFirst().orElse("");
    }

    List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** What reads give as a parameter and writes in their body. */
    String queryOrBody(String name) {
        return query(name).isEmpty() ? Json.text(body, name) : query(name);
    }

    boolean is(String wantedMethod, String... wantedPath) {
        if (!method.equals(wantedMethod) || path.size() != wantedPath.length) {
            return false;
        }
        for (int i = 0; i < wantedPath.length; i++) {
            if (!wantedPath[i].equals("*") && !wantedPath[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}

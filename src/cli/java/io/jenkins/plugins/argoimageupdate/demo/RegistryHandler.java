package io.jenkins.plugins.argoimageupdate.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP side of an {@link EmbeddedRegistry}. */
final class RegistryHandler implements HttpHandler {

    private static final Pattern ROUTE = Pattern.compile("/v2/(.+?)/(tags/list|manifests/[^/]+|blobs/.+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final RegistryContent content;
    private final RegistryRules rules;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();

    RegistryHandler(RegistryContent content, RegistryRules rules) {
        this.content = content;
        this.rules = rules;
    }

    List<String> requests() {
        return new ArrayList<>(requests);
    }

    void forgetRequests() {
        requests.clear();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        try (exchange) {
            Optional<RegistryRules.Fault> fault = rules.faultFor(request);
            if (fault.isPresent()) {
                RegistryReply.send(exchange, fault.get());
            } else if (exchange.getRequestURI().getPath().equals("/token")) {
                token(exchange);
            } else if (!isAuthorised(exchange)) {
                challenge(exchange);
            } else {
                route(exchange);
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/v2/")) {
            RegistryReply.json(exchange, 200, "{}");
            return;
        }
        Matcher route = ROUTE.matcher(path);
        if (!route.matches()) {
            RegistryReply.error(exchange, 404, "NOT_FOUND");
            return;
        }
        String repository = route.group(1);
        String rest = route.group(2);
        if (rest.equals("tags/list")) {
            tags(exchange, repository);
        } else if (rest.startsWith("manifests/")) {
            manifest(exchange, repository, rest.substring("manifests/".length()));
        } else if (rest.startsWith("blobs/uploads")) {
            upload(exchange, repository, rest);
        } else {
            blob(exchange, rest.substring("blobs/".length()));
        }
    }

    private void tags(HttpExchange exchange, String repository) throws IOException {
        Optional<List<String>> all = content.tags(repository);
        if (all.isEmpty()) {
            RegistryReply.error(exchange, 404, "NAME_UNKNOWN");
            return;
        }
        List<String> page = all.get();
        String last = query(exchange).getOrDefault("last", "");
        page = page.subList(page.indexOf(last) + 1, page.size());
        if (rules.pageSize() > 0 && page.size() > rules.pageSize()) {
            page = page.subList(0, rules.pageSize());
            String next = "/v2/" + repository + "/tags/list?last=" + page.get(page.size() - 1);
            exchange.getResponseHeaders().add("Link", "<" + next + ">; rel=\"next\"");
        }
        ObjectNode list = JSON.createObjectNode().put("name", repository);
        var names = list.putArray("tags");
        page.forEach(names::add);
        RegistryReply.json(exchange, 200, list.toString());
    }

    private void manifest(HttpExchange exchange, String repository, String reference) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            byte[] body = exchange.getRequestBody().readAllBytes();
            String digest = content.putManifest(repository, reference, String.valueOf(type), body);
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
            exchange.getResponseHeaders().add("Location", "/v2/" + repository + "/manifests/" + digest);
            RegistryReply.bytes(exchange, 201, new byte[0]);
            return;
        }
        Optional<RegistryContent.Stored> stored = content.manifest(repository, reference);
        if (stored.isEmpty()) {
            RegistryReply.error(exchange, 404, content.exists(repository) ? "MANIFEST_UNKNOWN" : "NAME_UNKNOWN");
            return;
        }
        byte[] body = stored.get().body();
        exchange.getResponseHeaders().add("Docker-Content-Digest", RegistryContent.digest(body));
        exchange.getResponseHeaders().add("Content-Type", stored.get().mediaType());
        RegistryReply.bytes(exchange, 200, body);
    }

    private void blob(HttpExchange exchange, String digest) throws IOException {
        Optional<byte[]> blob = content.blob(digest);
        if (blob.isEmpty()) {
            RegistryReply.error(exchange, 404, "BLOB_UNKNOWN");
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
        RegistryReply.bytes(exchange, 200, blob.get());
    }

    private void upload(HttpExchange exchange, String repository, String rest) throws IOException {
        byte[] chunk = exchange.getRequestBody().readAllBytes();
        String given = rest.replaceFirst("blobs/uploads/?", "");
        String session = given.isEmpty() ? UUID.randomUUID().toString() : given;
        byte[] whole = uploads.merge(session, chunk, RegistryHandler::joined);
        String digest = query(exchange).getOrDefault("digest", "");
        if (digest.isEmpty()) {
            exchange.getResponseHeaders().add("Location", "/v2/" + repository + "/blobs/uploads/" + session);
            exchange.getResponseHeaders().add("Docker-Upload-UUID", session);
            exchange.getResponseHeaders().add("Range", "0-" + Math.max(0, whole.length - 1));
            RegistryReply.bytes(exchange, 202, new byte[0]);
            return;
        }
        uploads.remove(session);
        if (!RegistryContent.digest(whole).equals(digest)) {
            RegistryReply.error(exchange, 400, "DIGEST_INVALID");
            return;
        }
        content.putBlob(whole);
        exchange.getResponseHeaders().add("Location", "/v2/" + repository + "/blobs/" + digest);
        exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
        RegistryReply.bytes(exchange, 201, new byte[0]);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private boolean isAuthorised(HttpExchange exchange) {
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (rules.wantsToken()) {
            return sent.equals("Bearer " + rules.currentToken());
        }
        return rules.user().isEmpty() || sent.equals(basic());
    }

    private void challenge(HttpExchange exchange) throws IOException {
        boolean tls = exchange instanceof HttpsExchange;
        String realm =
                (tls ? "https://" : "http://") + exchange.getRequestHeaders().getFirst("Host") + "/token";
        exchange.getResponseHeaders()
                .add(
                        "WWW-Authenticate",
                        rules.wantsToken()
                                ? "Bearer realm=\"" + realm + "\",service=\"embedded\""
                                : "Basic realm=\"embedded\"");
        RegistryReply.error(exchange, 401, "UNAUTHORIZED");
    }

    private void token(HttpExchange exchange) throws IOException {
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!rules.user().isEmpty() && !sent.equals(basic())) {
            RegistryReply.error(exchange, 401, "UNAUTHORIZED");
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("token", rules.currentToken()).put("expires_in", 300);
        RegistryReply.json(exchange, 200, answer.toString());
    }

    private String basic() {
        byte[] pair = EmbeddedRegistry.utf8(rules.user() + ":" + rules.password());
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> fields = new ConcurrentHashMap<>();
        String query = exchange.getRequestURI().getQuery();
        for (String field : query == null ? new String[0] : query.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pull requests of GitHub (below {@code /api/v3}) and the merge requests of GitLab (below {@code /api/v4}) in memory, with answers
 * of the shape that these give; everything else is asked of a Git server behind it.
 */
public final class FakeHost implements AutoCloseable {

    public static final String TOKEN = "t0ken";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI git;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> pulls = new ArrayList<>();
    private volatile int status;
    private volatile String failure = "";
    private volatile Runnable beforeOpening = () -> {};

    /** @param git server behind it; null for none */
    public FakeHost(URI git) throws IOException {
        this.git = git;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.createContext("/api/v3/repos/team/charts/pulls", exchange -> api(exchange, "html_url"));
        server.createContext("/api/v3/repos/team/charts/issues", exchange -> api(exchange, ""));
        server.createContext("/api/v4/projects/", exchange -> api(exchange, "web_url"));
        server.start();
    }

    public String url(String repository) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
    }

    /** Method, path and query of the API requests, decoded. */
    public List<String> requests() {
        return requests;
    }

    /** As sent, with what the host adds. */
    public List<Map<String, Object>> pulls() {
        return pulls;
    }

    /** Answers API requests from now on with a failure; 0 for none. */
    public void fail(int with, String json) {
        status = with;
        failure = json;
    }

    /** What happens when a pull request is to be opened. */
    public void beforeOpening(Runnable action) {
        beforeOpening = action;
    }

    /** Somebody decides. */
    public void decide(int number, String state, String mergedAt) {
        pulls.get(number - 1).put("state", state);
        pulls.get(number - 1).put("merged_at", mergedAt);
    }

    private void api(HttpExchange exchange, String link) throws IOException {
        URI uri = exchange.getRequestURI();
        requests.add(exchange.getRequestMethod() + " " + uri.getPath()
                + (uri.getQuery() == null ? "" : "?" + uri.getQuery()));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, Map.of("message", "Bad credentials"));
        } else if (status != 0) {
            send(exchange, status, failure.getBytes(StandardCharsets.UTF_8));
        } else if (exchange.getRequestMethod().equals("GET")) {
            list(exchange, uri.getQuery());
        } else if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, link, MAPPER.readTree(body));
        } else {
            Map<String, Object> pull = pulls.get(Integer.parseInt(uri.getPath().replaceFirst(".*/", "")) - 1);
            put(pull, MAPPER.readTree(body));
            answer(exchange, 200, pull);
        }
    }

    private void list(HttpExchange exchange, String query) throws IOException {
        String head = query.replaceFirst(".*(head=team:|source_branch=)", "");
        List<Map<String, Object>> found = new ArrayList<>();
        pulls.stream()
                .filter(pull -> head.equals(pull.get("head")) || head.equals(pull.get("source_branch")))
                .forEach(pull -> found.add(0, pull));
        answer(exchange, 200, found.isEmpty() ? found : found.subList(0, 1));
    }

    private void post(HttpExchange exchange, String link, JsonNode body) throws IOException {
        if (link.isEmpty()) {
            pulls.get(pulls.size() - 1).put("labelled", body.path("labels").toString());
            answer(exchange, 200, List.of());
            return;
        }
        beforeOpening.run();
        Map<String, Object> pull = new LinkedHashMap<>();
        int number = pulls.size() + 1;
        put(pull, body);
        pull.put("number", number);
        pull.put("iid", number);
        pull.put("state", link.equals("html_url") ? "open" : "opened");
        pull.put("merged_at", null);
        pull.put(link, "https://host.example/team/charts/" + number);
        pulls.add(pull);
        answer(exchange, 201, pull);
    }

    private static void put(Map<String, Object> pull, JsonNode body) {
        body.properties()
                .forEach(field -> pull.put(field.getKey(), field.getValue().asString("")));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, MAPPER.writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(git.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String header : List.of("Content-Type", "Content-Encoding", "Accept", "Authorization", "Git-Protocol")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            response.headers()
                    .firstValue("WWW-Authenticate")
                    .ifPresent(challenge -> exchange.getResponseHeaders().set("WWW-Authenticate", challenge));
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

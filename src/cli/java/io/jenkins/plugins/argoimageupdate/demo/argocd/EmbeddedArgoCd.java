package io.jenkins.plugins.argoimageupdate.demo.argocd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import io.jenkins.plugins.argoimageupdate.demo.server.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stand-in for Argo CD and a cluster on this machine's loopback address: enough of the API of argocd-server 3.5 to list,
 * refresh, sync, patch and watch Applications, whose pods then change step by step. What runs is what the {@link
 * ManifestSource} says of the commit that was synced, never what a request says. Thread-safe.
 */
public final class EmbeddedArgoCd implements AutoCloseable, ArgoCdApi.Changes {

    static {
        // without it, every answer on a kept connection waits for a delayed TCP acknowledgement
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final ObjectNode END = Json.object();
    private static final Logger LOGGER = Logger.getLogger(EmbeddedArgoCd.class.getName());

    private final ArgoCdOptions options;
    private final ManifestSource source;
    private final Clock clock;
    private final ArgoCdFaults faults = new ArgoCdFaults();
    private final SessionTokens sessions;
    private final Map<String, SimulatedApplication> applications = new ConcurrentHashMap<>();
    private final Map<SimulatedApplication, Long> versions = new ConcurrentHashMap<>();
    private final AtomicLong lastVersion = new AtomicLong();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ApplicationAccess access;
    private final ArgoCdApi api;
    private final HttpServer http;
    private final ExecutorService threads;
    private final ScheduledExecutorService time;

    private record Watcher(ApiRequest request, BlockingQueue<ObjectNode> events) {}

    private EmbeddedArgoCd(ArgoCdOptions options, ManifestSource source, Clock clock, int port) throws IOException {
        this.options = options;
        this.source = source;
        this.clock = clock;
        this.sessions = new SessionTokens(options, clock);
        this.access = new ApplicationAccess(applications, sessions, AccessPolicy.parse(options.policy()));
        this.api = new ArgoCdApi(access, sessions, faults, this);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (options.tls() == null) {
            http = HttpServer.create(address, 0);
        } else {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(options.tls()));
            http = https;
        }
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "embedded-argocd");
            thread.setDaemon(true);
            return thread;
        };
        threads = Executors.newCachedThreadPool(daemons);
        time = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    /** Starts on a free port. */
    public static EmbeddedArgoCd start(ArgoCdOptions options, ManifestSource source) {
        return start(options, source, Clock.systemUTC(), 0);
    }

    /**
     * Starts on a given port.
     *
     * @param clock for time stamps and the end of sessions
     * @param port 0 for a free one
     */
    public static EmbeddedArgoCd start(ArgoCdOptions options, ManifestSource source, Clock clock, int port) {
        try {
            EmbeddedArgoCd started = new EmbeddedArgoCd(options, source, clock, port);
            started.http.createContext("/", started::handle);
            started.http.setExecutor(started.threads);
            started.http.start();
            long step = Math.max(1, options.step().toMillis());
            started.time.scheduleWithFixedDelay(started::advance, step, step, TimeUnit.MILLISECONDS);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its UI would be: to be configured as the server's address. */
    public URI url() {
        String scheme = options.tls() == null ? "http" : "https";
        String path =
                options.rootPath().isEmpty() ? "" : "/" + options.rootPath().replaceAll("^/|/$", "");
        return URI.create(scheme + "://localhost:" + http.getAddress().getPort() + path);
    }

    /** What is to go wrong. */
    public ArgoCdFaults faults() {
        return faults;
    }

    /** Ends every session that was created with the password. */
    public void revokeSessions() {
        sessions.revokeAll();
    }

    /** Breaks every stream that stands, as a restart of the server would. */
    public void cutStreams() {
        watchers.forEach(watcher -> watcher.events().add(END));
    }

    /** How many sessions were created with the password. */
    public int sessionsCreated() {
        return sessions.created();
    }

    /** Method and address of every request so far, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /**
     * Adds an Application, compares it with Git, and syncs it if it is automated.
     *
     * @param manifest the resource: {@code metadata} and {@code spec}, as JSON
     */
    public void add(String manifest) {
        ObjectNode resource = (ObjectNode) Json.MAPPER.readTree(manifest);
        SimulatedApplication application = new SimulatedApplication(resource, source, faults, clock);
        applications.put(
                ApplicationAccess.key(Json.text(application.metadata, "namespace"), application.name()), application);
        if (!faults.holdsComparisons()) {
            application.refresh();
        }
        changed(application);
    }

    /** Removes an Application of Argo CD's namespace. */
    public void remove(String name) {
        SimulatedApplication removed = applications.get("argocd/" + name);
        ObjectNode event = event("DELETED", removed);
        List<Watcher> told = watchers.stream()
                .filter(watcher -> access.watched(watcher.request()).contains(removed))
                .toList();
        applications.remove("argocd/" + name);
        told.forEach(watcher -> watcher.events().add(event));
    }

    /** How many streams stand. */
    public int streams() {
        return watchers.size();
    }

    /** Sets the image of a Deployment in the cluster, as {@code kubectl set image} does, and has Argo CD notice it. */
    public void setImage(String application, String deployment, String image) {
        SimulatedApplication changed = applications.get("argocd/" + application);
        changed.setImage(deployment, image);
        changed(changed);
    }

    /** What a Deployment in the cluster says. */
    public String image(String application, String deployment) {
        return applications.get("argocd/" + application).image(deployment);
    }

    /** The resource of an Application in Argo CD's namespace as it is now, as JSON. */
    public String application(String name) {
        return current(applications.get("argocd/" + name)).toString();
    }

    @Override
    public void close() {
        http.stop(0);
        ServerThreads.end(time, threads);
    }

    @Override
    public ObjectNode current(SimulatedApplication application) {
        return application.json(versions.getOrDefault(application, 0L));
    }

    @Override
    public void changed(SimulatedApplication application) {
        versions.put(application, lastVersion.incrementAndGet());
        for (Watcher watcher : watchers) {
            if (access.watched(watcher.request()).contains(application)) {
                watcher.events().add(event("MODIFIED", application));
            }
        }
    }

    private ObjectNode event(String type, SimulatedApplication application) {
        ObjectNode event = Json.object();
        event.putObject("result").put("type", type).set("application", current(application));
        return event;
    }

    private void advance() {
        for (SimulatedApplication application : applications.values()) {
            try {
                if (application.advance()) {
                    changed(application);
                }
            } catch (RuntimeException e) { // or the other Applications would stand still from now on
                LOGGER.log(Level.WARNING, e, () -> "Application " + application.name() + " stands still");
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String root = url().getPath();
            if (!exchange.getRequestURI().getPath().startsWith(root + "/")) {
                send(exchange, new ApiAnswer(404, "text/plain; charset=utf-8", "404 page not found\n"));
                return;
            }
            ApiRequest request = ApiRequest.of(exchange, root);
            if (request.is("GET", "api", "v1", "stream", "applications") && !faults.hasNoStreams()) {
                stream(exchange, request);
            } else {
                send(exchange, api.answer(request));
            }
        }
    }

    private static void send(HttpExchange exchange, ApiAnswer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** With a resource version, only one Application that is named is told at once (argocd-server 3.5.1, {@code application.go}, Watch). */
    private void stream(HttpExchange exchange, ApiRequest request) throws IOException {
        if (!sessions.isValid(request.token())) {
            send(exchange, ApiAnswer.error(401, 16, "no session information"));
            return;
        }
        Watcher watcher = new Watcher(request, new LinkedBlockingQueue<>());
        watchers.add(watcher);
        try {
            boolean replays = request.query("resourceVersion").isEmpty()
                    || !request.query("name").isEmpty();
            for (SimulatedApplication application :
                    replays ? access.watched(request) : List.<SimulatedApplication>of()) {
                write(exchange, FieldSelection.keep(event("ADDED", application), request.query("fields")));
            }
            for (ObjectNode event = watcher.events().take();
                    event != END;
                    event = watcher.events().take()) {
                write(exchange, FieldSelection.keep(event, request.query("fields")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watchers.remove(watcher);
        }
    }

    /** The headers go with the first event, as grpc-gateway sends them. */
    private static void write(HttpExchange exchange, JsonNode event) throws IOException {
        if (exchange.getResponseCode() < 0) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
        }
        OutputStream body = exchange.getResponseBody();
        body.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}

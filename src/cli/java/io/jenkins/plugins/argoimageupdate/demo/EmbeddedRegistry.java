package io.jenkins.plugins.argoimageupdate.demo;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A container registry on the loopback interface, held in memory: the pull side of the OCI distribution protocol, enough of
 * the push side for {@code docker push}, and faults on demand. It records what it is asked. Thread-safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    static {
        // without it, every answer on a kept connection waits for a delayed TCP acknowledgement
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final RegistryContent content = new RegistryContent();
    private final RegistryRules rules = new RegistryRules();
    private final RegistryHandler handler = new RegistryHandler(content, rules);
    private final String scheme;

    private EmbeddedRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "embedded registry");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    /** Starts one on a free port, over plain HTTP. */
    public static EmbeddedRegistry start() throws IOException {
        return new EmbeddedRegistry(HttpServer.create(loopback(), 0), "http");
    }

    /** Starts one on a free port, over TLS with the key of the context. */
    public static EmbeddedRegistry start(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new EmbeddedRegistry(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The API's base address, without {@code /v2}. */
    public URI address() {
        return URI.create(scheme + "://" + host());
    }

    /** Host and port, as an image names its registry. */
    public String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** What is stored; images can be put there directly. */
    public RegistryContent content() {
        return content;
    }

    /** How it behaves: who may enter, how long pages are, what fails. */
    public RegistryRules rules() {
        return rules;
    }

    /** What it was asked so far, as {@code GET /v2/app/tags/list}, in order of arrival; requests for tokens too. */
    public List<String> requests() {
        return handler.requests();
    }

    /** Forgets the recorded requests. */
    public void forgetRequests() {
        handler.forgetRequests();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.bench;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/** Answers over plain HTTP in this process, where a registry would take longer to fill than to ask. */
final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    static LoopbackServer start(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "loopback-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return new LoopbackServer(server);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    RegistryEndpoint endpoint() {
        return RegistryEndpoint.at(address().getAuthority(), address(), TlsTrust.DEFAULT);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

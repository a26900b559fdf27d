package io.jenkins.plugins.argoimageupdate.engine.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Stands on loopback before an HTTP server, and lets faults happen to requests. */
public final class FaultyProxy implements AutoCloseable {

    private final URI server;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Queue<Planned> planned = new ConcurrentLinkedQueue<>();
    private volatile Consumer<String> listener = line -> {};

    private record Planned(Pattern requests, Fault fault) {}

    private FaultyProxy(URI server, ServerSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    public static FaultyProxy before(URI server) throws IOException {
        FaultyProxy proxy = new FaultyProxy(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Lets a fault happen to the next request whose first line has this. */
    public void plan(String requests, Fault fault) {
        planned.add(new Planned(Pattern.compile(requests), fault));
    }

    /** Tells the first line of each request, before anything happens to it. */
    public void listen(Consumer<String> given) {
        listener = given;
    }

    /** Forgets what has not happened yet; requests under way go on. */
    public void heal() {
        planned.clear();
    }

    /** Breaks all connections off, as when the server is started again. */
    void disconnect() throws IOException {
        for (Socket client : clients) {
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        disconnect();
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            planned.clear(); // it was closed
        }
    }

    private void serve(Socket client) {
        clients.add(client);
        try (client) {
            ProxiedExchange exchange = ProxiedExchange.read(server, client);
            next(exchange.requestLine()).happen(exchange);
        } catch (IOException e) {
            // a client or a server has gone, which is what happens here
        } finally {
            clients.remove(client);
        }
    }

    private Fault next(String requestLine) {
        listener.accept(requestLine);
        for (Planned plan : planned) {
            if (plan.requests().matcher(requestLine).find() && planned.remove(plan)) {
                return plan.fault();
            }
        }
        return Fault.NONE;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers each connection's one request with whatever bytes a test wants, HTTP or not. */
public final class HostileServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Answer answer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private HostileServer(Answer answer) throws IOException {
        this.answer = answer;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** What is sent. */
    public interface Answer {
        /** @param path with the query */
        void to(String path, OutputStream out) throws IOException, InterruptedException;
    }

    /** Listens on the loopback address. */
    public static HostileServer start(Answer answer) throws IOException {
        HostileServer server = new HostileServer(answer);
        server.inBackground(server::accept);
        return server;
    }

    /** One that reads requests and never answers. */
    public static HostileServer silent() throws IOException {
        return start((path, out) -> forEver());
    }

    /** Until the server is closed. */
    public static void forEver() throws InterruptedException {
        synchronized (Thread.currentThread()) {
            Thread.currentThread().wait(600_000);
        }
    }

    /** Status line and headers. */
    public static void head(OutputStream out, String status, String... headers) throws IOException {
        write(
                out,
                "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                        + "Connection: close\r\n\r\n");
    }

    /** Text as it is. */
    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Paths asked for, with queries. */
    public List<String> requests() {
        return requests;
    }

    public String host() {
        return "localhost:" + listener.getLocalPort();
    }

    public URI address() {
        return URI.create("http://" + host());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                open.add(connection);
                inBackground(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = String.valueOf(lines.readLine());
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {}
            String path = first.replaceFirst("^\\S+ ", "").replaceFirst(" \\S+$", "");
            requests.add(path);
            answer.to(path, connection.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // the client has had enough, or the test is over
        }
    }

    private void inBackground(Runnable work) {
        Thread thread = new Thread(work, "hostile server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}

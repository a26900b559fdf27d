package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that asks for a login, for http by forwarding and for https by tunnels. */
public final class PasswordProxy implements AutoCloseable {

    private static final String REFUSAL = "HTTP/1.1 407 Proxy Authentication Required\r\n"
            + "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket server;
    private final ProxyLogin wanted;
    private final List<String> served = new CopyOnWriteArrayList<>();

    public PasswordProxy(ProxyLogin wanted) throws IOException {
        this.wanted = wanted;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The first lines of the requests that it has carried out. */
    public List<String> served() {
        return served;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String head = head(client.getInputStream());
            String line = head.substring(0, Math.max(0, head.indexOf('\r')));
            if (!head.contains("\r\nProxy-Authorization: " + wanted.header() + "\r\n")) {
                client.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            served.add(line);
            String target = line.split(" ")[1];
            if (line.startsWith("CONNECT ")) {
                tunnel(client, URI.create("https://" + target));
            } else {
                forward(client, URI.create(target), head);
            }
        }
    }

    private static void tunnel(Socket client, URI target) throws IOException {
        try (Socket origin = new Socket(target.getHost(), target.getPort())) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            exchange(client, origin);
        }
    }

    private static void forward(Socket client, URI target, String head) throws IOException {
        try (Socket origin = new Socket(target.getHost(), target.getPort())) {
            String ours = head.replaceFirst(" http://[^/]+", " ")
                    .replaceFirst("\r\nProxy-Authorization: [^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            origin.getOutputStream().write(ours.getBytes(StandardCharsets.ISO_8859_1));
            exchange(client, origin);
        }
    }

    private static void exchange(Socket client, Socket origin) throws IOException {
        InputStream upwards = client.getInputStream();
        OutputStream up = origin.getOutputStream();
        start(() -> {
            upwards.transferTo(up);
            origin.shutdownOutput();
        });
        origin.getInputStream().transferTo(client.getOutputStream());
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next;
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n") && (next = in.read()) >= 0) {
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                assert !e.toString().toLowerCase(Locale.ROOT).contains("refused") : e;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server that speaks either TLS or plain HTTP, and treats those that speak the other one as a certain kind of server does. */
public final class SchemeServer implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

    /** What it does. */
    public enum Kind {
        /** Plain HTTP, and hangs up on TLS: argocd-server with {@code --insecure}. */
        PLAIN_HANGS_UP(false),
        /** Plain HTTP, where every request is a bad one, said in JSON: Argo CD while an operation is in progress. */
        PLAIN_REFUSES(false),
        /** Plain HTTP, which takes TLS for a bad request: most servers. */
        PLAIN_ANSWERS(false),
        /** TLS, which answers plain HTTP with 400: servers written in Go, nginx, Apache. */
        TLS_ANSWERS(true),
        /** TLS, which sends an alert to plain HTTP: servers written in Java. */
        TLS_ALERTS(true),
        /** TLS, and hangs up on plain HTTP: HAProxy, Envoy. */
        TLS_HANGS_UP(true),
        /** TLS, which redirects plain HTTP: argocd-server. Its TLS hangs up here, as if it was starting anew. */
        TLS_REDIRECTS(true),
        /** Nobody is served. */
        HANGS_UP(false);

        private final boolean tls;

        Kind(boolean tls) {
            this.tls = tls;
        }
    }

    private final Kind kind;
    private final SSLContext tls;
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    public SchemeServer(Kind kind, SSLContext tls) throws IOException {
        this.kind = kind;
        this.tls = tls;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scheme-server");
        thread.setDaemon(true);
        thread.start();
    }

    int connections() {
        return connections.get();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                start(() -> answerAndClose(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answerAndClose(Socket accepted) {
        try (Socket connection = accepted) {
            connection.setSoTimeout(5000);
            answer(connection);
        } catch (IOException e) {
            // the client sees it
        }
    }

    private void answer(Socket connection) throws IOException {
        byte[] first = new byte[1];
        if (kind == Kind.HANGS_UP || connection.getInputStream().read(first) < 0) {
            return;
        }
        boolean asksForTls = first[0] == TLS_HANDSHAKE;
        switch (kind) {
            case PLAIN_HANGS_UP -> say(connection, asksForTls ? "" : OK);
            case PLAIN_REFUSES ->
                say(connection, "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{}");
            case PLAIN_ANSWERS -> say(connection, asksForTls ? "HTTP/1.1 400 Bad Request\r\n\r\n" : OK);
            case TLS_ANSWERS -> {
                if (asksForTls) {
                    serveTls(connection, first);
                } else {
                    say(
                            connection,
                            "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
                }
            }
            case TLS_ALERTS -> serveTls(connection, first);
            case TLS_HANGS_UP -> {
                if (asksForTls) {
                    serveTls(connection, first);
                }
            }
            case TLS_REDIRECTS ->
                say(
                        connection,
                        asksForTls ? "" : "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost/\r\n\r\n");
            default -> throw new IllegalStateException();
        }
    }

    private void serveTls(Socket connection, byte[] read) throws IOException {
        InputStream consumed = new java.io.ByteArrayInputStream(read);
        try (SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(connection, consumed, true)) {
            say(secure, OK);
        }
    }

    private static void say(Socket connection, String answer) throws IOException {
        if (answer.isEmpty()) {
            return;
        }
        byte[] some = new byte[4096];
        if (connection.getInputStream().read(some) >= 0) {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        }
        try {
            connection.shutdownOutput();
            connection.getInputStream().skip(Integer.MAX_VALUE);
        } catch (SocketException | UnsupportedOperationException e) {
            // closed by the other side
        }
    }

    boolean speaksTls() {
        return kind.tls;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

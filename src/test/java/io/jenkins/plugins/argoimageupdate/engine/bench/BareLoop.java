package io.jenkins.plugins.argoimageupdate.engine.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that a client can do: sends GET requests over ten kept connections and throws the answers away. What a registry
 * needs for the same requests is the measure of what we need.
 */
final class BareLoop {

    private static final int CONNECTIONS = 10;
    private static final String ACCEPT = "application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.oci.image.index.v1+json,application/vnd.docker.distribution.manifest.v2+json";

    private final URI server;

    BareLoop(URI server) {
        this.server = server;
    }

    /** Sends all requests, each once. */
    void run(List<String> paths) throws Exception {
        Queue<String> queue = new ConcurrentLinkedQueue<>(paths);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                workers.add(threads.submit(() -> drain(queue)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void drain(Queue<String> queue) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String path = queue.poll(); path != null; path = queue.poll()) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAccept: " + ACCEPT
                        + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                readAnswer(in, path);
            }
        }
        return null;
    }

    private static void readAnswer(InputStream in, String path) throws IOException {
        String status = line(in);
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            for (long chunk = -1; chunk != 0; ) {
                chunk = Long.parseLong(line(in), 16);
                in.skipNBytes(chunk);
                line(in);
            }
        } else {
            in.skipNBytes(length);
        }
        if (!status.contains(" 200 ")) {
            throw new IOException(path + ": " + status);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}

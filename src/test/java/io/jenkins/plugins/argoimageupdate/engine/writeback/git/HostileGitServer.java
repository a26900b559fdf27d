package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Speaks just enough of Git's protocol, version 0, to send whatever a test wants. */
public final class HostileGitServer implements AutoCloseable {

    public static final String TIP = "1111111111111111111111111111111111111111";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private volatile Body refs = HostileGitServer::usualRefs;
    private volatile String refsEncoding = "";
    private volatile Body pack = out -> {};

    /** What is sent, for as long as somebody reads it. */
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out) throws IOException;
    }

    public HostileGitServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/app";
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public HostileGitServer refs(Body body) {
        refs = body;
        return this;
    }

    /** Sent as {@code Content-Encoding: gzip}, as it is. */
    public HostileGitServer packedRefs(Body body) {
        refsEncoding = "gzip";
        return refs(body);
    }

    public HostileGitServer pack(Body body) {
        pack = body;
        return this;
    }

    public long sentBytes() {
        return sent.get();
    }

    public static void usualRefs(OutputStream out) throws IOException {
        out.write(
                line(TIP + " HEAD\0symref=HEAD:refs/heads/main multi_ack_detailed shallow ofs-delta agent=hostile\n"));
        out.write(line(TIP + " refs/heads/main\n"));
        out.write(text("0000"));
    }

    public static byte[] line(String text) {
        byte[] payload = text(text);
        byte[] line = new byte[payload.length + 4];
        System.arraycopy(text(hex(line.length)), 0, line, 0, 4);
        System.arraycopy(payload, 0, line, 4, payload.length);
        return line;
    }

    public static byte[] sideBand(int channel, byte[] payload) {
        byte[] packet = new byte[payload.length + 5];
        System.arraycopy(text(hex(packet.length)), 0, packet, 0, 4);
        packet[4] = (byte) channel;
        System.arraycopy(payload, 0, packet, 5, payload.length);
        return packet;
    }

    private static String hex(int length) {
        return Integer.toHexString(0x10000 | length).substring(1);
    }

    public static byte[] packHeader(int objects) {
        return ByteBuffer.allocate(12)
                .put(text("PACK"))
                .putInt(2)
                .putInt(objects)
                .array();
    }

    /** Type and inflated size of an object. */
    public static byte[] objectHeader(int type, long size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = size >>> 4;
        out.write((int) (type << 4 | size & 15) | (left > 0 ? 0x80 : 0));
        while (left > 0) {
            long next = left >>> 7;
            out.write((int) (left & 0x7f) | (next > 0 ? 0x80 : 0));
            left = next;
        }
        return out.toByteArray();
    }

    public static byte[] deflated(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9))) {
            deflater.write(data);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean lists = path.endsWith("/info/refs");
            String service = lists
                    ? exchange.getRequestURI().getQuery().replace("service=", "")
                    : path.substring(path.lastIndexOf('/') + 1);
            exchange.getResponseHeaders()
                    .set("Content-Type", "application/x-" + service + (lists ? "-advertisement" : "-result"));
            if (lists && !refsEncoding.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Encoding", refsEncoding);
            }
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = counting(exchange.getResponseBody());
            if (lists) {
                if (refsEncoding.isEmpty()) {
                    out.write(line("# service=" + service + "\n"));
                    out.write(text("0000"));
                }
                refs.write(out);
            } else {
                out.write(line("shallow " + TIP));
                out.write(text("0000"));
                out.write(line("NAK\n"));
                pack.write(out);
            }
        }
    }

    private OutputStream counting(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
                sent.addAndGet(length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

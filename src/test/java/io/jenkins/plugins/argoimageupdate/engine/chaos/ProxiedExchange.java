package io.jenkins.plugins.argoimageupdate.engine.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One request of a client, and the connection that it came by; each has a connection of its own. */
public final class ProxiedExchange {

    private static final int TLS_HANDSHAKE = 0x16;
    private static final String LINE_END = "\r\n";
    private static final List<String> OF_THE_CONNECTION =
            List.of("connection:", "upgrade:", "http2-settings:", "expect:", "keep-alive:");

    private final URI server;
    private final Socket client;
    private final String line;
    private final byte[] request;

    private ProxiedExchange(URI server, Socket client, String line, byte[] request) {
        this.server = server;
        this.client = client;
        this.line = line;
        this.request = request;
    }

    /** Reads a whole request. */
    public static ProxiedExchange read(URI server, Socket client) throws IOException {
        InputStream in = client.getInputStream();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String first = line(in);
        write(whole, first);
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("expect:")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            if (OF_THE_CONNECTION.stream().noneMatch(lower::startsWith)) {
                write(whole, header);
            }
        }
        write(whole, "Connection: close");
        write(whole, "");
        if (chunked) {
            readChunks(in, whole);
        } else {
            whole.write(in.readNBytes((int) length));
        }
        return new ProxiedExchange(server, client, first, whole.toByteArray());
    }

    private static void readChunks(InputStream in, ByteArrayOutputStream whole) throws IOException {
        int size;
        do {
            String head = line(in);
            write(whole, head);
            size = Integer.parseInt(head.replaceFirst(";.*", "").strip(), 16);
            whole.write(in.readNBytes(size));
            write(whole, line(in));
        } while (size > 0);
    }

    private static void write(ByteArrayOutputStream whole, String text) {
        whole.writeBytes((text + LINE_END).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the client has gone");
            }
            if (c == TLS_HANDSHAKE) {
                throw new EOFException("the client speaks TLS");
            }
            text.append((char) c);
        }
        return text.toString().stripTrailing();
    }

    /** Such as {@code GET /v2/org/app/tags/list HTTP/1.1}. */
    public String requestLine() {
        return line;
    }

    /** Answers in place of the server. */
    void answer(int status, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Fault" + LINE_END);
        for (String header : headers) {
            head.append(header).append(LINE_END);
        }
        head.append("Content-Length: ").append(bytes.length).append(LINE_END);
        head.append("Connection: close").append(LINE_END).append(LINE_END);
        client.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().write(bytes);
    }

    /** Lets the server do what is asked; its answer is lost. */
    public void carryOut() throws IOException {
        try (Socket upstream = send()) {
            upstream.getInputStream().readAllBytes();
        }
    }

    /** Passes the answer on as it comes, no more than so many bytes of it. */
    public void forward(int limit) throws IOException {
        try (Socket upstream = send()) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[8192];
            int left = limit;
            for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
                out.write(buffer, 0, Math.min(n, left));
                out.flush();
                left -= n;
            }
        }
    }

    /** Passes the whole answer on with one byte of its body inverted. */
    void forwardGarbled(int position) throws IOException {
        byte[] answer;
        try (Socket upstream = send()) {
            answer = upstream.getInputStream().readAllBytes();
        }
        int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf(LINE_END + LINE_END) + 4;
        int at = body + position;
        if (body > 3 && at < answer.length) {
            answer[at] = (byte) ~answer[at];
        }
        client.getOutputStream().write(answer);
    }

    /** Returns when the client has closed its connection. */
    void awaitClient() throws IOException {
        while (client.getInputStream().read() >= 0) {
            Thread.onSpinWait();
        }
    }

    /** Breaks the connection off. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private Socket send() throws IOException {
        Socket upstream = new Socket(server.getHost(), server.getPort());
        try {
            upstream.getOutputStream().write(request);
            return upstream;
        } catch (IOException e) {
            upstream.close();
            throw e;
        }
    }
}

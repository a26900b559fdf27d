package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import static io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.head;
import static io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.write;
import static io.jenkins.plugins.argoimageupdate.jenkins.hostile.Streams.repeat;

import com.google.common.hash.Hashing;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.Answer;
import io.jenkins.plugins.argoimageupdate.engine.http.Turns;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A registry that answers each first page of a list of tags in another way, and all that follows from it accordingly. */
public final class HostileRegistry implements Answer {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String NEXT = "Link: </v2/org/app/tags/list?page=%d>; rel=\"next\"";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Turns<Supplier<Answer>> turns;
    private volatile Answer current = (path, out) -> head(out, "404 Not Found");

    public HostileRegistry(Turns<Supplier<Answer>> turns) {
        this.turns = turns;
    }

    @Override
    public void to(String path, OutputStream out) throws IOException, InterruptedException {
        if (path.contains("/tags/list") && !path.contains("page=")) {
            current = turns.next().get();
        }
        current.to(path, out);
    }

    public static Turns<Supplier<Answer>> turns(URI tokenServer) {
        Turns<Supplier<Answer>> turns = new Turns<>();
        lists(turns);
        tokens(turns, tokenServer);
        manifests(turns);
        return turns;
    }

    private static void lists(Turns<Supplier<Answer>> turns) {
        then(turns, "a tag of 19 MB on each page", (path, out) -> {
            head(out, "200 OK", NEXT.formatted(COUNT.incrementAndGet()));
            write(out, "{\"tags\":[\"");
            repeat(out, "x", 19);
            write(out, "\"]}");
        });
        then(turns, "ten million empty objects", list("{}", ",{}", 30, ""));
        then(turns, "one byte after another", (path, out) -> {
            head(out, "200 OK");
            write(out, "{\"tags\":[");
            Streams.trickle(out);
        });
        then(turns, "400,000 tags", (path, out) -> {
            head(out, "200 OK");
            StringBuilder tags = new StringBuilder("{\"tags\":[\"a\"");
            for (int i = 0; i < 400_000; i++) {
                tags.append(",\"").append("t".repeat(60)).append(i).append('"');
            }
            write(out, tags.append("]}").toString());
        });
        then(turns, "a Link of <<<<", (path, out) -> {
            head(out, "200 OK", "Link: " + "<".repeat(100_000));
            write(out, "{\"tags\":[\"v1\"]}");
        });
        then(turns, "never an answer", (path, out) -> HostileServer.forEver());
        then(turns, "pages without an end", (path, out) -> {
            head(out, "200 OK", NEXT.formatted(COUNT.incrementAndGet()));
            write(out, "{\"tags\":[\"" + COUNT.get() + "\"]}");
        });
        then(turns, "nesting without an end", list("", "[", 10, ""));
        then(turns, "a body that stalls", (path, out) -> {
            head(out, "200 OK", "Content-Length: 1000000");
            write(out, "{\"tags\":[\"v1\",");
            HostileServer.forEver();
        });
        then(
                turns,
                "information without an end",
                (path, out) -> Streams.forEver(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"));
        then(turns, "headers without an end", (path, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            Streams.forEver(out, "X-Header: " + "x".repeat(1_000) + "\r\n");
        });
        then(turns, "chunks without an end", (path, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked");
            write(out, "9\r\n{\"tags\":[\r\n");
            Streams.forEver(out, "1000\r\n" + " ".repeat(0x1000) + "\r\n");
        });
        then(turns, "an error without an end", (path, out) -> {
            head(out, "403 Forbidden");
            repeat(out, "x", 500);
        });
        then(turns, "an error with hostile text", (path, out) -> {
            head(out, "403 Forbidden", "Content-Type: application/json");
            write(out, "{\"errors\":[{\"code\":\"DENIED\",\"message\":" + quoted(HostileStrings.all()) + "}]}");
        });
        then(turns, "tags with hostile text", (path, out) -> {
            head(out, "200 OK");
            write(out, "{\"tags\":[\"v1\"," + quoted(HostileStrings.all()) + "]}");
        });
        then(
                turns,
                "a far Retry-After",
                (path, out) -> head(out, "429 Too Many Requests", "Retry-After: 9223372036854775807"));
        then(
                turns,
                "redirects without an end",
                (path, out) -> head(out, "302 Found", "Location: /v2/hop/tags/list?page=" + COUNT.incrementAndGet()));
        then(
                turns,
                "a redirect to nowhere",
                (path, out) -> head(out, "302 Found", "Location: http://[::1/" + "x".repeat(9_000)));
        then(turns, "no HTTP", (path, out) -> repeat(out, "SSH-2.0-x\r\n", 1));
        then(turns, "a body cut off", (path, out) -> {
            head(out, "200 OK", "Content-Length: 1000000");
            write(out, "{\"tags\":[\"v1\"");
        });
        then(turns, "a compressed body that nobody asked for", (path, out) -> {
            head(out, "200 OK", "Content-Encoding: gzip");
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        });
    }

    private static Answer list(String start, String part, int megabytes, String end) {
        return (path, out) -> {
            head(out, "200 OK");
            write(out, "{\"tags\":[" + start);
            repeat(out, part, megabytes);
            write(out, end + "]}");
        };
    }

    /** What {@link #tokenServer} answers, by name. */
    private static final Map<String, String> TOKENS = Map.of(
            "a token that breaks headers", "{\"token\":\"s3cr3t\\r\\nX: y\"}",
            "a token outside of ASCII", "{\"token\":\"s3cr3t\\u00e9\\ud83d\\ude00\"}",
            "a token for ever", "{\"token\":\"s3cr3t\",\"expires_in\":9223372036854775807}",
            "a token from far ahead",
                    "{\"token\":\"s3cr3t\",\"expires_in\":1e999,\"issued_at\":\"+999999999-12-31T23:59:60Z\"}",
            "a token of 30 MB", "{\"token\":\"" + "s".repeat(30 << 20) + "\"}",
            "a token nested without an end", "{\"token\":" + "[".repeat(1 << 20));

    /** Gives hostile tokens to who was sent there. */
    public static HostileServer tokenServer() throws IOException {
        return HostileServer.start((path, out) -> {
            head(out, "200 OK", "Content-Type: application/json");
            write(
                    out,
                    TOKENS.get(
                            URLDecoder.decode(path.replaceFirst("[?&].*", "").substring(1), StandardCharsets.UTF_8)));
        });
    }

    private static void tokens(Turns<Supplier<Answer>> turns, URI tokenServer) {
        for (String name : TOKENS.keySet()) {
            String realm = tokenServer + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            then(
                    turns,
                    name,
                    (path, out) -> head(
                            out, "401 Unauthorized", "WWW-Authenticate: Bearer realm=\"" + realm + "\",service=\"s\""));
        }
        then(
                turns,
                "a challenge without an end",
                (path, out) ->
                        head(out, "401 Unauthorized", "WWW-Authenticate: Bearer realm=\"" + "\\\"".repeat(50_000)));
    }

    private static void then(Turns<Supplier<Answer>> turns, String name, Answer answer) {
        turns.then(name, () -> answer);
    }

    private static void manifests(Turns<Supplier<Answer>> turns) {
        turns.then(
                "an index of indexes",
                () -> image(content -> {
                    String note = "" + COUNT.incrementAndGet();
                    String config = put(
                            content,
                            "{\"created\":\"2026-01-01T00:00:00Z\",\"os\":\"linux\",\"architecture\":\"amd64\"}");
                    List<String> below = List.of(put(content, manifest(config)));
                    for (int depth = 0; depth < 3; depth++) {
                        List<String> children = below;
                        below = IntStream.range(0, 60)
                                .mapToObj(i -> put(content, index(children, note + i)))
                                .toList();
                    }
                    return index(below, note);
                }));
        turns.then("a manifest of 30 MB", () -> image(content -> "{\"config\":{}," + " ".repeat(30 << 20) + "}"));
        turns.then(
                "a manifest of empty objects",
                () -> image(content -> "{\"config\":[{}" + ",{}".repeat(1 << 20) + "]}"));
        turns.then("a manifest nested without an end", () -> image(content -> "{\"config\":" + "[".repeat(1 << 20)));
        for (String date : List.of(
                "+999999999-12-31T23:59:59.999999999Z",
                "9999-99-99T99:99:99Z",
                "0000-00-00T00:00:00Z",
                "x".repeat(1 << 20))) {
            turns.then(
                    "a date of " + date.substring(0, 10),
                    () -> image(content -> manifest(put(
                            content, "{\"created\":\"" + date + "\",\"os\":\"linux\",\"architecture\":\"amd64\"}"))));
        }
        turns.then(
                "labels with hostile text",
                () -> image(content -> manifest(put(
                        content,
                        "{\"created\":\"2026-01-01T00:00:00Z\",\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"Labels\":{"
                                + quoted("org.opencontainers.image.revision") + ":" + quoted(HostileStrings.all())
                                + "}}}"))));
        then(turns, "another digest than it says", (path, out) -> {
            head(out, "200 OK", "Docker-Content-Digest: sha256:" + "0".repeat(64), "Content-Type: " + MANIFEST);
            write(
                    out,
                    path.contains("/tags/list")
                            ? "{\"tags\":[\"" + tag() + "\"]}"
                            : manifest("sha256:" + "1".repeat(64)));
        });
    }

    /** One new tag of an image whose documents are made when it is listed. */
    private static Answer image(Function<Map<String, String>, String> top) {
        Map<String, String> content = new ConcurrentHashMap<>();
        return (path, out) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.contains("/tags/list")) {
                content.clear();
                String tag = tag();
                content.put(tag, top.apply(content));
                head(out, "200 OK");
                write(out, "{\"tags\":[\"" + tag + "\"]}");
            } else if (content.containsKey(name)) {
                String text = content.get(name);
                head(
                        out,
                        "200 OK",
                        "Content-Type: " + (text.contains("\"manifests\"") ? INDEX : MANIFEST),
                        "Docker-Content-Digest: " + digest(text));
                write(out, text);
            } else {
                head(out, "404 Not Found");
            }
        };
    }

    private static String tag() {
        return "v1.0." + COUNT.incrementAndGet();
    }

    private static String digest(String text) {
        return "sha256:" + Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
    }

    private static String put(Map<String, String> content, String text) {
        content.put(digest(text), text);
        return digest(text);
    }

    private static String manifest(String config) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":{\"digest\":\"" + config + "\"}}";
    }

    private static String index(List<String> children, String note) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"annotations\":{\"note\":\"" + note
                + "\"},\"manifests\":["
                + children.stream()
                        .map(child -> "{\"digest\":\"" + child
                                + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}

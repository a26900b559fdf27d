package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import static io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.head;
import static io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.write;
import static io.jenkins.plugins.argoimageupdate.jenkins.hostile.Streams.repeat;

import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.Answer;
import io.jenkins.plugins.argoimageupdate.engine.http.Turns;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** What a hostile Argo CD answers to whatever it is asked. */
public final class HostileArgoCd {

    private static final String START =
            "{\"metadata\":{\"name\":\"shop\",\"namespace\":\"argocd\",\"annotations\":{\"a\":\"b\"";

    private HostileArgoCd() {}

    public static Turns<Answer> turns() {
        AtomicInteger count = new AtomicInteger();
        Turns<Answer> turns = new Turns<>();
        turns.then("an Application of millions of values", json("{\"status\":[1", ",{}", 20, "]}"));
        turns.then("as many values as it may have", json("{\"status\":[{}", ",{\"a\":{}}", 3, "]}"));
        turns.then("text with hostile characters", (path, out) -> {
            head(out, "500 Internal Server Error", "Content-Type: application/json");
            write(out, "{\"message\":" + JsonMapper.shared().writeValueAsString(HostileStrings.all()) + "}");
        });
        turns.then("nesting without an end", json("{\"status\":", "[", 5, ""));
        turns.then("a name of 30 MB", json("{\"metadata\":{\"name\":\"", "x", 30, "\"}}"));
        turns.then("one byte after another", (path, out) -> {
            head(out, "200 OK", "Content-Type: application/json");
            Streams.trickle(out);
        });
        turns.then("an error without an end", (path, out) -> {
            head(out, "500 Internal Server Error");
            repeat(out, "x", 500);
        });
        turns.then("many annotations", (path, out) -> {
            head(out, "200 OK", "Content-Type: application/json");
            StringBuilder annotations = new StringBuilder(START);
            for (int i = 0; i < 300_000; i++) {
                annotations
                        .append(",\"argocd-image-updater.argoproj.io/")
                        .append(i)
                        .append(".allow-tags\":\"regexp:(\"");
            }
            write(out, annotations.append("}}}").toString());
        });
        turns.then(
                "an image list without an end",
                json(START + ",\"argocd-image-updater.argoproj.io/image-list\":\"x", ",a=b/c:1", 3, "\"}}}"));
        turns.then("never an answer", (path, out) -> HostileServer.forEver());
        turns.then("numbers without an end", json("{\"status\":{\"history\":[{\"id\":1", "9", 1, "}]}}"));
        turns.then("far dates", (path, out) -> {
            head(out, "200 OK", "Content-Type: application/json");
            write(
                    out,
                    START + "}},\"status\":{\"reconciledAt\":\"+999999999-12-31T23:59:60Z\",\"operationState\":{"
                            + "\"startedAt\":\"9999999999999-01-01T00:00:00Z\",\"finishedAt\":\"0000-00-00T00:00:00Z\"},"
                            + "\"history\":[{\"deployedAt\":\"" + "9".repeat(50_000) + "\"}]}}");
        });
        turns.then("a body that stalls", (path, out) -> {
            head(out, "200 OK", "Content-Length: 1000000");
            write(out, START);
            HostileServer.forEver();
        });
        turns.then(
                "redirects without an end",
                (path, out) -> head(out, "302 Found", "Location: /api/v1/hop/" + count.incrementAndGet()));
        turns.then("headers without an end", (path, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            Streams.forEver(out, "X-Header: " + "x".repeat(1_000) + "\r\n");
        });
        turns.then("a login page", json("<html><body>", "<p>\u001B[31mlog in</p>", 1, "</body></html>"));
        turns.then("a body cut off", (path, out) -> {
            head(out, "200 OK", "Content-Length: 1000000");
            write(out, START);
        });
        turns.then(
                "a far Retry-After",
                (path, out) -> head(out, "429 Too Many Requests", "Retry-After: 9223372036854775807"));
        turns.then("a session that breaks headers", json("{\"token\":\"s3cr3t\\r\\nX: y", "", 0, "\"}"));
        turns.then("a session of 30 MB", json("{\"token\":\"", "s", 30, "\"}"));
        turns.then("a session for ever", (path, out) -> {
            head(out, "200 OK", "Content-Type: application/json");
            String claims = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"exp\":9223372036854775807}".getBytes(StandardCharsets.UTF_8));
            write(out, "{\"token\":\"e30." + claims + ".x\"}");
        });
        return turns;
    }

    private static Answer json(String start, String part, int megabytes, String end) {
        return (path, out) -> {
            head(out, "200 OK", "Content-Type: application/json");
            write(out, start);
            if (megabytes > 0) {
                repeat(out, part, megabytes);
            }
            write(out, end);
        };
    }
}

package io.jenkins.plugins.argoimageupdate.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git's smart HTTP protocol: {@code info/refs}, {@code git-upload-pack} and {@code git-receive-pack}. */
final class GitHttpHandler implements HttpHandler {

    private static final String UPLOAD = "git-upload-pack";
    private static final String RECEIVE = "git-receive-pack";

    private final EmbeddedGitServer server;

    GitHttpHandler(EmbeddedGitServer server) {
        this.server = server;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!isAllowedIn(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Git\"");
                refuse(exchange, 401, "Authentication failed");
            } else if (path.endsWith("/info/refs")) {
                advertise(exchange, repositoryName(path, "/info/refs"));
            } else if (path.endsWith("/" + UPLOAD)) {
                serve(exchange, UPLOAD, repositoryName(path, "/" + UPLOAD));
            } else if (path.endsWith("/" + RECEIVE)) {
                serve(exchange, RECEIVE, repositoryName(path, "/" + RECEIVE));
            } else {
                refuse(exchange, 404, "Not found");
            }
        }
    }

    private static String repositoryName(String path, String end) {
        return path.substring(1, path.length() - end.length());
    }

    private boolean isAllowedIn(HttpExchange exchange) {
        if (server.login().isEmpty()) {
            return true;
        }
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(server.login().getBytes(StandardCharsets.UTF_8));
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private void advertise(HttpExchange exchange, String name) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String service = query.startsWith("service=") ? query.substring("service=".length()) : "";
        try (Repository repository = server.open(name)) {
            if (!isServed(exchange, repository, service)) {
                return;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            PacketLineOut lines = new PacketLineOut(body);
            PacketLineOutRefAdvertiser refs = new PacketLineOutRefAdvertiser(lines);
            if (service.equals(UPLOAD)) {
                uploadPack(exchange, repository).sendAdvertisedRefs(refs, service);
            } else {
                lines.writeString("# service=" + service + "\n");
                lines.end();
                receivePack(repository).sendAdvertisedRefs(refs);
            }
            answer(exchange, 200, "application/x-" + service + "-advertisement", body.toByteArray());
        }
    }

    private void serve(HttpExchange exchange, String service, String name) throws IOException {
        try (Repository repository = server.open(name)) {
            if (!isServed(exchange, repository, service)) {
                return;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (InputStream in = body(exchange)) {
                if (service.equals(UPLOAD)) {
                    upload(uploadPack(exchange, repository), in, out);
                } else {
                    receivePack(repository).receive(in, out, null);
                }
            }
            answer(exchange, 200, "application/x-" + service + "-result", out.toByteArray());
        }
    }

    /** As Git does, says what is asked for that is not there. */
    private static void upload(UploadPack upload, InputStream in, ByteArrayOutputStream out) throws IOException {
        try {
            upload.uploadWithExceptionPropagation(in, out, null);
        } catch (IOException e) {
            out.reset();
            new PacketLineOut(out).writeString("ERR upload-pack: not our ref: " + e.getMessage() + "\n");
        }
    }

    private boolean isServed(HttpExchange exchange, @Nullable Repository repository, String service)
            throws IOException {
        if (repository == null || !service.equals(UPLOAD) && !service.equals(RECEIVE)) {
            refuse(exchange, 404, "Repository not found");
            return false;
        }
        if (service.equals(RECEIVE) && server.isReadOnly()) {
            refuse(exchange, 403, "Write access to repository not granted");
            return false;
        }
        return true;
    }

    /** Read whole at first: the stream of the JDK's server would let JGit's {@code skip} wait for more than there is. */
    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream raw = new ByteArrayInputStream(exchange.getRequestBody().readAllBytes());
        boolean gzip = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return gzip ? new GZIPInputStream(raw) : raw;
    }

    private UploadPack uploadPack(HttpExchange exchange, @Nullable Repository repository) {
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.setPostUploadHook(statistics -> server.countFetch());
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (protocol != null) {
            upload.setExtraParameters(Arrays.asList(protocol.split(":")));
        }
        return upload;
    }

    private ReceivePack receivePack(@Nullable Repository repository) {
        ReceivePack receive = new ReceivePack(repository);
        receive.setBiDirectionalPipe(false);
        receive.setAllowNonFastForwards(false);
        receive.setPreReceiveHook((pack, commands) -> {
            server.countPush();
            for (ReceiveCommand command : commands) {
                if (server.isProtected(command.getRefName())) {
                    pack.sendMessage("Changes to " + command.getRefName() + " need a pull request.");
                    command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "protected branch hook declined");
                }
            }
        });
        return receive;
    }

    private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answer(exchange, status, "text/plain", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().put("Content-Type", List.of(type));
        exchange.getResponseHeaders().put("Cache-Control", List.of("no-cache"));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

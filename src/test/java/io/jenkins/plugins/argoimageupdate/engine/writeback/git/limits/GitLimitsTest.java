package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Servers that send without an end, or little that unfolds to much. */
public class GitLimitsTest {

    private static final int COMMIT = 1;
    private static final int TREE = 2;
    private static final int BLOB = 3;
    private static final int OFFSET_DELTA = 6;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostileGitServer server;

    @Before
    public void start() throws IOException {
        server = new HostileGitServer();
    }

    @After
    public void stop() {
        server.close();
    }

    @Test(timeout = 60_000)
    public void refusesACommitThatSaysItHasGigabytes() {
        server.pack(out -> {
            out.write(HostileGitServer.packHeader(1));
            out.write(HostileGitServer.objectHeader(COMMIT, 1_500_000_000));
            out.write(HostileGitServer.deflated(new byte[60_000]));
        });
        assertRefused("a commit or directory of more than 16 MiB");
    }

    @Test(timeout = 60_000)
    public void refusesADirectoryThatSaysItHasGigabytes() {
        server.pack(out -> {
            out.write(HostileGitServer.packHeader(1));
            out.write(HostileGitServer.objectHeader(TREE, 1L << 50));
        });
        assertRefused("a commit or directory of more than 16 MiB");
    }

    @Test(timeout = 60_000)
    public void refusesAFileThatUnfoldsToGigabytes() {
        server.pack(out -> {
            out.write(HostileGitServer.packHeader(1));
            out.write(HostileGitServer.objectHeader(BLOB, 3L << 30));
        });
        assertRefused("a file of more than 128 MiB");
    }

    @Test(timeout = 60_000)
    public void refusesAPackOfMoreObjectsThanThereIsRoomFor() {
        server.pack(out -> out.write(HostileGitServer.packHeader(Integer.MAX_VALUE)));
        assertRefused("a pack of 2147483647 objects");
    }

    @Test(timeout = 60_000)
    public void refusesMoreObjectsThanAnIntCanCount() {
        server.pack(out -> out.write(HostileGitServer.packHeader(-1)));
        assertRefused("a pack of 4294967295 objects");
    }

    @Test(timeout = 60_000)
    public void refusesADeltaThatUnfoldsToGigabytes() {
        server.pack(out -> {
            out.write(HostileGitServer.packHeader(2));
            byte[] base = object(BLOB, new byte[0], new byte[1000]);
            out.write(base);
            ByteArrayOutputStream delta = new ByteArrayOutputStream();
            delta.write(varint(1000));
            delta.write(varint(2_000_000_000));
            out.write(object(OFFSET_DELTA, offset(base.length), delta.toByteArray()));
        });
        assertRefused("a file of more than 128 MiB");
    }

    /** Each is small enough, but JGit keeps those with several children while it unfolds them. */
    @Test(timeout = 60_000)
    public void refusesDeltasThatPileUp() {
        server.pack(out -> {
            int size = 100 << 20;
            out.write(HostileGitServer.packHeader(4));
            byte[] last = object(BLOB, new byte[0], new byte[1000]);
            out.write(last);
            for (int i = 0; i < 3; i++) {
                ByteArrayOutputStream delta = new ByteArrayOutputStream();
                delta.write(varint(i == 0 ? 1000 : size));
                delta.write(varint(size));
                last = object(OFFSET_DELTA, offset(last.length), delta.toByteArray());
                out.write(last);
            }
        });
        assertRefused("deltas that unfold to more than 256 MiB");
    }

    @Test(timeout = 60_000)
    public void endsAnEndlessPackAndLeavesNothingOnTheDisk() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        byte[] object = object(BLOB, new byte[0], noise);
        server.pack(out -> {
            out.write(HostileGitServer.packHeader(1_000_000));
            while (true) {
                out.write(object);
            }
        });
        GitException failure = failure(GitLimits.DEFAULT.withPackBytes(3 << 20));
        assertThat(failure)
                .hasMessageContaining(server.host() + " sent more than 3 MiB")
                .extracting(GitException::reason)
                .isEqualTo(Reason.MALFORMED_ANSWER);
        try (var files = Files.walk(cache())) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(10_000);
        }
    }

    @Test(timeout = 60_000)
    public void endsAnEndlessListOfBranches() {
        server.refs(out -> {
            out.write(HostileGitServer.line(HostileGitServer.TIP
                    + " HEAD\0symref=HEAD:refs/heads/main multi_ack_detailed shallow ofs-delta\n"));
            for (long i = 0; true; i++) {
                out.write(HostileGitServer.line(HostileGitServer.TIP + " refs/heads/" + i + "x".repeat(500) + "\n"));
            }
        });
        assertRefused("more than 16 MiB of names of branches and messages");
    }

    @Test(timeout = 60_000)
    public void endsAListOfBranchesThatUnfoldsToGigabytes() {
        server.packedRefs(out -> {
            OutputStream zip = new GZIPOutputStream(out);
            zip.write(HostileGitServer.line("# service=git-upload-pack\n"));
            byte[] line = HostileGitServer.line("x".repeat(60_000));
            while (true) {
                zip.write(line);
            }
        });
        assertRefused("more than 16 MiB of names of branches and messages");
        assertThat(server.sentBytes()).isLessThan(8 << 20);
    }

    @Test(timeout = 60_000)
    public void endsMessagesWithoutAnEnd() {
        server.refs(out -> {
            out.write(HostileGitServer.line(HostileGitServer.TIP
                    + " HEAD\0symref=HEAD:refs/heads/main multi_ack_detailed shallow ofs-delta side-band-64k\n"));
            out.write(HostileGitServer.line(HostileGitServer.TIP + " refs/heads/main\n"));
            out.write("0000".getBytes());
        });
        byte[] text = HostileGitServer.sideBand(2, "x".repeat(60_000).getBytes());
        server.pack(out -> {
            while (true) {
                out.write(text);
            }
        });
        GitException failure = failure(GitLimits.DEFAULT.withPackBytes(32 << 20));
        assertThat(failure).hasMessageContaining(server.host() + " sent more than 32 MiB");
    }

    @Test(timeout = 60_000)
    public void endsPacketsThatSayNothing() {
        server.pack(out -> {
            byte[] nothing = "0005\2".repeat(10_000).getBytes();
            while (true) {
                out.write(nothing);
            }
        });
        assertThat(failure(GitLimits.DEFAULT.withPackBytes(1 << 20)).reason()).isNotEqualTo(Reason.STORAGE);
    }

    @Test(timeout = 60_000)
    public void endsAServerThatTrickles() {
        server.refs(out -> {
            byte[] line = HostileGitServer.line(HostileGitServer.TIP + " refs/heads/" + "x".repeat(60_000));
            for (byte next : line) {
                out.write(next);
                out.flush();
                pause();
            }
        });
        assertThat(failure(GitLimits.DEFAULT.withOperation(Duration.ofSeconds(1))))
                .hasMessageContaining(server.host() + " took longer than 1.0 s for the whole operation")
                .extracting(GitException::reason)
                .isEqualTo(Reason.TIMEOUT);
    }

    /** Such a write has no time limit of its own, and no interrupt ends it. */
    @Test(timeout = 60_000)
    public void endsAPushToAServerThatDoesNotRead() throws IOException {
        byte[] noise = new byte[40 << 20];
        new Random(3).nextBytes(noise);
        CountDownLatch over = new CountDownLatch(1);
        HttpServer deaf = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (EmbeddedGitServer git =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            URI behind = URI.create(git.createRepository("app", Map.of("a", "1\n")));
            deaf.createContext("/", exchange -> answer(exchange, behind, over));
            deaf.setExecutor(task -> new Thread(task).start());
            deaf.start();
            String url = "http://127.0.0.1:" + deaf.getAddress().getPort() + "/app";
            GitException failure = catchThrowableOfType(
                    GitException.class,
                    () -> workspace(GitLimits.DEFAULT.withOperation(Duration.ofSeconds(10)))
                            .commit(
                                    GitRemote.of(url, new GitCredentials.Anonymous()),
                                    BranchChange.on(
                                            "main", tip -> Optional.of(new CommitDraft(Map.of("big", noise), "big")))));
            assertThat(failure).hasMessageContaining("took longer than 10.0 s");
        } finally {
            over.countDown();
            deaf.stop(0);
        }
    }

    /** As the server behind, but for packs that are pushed: these stay where they are. */
    private static void answer(HttpExchange exchange, URI behind, CountDownLatch over) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith("/git-receive-pack")) {
                over.await();
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            behind.resolve(exchange.getRequestURI().toString()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String header : List.of("Git-Protocol", "Content-Type", "Content-Encoding")) {
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                        .ifPresent(value -> request.header(header, value));
            }
            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test(timeout = 60_000)
    public void blamesTheServerAndNotTheDiskForBrokenObjects() {
        server.pack(out -> {
            out.write(HostileGitServer.packHeader(1));
            out.write(object(BLOB, new byte[0], "x".getBytes()));
            out.write(new byte[20]);
        });
        assertThat(failure(GitLimits.DEFAULT))
                .hasMessageContaining("the server sent objects that are broken")
                .extracting(GitException::reason)
                .isEqualTo(Reason.MALFORMED_ANSWER);
    }

    @Test(timeout = 60_000)
    public void doesNotFetchFilesOneByOneFromAServerThatIsNoGitServer() throws IOException {
        var plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                byte[] list = (HostileGitServer.TIP + "\trefs/heads/main\n").getBytes();
                exchange.sendResponseHeaders(200, list.length);
                exchange.getResponseBody().write(list);
            }
        });
        plain.start();
        try {
            GitException failure = catchThrowableOfType(
                    GitException.class,
                    () -> workspace(GitLimits.DEFAULT)
                            .read(
                                    GitRemote.of(
                                            "http://127.0.0.1:"
                                                    + plain.getAddress().getPort() + "/app",
                                            new GitCredentials.Anonymous()),
                                    "main",
                                    tree -> tree.read("a")));
            assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
        } finally {
            plain.stop(0);
        }
    }

    private void assertRefused(String words) {
        assertThat(failure(GitLimits.DEFAULT))
                .hasMessageContaining(server.host() + " sent")
                .hasMessageContaining(words)
                .extracting(GitException::reason)
                .isEqualTo(Reason.MALFORMED_ANSWER);
    }

    private GitException failure(GitLimits limits) {
        return catchThrowableOfType(
                GitException.class,
                () -> workspace(limits)
                        .read(
                                GitRemote.of(server.url(), new GitCredentials.Anonymous()),
                                "main",
                                tree -> tree.read("a")));
    }

    private GitWorkspace workspace(GitLimits limits) {
        return new GitWorkspace(cache(), attempt -> {}, Clock.systemUTC(), limits);
    }

    private Path cache() {
        return folder.getRoot().toPath().resolve("cache");
    }

    private static byte[] object(int type, byte[] base, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HostileGitServer.objectHeader(type, data.length));
        out.writeBytes(base);
        out.writeBytes(HostileGitServer.deflated(data));
        return out.toByteArray();
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = value;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
        return out.toByteArray();
    }

    /** As {@code gitformat-pack} writes the distance to a delta's base. */
    private static byte[] offset(int distance) {
        if (distance < 0x80) {
            return new byte[] {(byte) distance};
        }
        int high = (distance >> 7) - 1;
        return new byte[] {(byte) (high | 0x80), (byte) (distance & 0x7f)};
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
}

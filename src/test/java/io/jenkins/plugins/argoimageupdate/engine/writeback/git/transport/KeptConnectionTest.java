package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.chaos.ProxiedExchange;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.PushOutcome;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Servers close connections that they had kept open, which a client may notice only when it has sent its next request. */
public class KeptConnectionTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger closing = new AtomicInteger();
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private EmbeddedGitServer server;
    private ServerSocket listener;
    private String closed = "";

    @Before
    public void start() throws IOException {
        server = EmbeddedGitServer.start(folder.newFolder("server").toPath());
        server.createRepository("app", Map.of("values.yaml", "tag: 1\n"));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    @After
    public void stop() throws IOException {
        listener.close();
        threads.shutdownNow();
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    /** Answers without a word of an end, so that the client keeps the connection. */
    private void serve(Socket client) {
        try (client) {
            while (true) {
                ProxiedExchange exchange = ProxiedExchange.read(URI.create(server.url("")), client);
                if (exchange.requestLine().contains(closed) && closing.getAndDecrement() > 0) {
                    unanswered.add(exchange.requestLine());
                    return;
                }
                exchange.forward(Integer.MAX_VALUE);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private PushOutcome commit(String requests, int times) throws InterruptedException {
        closed = requests;
        closing.set(times);
        GitRemote remote =
                GitRemote.of("http://127.0.0.1:" + listener.getLocalPort() + "/app", new GitCredentials.Anonymous());
        return new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                .commit(remote, BranchChange.on("main", Edits.put("values.yaml", "tag: 2\n")));
    }

    @Test
    public void aFetchThatNobodyReadDidNotFailTheUpdate() throws IOException, InterruptedException {
        assertThat(commit("POST /app/git-upload-pack", 1)).isInstanceOf(PushOutcome.Pushed.class);
        assertThat(unanswered).hasSize(1);
        assertThat(server.commits("app", "main")).isEqualTo(2);
    }

    @Test
    public void aPushThatNobodyReadDidNotFailTheUpdate() throws IOException, InterruptedException {
        assertThat(commit("POST /app/git-receive-pack", 1)).isInstanceOf(PushOutcome.Pushed.class);
        assertThat(unanswered).hasSize(1);
        assertThat(server.commits("app", "main")).isEqualTo(2);
    }

    @Test
    public void aServerThatNeverAnswersIsAskedTwice() throws IOException {
        assertThatThrownBy(() -> commit("POST /app/git-upload-pack", Integer.MAX_VALUE))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("broke");
        assertThat(unanswered).hasSize(2);
        assertThat(server.commits("app", "main")).isEqualTo(1);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RedirectTest {

    private static final GitCredentials LOGIN = new GitCredentials.UserPassword("bot", "s3cret");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private HttpServer first;
    private HttpServer stranger;

    @Before
    public void start() throws IOException {
        first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        first.start();
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            try (exchange) {
                seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                exchange.sendResponseHeaders(401, -1);
            }
        });
        stranger.start();
    }

    @After
    public void stop() {
        first.stop(0);
        stranger.stop(0);
    }

    /** Asks for a login and then redirects to a base address. */
    private String redirectingTo(String base) {
        first.createContext("/", exchange -> {
            try (exchange) {
                boolean loggedIn = exchange.getRequestHeaders().containsKey("Authorization");
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                exchange.getResponseHeaders().set("Location", base + exchange.getRequestURI());
                exchange.sendResponseHeaders(loggedIn ? 302 : 401, -1);
            }
        });
        return "http://127.0.0.1:" + first.getAddress().getPort();
    }

    @Test
    public void givesTheLoginToNoOtherServer() throws IOException {
        String url = redirectingTo("http://127.0.0.1:" + stranger.getAddress().getPort()) + "/app";

        assertThatThrownBy(() -> new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                        .commit(GitRemote.of(url, LOGIN), BranchChange.on("main", Edits.put("a", "2"))))
                .isInstanceOf(GitException.class)
                .hasMessageNotContaining("s3cret");
        assertThat(seen).isNotEmpty().containsOnly("null");
    }

    @Test
    public void followsARedirectToWhereTheRepositoryHasMoved() throws IOException, InterruptedException {
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            server.createRepository("app", Map.of("a", "1"));
            String url = redirectingTo(server.url("").replaceFirst("/$", "")) + "/app";

            new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                    .commit(GitRemote.of(url, LOGIN), BranchChange.on("main", Edits.put("a", "2")));

            assertThat(server.file("app", "main", "a")).isEqualTo("2");
        }
    }

    @Test
    public void asksForLeaveBeforeItGoesElsewhere() {
        String target = "http://127.0.0.1:" + stranger.getAddress().getPort();
        List<String> asked = new CopyOnWriteArrayList<>();
        GitRemote remote = GitRemote.of(redirectingTo(target) + "/app", LOGIN).withRedirects((from, to) -> {
            asked.add(from + " " + to);
            throw new ConfigurationException(Reason.FORBIDDEN, "follow a redirect", "not allowed", "");
        });

        assertThatThrownBy(() -> new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                        .commit(remote, BranchChange.on("main", Edits.put("a", "2"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not allowed");
        assertThat(asked).containsExactly(remote + " " + target + "/app");
        assertThat(seen).isEmpty();
    }

    @Test
    public void asksForLeaveBeforeItTakesAnotherRepositoryOfTheSameServer() {
        String server = "http://127.0.0.1:" + first.getAddress().getPort();
        first.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                server + "/app/../other"
                                        + exchange.getRequestURI().toString().substring(4));
                exchange.sendResponseHeaders(302, -1);
            }
        });

        assertThatThrownBy(() -> new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                        .commit(GitRemote.of(server + "/app", LOGIN), BranchChange.on("main", Edits.put("a", "2"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redirect");
    }

    @Test
    public void refusesToGoToWhatIsNoServer() {
        for (String target : List.of("http://2130706433", "http://host.example.")) {
            String url = redirectingTo(target) + "/app";
            assertThatThrownBy(() -> new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                            .commit(GitRemote.of(url, LOGIN), BranchChange.on("main", Edits.put("a", "2"))))
                    .as(target)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("redirect");
            first.removeContext("/");
        }
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealGitHttp;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealRepository;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** With tinyproxy, which asks for a password. */
public class RealProxyTest {

    @ClassRule
    public static final RealGitHttp GIT = new RealGitHttp("tinyproxy");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RealServer proxy;
    private Path log;

    @Before
    public void startProxy() throws Exception {
        String program = RealPrograms.require("tinyproxy");
        Path root = folder.getRoot().toPath();
        log = root.resolve("proxy.log");
        proxy = RealServer.start(root, log, port -> {
            Files.writeString(
                    root.resolve("proxy.conf"),
                    "Port " + port + "\nListen 127.0.0.1\nTimeout 300\nLogLevel Connect\nMaxClients 20\n"
                            + "BasicAuth jenkins pr0xy\n");
            return List.of(program, "-d", "-c", "proxy.conf");
        });
    }

    @After
    public void stopProxy() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    public void readsAndPushesThroughTheTunnelWhereJavaMayLogIn() throws Exception {
        RealRepository repository = GIT.createRepository("proxied.git");

        assertThat(ProxiedProcess.run(folder.getRoot().toPath(), GIT, "proxied.git", proxies("pr0xy")))
                .contains("401 without Git's own login", "pushed");
        assertThat(repository.git("show", "main:x")).isEqualTo("y");
        assertThat(Files.readString(log)).contains("CONNECT 127.0.0.1:");
    }

    @Test
    public void saysWhatToDoAboutAWrongPassword() throws Exception {
        GIT.createRepository("refused.git");

        assertThat(ProxiedProcess.run(folder.getRoot().toPath(), GIT, "refused.git", proxies("wr0ng")))
                .contains("does not accept the login of user 'jenkins'", "Check user name and password in the proxy")
                .doesNotContain("wr0ng", "pushed");
    }

    @Test
    public void saysWhichOptionIsMissing() throws IOException {
        GIT.createRepository("kept-back.git");
        GitRemote remote = GIT.remote("kept-back.git");

        assertThatThrownBy(() -> push(through(remote, proxies("pr0xy"))))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("which Java does not send for https by default")
                .hasMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes=")
                .extracting(thrown -> ((GitException) thrown).reason())
                .isEqualTo(Reason.UNAUTHORIZED);
        assertThatThrownBy(() -> push(through(remote, proxies("")))).hasMessageContaining("asks for a login");
    }

    @Test
    public void logsInForPlainHttpWithoutAnyOption() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a.git";
            GitRemote remote = through(GitRemote.of(url, new GitCredentials.Anonymous()), proxies("pr0xy"));

            assertThatThrownBy(() -> push(remote)).hasMessageContaining("404 Not Found");
            assertThat(Files.readString(log)).contains("GET http://127.0.0.1:");
        } finally {
            server.stop(0);
        }
    }

    private void push(GitRemote remote) throws IOException, InterruptedException {
        new GitWorkspace(folder.newFolder().toPath()).commit(remote, BranchChange.on("main", Edits.put("x", "y")));
    }

    private static GitRemote through(GitRemote remote, Map<String, String> environment) {
        return new GitRemote(
                remote.address(),
                remote.credentials(),
                "",
                remote.trust(),
                new LoopbackToo(environment),
                GitRemote.DEFAULT_TIMEOUT);
    }

    private Map<String, String> proxies(String password) {
        String address =
                "http://" + (password.isEmpty() ? "" : "jenkins:" + password + "@") + "127.0.0.1:" + proxy.port();
        return Map.of("http_proxy", address, "https_proxy", address);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.EnvironmentProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Git servers that repeat a password so that it only shows once the text is made fit to be read. */
public class RepeatedGitSecretsTest {

    private static final String PASSWORD = "hunter2secret";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("bot:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test(timeout = 60_000)
    public void aPasswordWithColoursInItIsMasked() throws Exception {
        try (HostileGitServer server = new HostileGitServer()) {
            server.refs(out -> out.write(HostileGitServer.line(
                    "ERR bad hunt\u001b[mer2secret " + BASIC.substring(0, 9) + "\u001b[1m" + BASIC.substring(9))));
            assertThat(failure(server.url(), HttpProxies.DIRECT).getMessage())
                    .contains("bad **** ****")
                    .doesNotContain(PASSWORD, BASIC);
        }
    }

    @Test(timeout = 60_000)
    public void aPasswordInARedirectIsMasked() throws Exception {
        String path = BASIC.replace("=", "");
        HostileServer[] self = new HostileServer[1];
        try (HostileServer server = HostileServer.start((asked, out) -> HostileServer.head(
                out,
                "302 Found",
                "Location: http://" + self[0].host() + "/" + path + "/info/refs?service=git-upload-pack",
                "Content-Length: 0"))) {
            self[0] = server;
            assertThat(failure(server.address() + "/x.git", HttpProxies.DIRECT).getMessage())
                    .contains("****")
                    .doesNotContain(PASSWORD, path);
        }
    }

    @Test(timeout = 60_000)
    public void anUnusableProxyIsOneErrorForGitToo() {
        HttpProxies proxies = new EnvironmentProxies(Map.of("HTTP_PROXY", "http://u:p4ssw0rd@corp proxy:3128"));
        assertThat(failure("http://git.example.com/x.git", proxies))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("use the proxy of the environment variable HTTP_PROXY: ")
                .hasMessageNotContaining("p4ssw0rd");
    }

    private UpdateException failure(String url, HttpProxies proxies) {
        GitRemote remote = new GitRemote(
                ServerAddress.ofRepository(url),
                new GitCredentials.UserPassword("bot", PASSWORD),
                "",
                TlsTrust.DEFAULT,
                proxies,
                GitRemote.DEFAULT_TIMEOUT);
        GitWorkspace workspace = new GitWorkspace(
                folder.getRoot().toPath().resolve("cache"), attempt -> {}, Clock.systemUTC(), GitLimits.DEFAULT);
        return catchThrowableOfType(
                UpdateException.class, () -> workspace.read(remote, "main", tree -> tree.read("a")));
    }
}

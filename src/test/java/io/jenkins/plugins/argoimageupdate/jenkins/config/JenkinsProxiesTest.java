package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ProxyConfiguration;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.PasswordProxy;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.time.Instant;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

public class JenkinsProxiesTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private PasswordProxy proxy;
    private EmbeddedRegistry registry;

    @Before
    public void start() throws Exception {
        proxy = new PasswordProxy(new ProxyLogin("jenkins", "pr0xy"));
        registry = EmbeddedRegistry.start();
        registry.content().push("org/app", "main-1", Instant.EPOCH);
    }

    @After
    public void stop() throws Exception {
        registry.close();
        proxy.close();
    }

    @Test
    public void goesThroughJenkinsProxyWithItsPassword() {
        use("pr0xy", "");

        assertThat(test().kind).as(test().getMessage()).isEqualTo(FormValidation.Kind.OK);
        assertThat(proxy.served()).isNotEmpty().allMatch(line -> line.contains("http://localhost:"));
    }

    @Test
    public void sparesTheHostsWithoutProxyAtOnce() {
        use("pr0xy", "local*");

        assertThat(test().kind).as(test().getMessage()).isEqualTo(FormValidation.Kind.OK);
        assertThat(proxy.served()).isEmpty();

        use("pr0xy", "");
        test();
        assertThat(proxy.served()).isNotEmpty();
    }

    @Test
    public void saysThatTheProxyDoesNotAcceptThePassword() {
        use("wr0ng", "");

        assertThat(test().getMessage())
                .contains("does not accept the login of user", "jenkins")
                .doesNotContain("wr0ng");
    }

    @Test
    public void takesGitThroughItToo() throws Exception {
        use("wr0ng", "");
        GitRemote remote = new GitConfig()
                .toRemote(ServerAddress.ofRepository("http://127.0.0.1:1/a.git"), new GitCredentials.Anonymous());
        GitWorkspace workspace = new GitWorkspace(folder.getRoot().toPath());

        assertThatThrownBy(() -> workspace.read(remote, "main", tree -> tree))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("the proxy 127.0.0.1:" + proxy.port() + " does not accept the login");
    }

    private void use(String password, String without) {
        jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), "jenkins", password, without));
    }

    private FormValidation test() {
        return ConnectionTest.registry("org/app", () -> {
            RegistryConfig config = new RegistryConfig("registry.example.com");
            config.setApiUrl(registry.address().toString());
            return config;
        });
    }
}

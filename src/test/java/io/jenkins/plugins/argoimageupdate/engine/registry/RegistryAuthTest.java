package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RegistryAuthTest {

    private static final RegistryLogin GOOD = RegistryLogin.of("ci", "pä:ss");

    private final FakeTime time = new FakeTime();
    private EmbeddedRegistry registry;
    private RegistryClients clients;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        registry.content().push("app", "1", Instant.parse("2026-01-01T00:00:00Z"));
        clients = new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, time);
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void answersTheChallengeOfTheFirstRequestWithoutAPing() throws Exception {
        registry.rules().requirePassword("ci", "pä:ss");
        client(GOOD).tags("app");
        client(GOOD).tags("app");
        assertThat(registry.requests()).containsOnly("GET /v2/app/tags/list").hasSize(3);
    }

    @Test
    public void logsInAtAnApiThatIsElsewhereThanTheImagesPrefix() throws Exception {
        registry.rules().requirePassword("ci", "pä:ss");
        RegistryEndpoint elsewhere = RegistryEndpoint.at("registry.acme.test", registry.address(), TlsTrust.DEFAULT);
        assertThat(clients.client(elsewhere, GOOD).tags("app")).containsExactly("1");
    }

    @Test
    public void fetchesOneTokenForManyRequests() throws Exception {
        registry.rules().requireToken("ci", "pä:ss");
        client(GOOD).tags("app");
        client(GOOD).tags("app");
        client(GOOD).digest("app", "1");
        assertThat(tokenRequests())
                .containsExactly("GET /token?service=embedded&scope=repository%3Aapp%3Apull&account=ci");
    }

    @Test
    public void fetchesATokenWithoutCredentialsForPublicRepositories() throws Exception {
        registry.rules().requireToken("", "");
        assertThat(client(RegistryLogin.ANONYMOUS).tags("app")).containsExactly("1");
    }

    @Test
    public void fetchesANewTokenWhenTheOldOneHasExpired() throws Exception {
        registry.rules().requireToken("ci", "pä:ss");
        client(GOOD).tags("app");
        time.pass(Duration.ofSeconds(299));
        client(GOOD).tags("app");
        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    public void fetchesExactlyOneNewTokenWhenTheCachedOneIsRefused() throws Exception {
        registry.rules().requireToken("ci", "pä:ss");
        client(GOOD).tags("app");
        registry.rules().revokeTokens();
        registry.forgetRequests();
        client(GOOD).tags("app");
        assertThat(registry.requests())
                .containsExactly(
                        "GET /v2/app/tags/list",
                        "GET /token?service=embedded&scope=repository%3Aapp%3Apull&account=ci",
                        "GET /v2/app/tags/list");
    }

    @Test
    public void neverServesATokenToOtherCredentials() throws Exception {
        registry.rules().requireToken("ci", "pä:ss");
        client(GOOD).tags("app");
        for (RegistryLogin other :
                List.of(RegistryLogin.ANONYMOUS, RegistryLogin.of("ci", "wrong"), RegistryLogin.of("other", "pä:ss"))) {
            assertThatThrownBy(() -> client(other).tags("app"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("401");
        }
    }

    @Test
    public void tradesAnIdentityTokenByPost() throws Exception {
        registry.rules().requireToken("", "");
        client(new RegistryLogin("", "", "refresh-me")).tags("app");
        assertThat(registry.requests()).contains("POST /token");
    }

    @Test
    public void hidesSecretsInItsText() {
        assertThat(GOOD.toString() + new RegistryLogin("", "", "refresh-me"))
                .doesNotContain("pä:ss")
                .doesNotContain("refresh-me");
    }

    private RegistryClient client(RegistryLogin login) {
        return clients.client(RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT), login);
    }

    private List<String> tokenRequests() {
        return registry.requests().stream()
                .filter(request -> request.contains("/token"))
                .toList();
    }
}

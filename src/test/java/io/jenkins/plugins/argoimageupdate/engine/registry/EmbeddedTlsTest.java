package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.PrivateAuthority;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.URI;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EmbeddedTlsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RegistryClients clients = new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null));

    @Test
    public void trustsAnyOfTheAddedAuthoritiesAndNoOther() throws Exception {
        PrivateAuthority right = new PrivateAuthority();
        PrivateAuthority other = new PrivateAuthority();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(right.serverContext())) {
            registry.content().push("app", "1", Instant.EPOCH);
            TlsTrust both = new TlsTrust(other.caPem() + "\n" + right.caPem(), false);
            assertThat(client(registry.address(), both).tags("app")).containsExactly("1");
            assertUntrusted(registry.address(), new TlsTrust(other.caPem(), false));
            RegistryClient insecure = client(registry.address(), new TlsTrust("", true));
            assertThat(insecure.tags("app")).containsExactly("1");
        }
    }

    @Test
    public void refusesACertificateForAnotherHostUnlessInsecure() throws Exception {
        PrivateAuthority elsewhere = new PrivateAuthority("elsewhere.example");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(elsewhere.serverContext())) {
            registry.content().push("app", "1", Instant.EPOCH);
            assertUntrusted(registry.address(), new TlsTrust(elsewhere.caPem(), false));
            assertThat(client(registry.address(), new TlsTrust("", true)).tags("app"))
                    .containsExactly("1");
        }
    }

    private void assertUntrusted(URI address, TlsTrust trust) {
        assertThatThrownBy(() -> client(address, trust).tags("app"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE));
    }

    private RegistryClient client(URI address, TlsTrust trust) {
        return clients.client(RegistryEndpoint.at("x", address, trust), RegistryLogin.ANONYMOUS);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Instant;
import org.junit.Test;

public class VendorApiTest {

    @Test
    public void sharesAnAnswerOnlyBetweenThoseWhoPostTheSameQuestion() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.rules().fail("POST /api", 1, Fault.body("1")).fail("POST /api", 1, Fault.body("2"));
            RegistryClients clients = new RegistryClients(
                    new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
            RegistryEndpoint endpoint = RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT);
            VendorApi api =
                    clients.notOlderThan(Instant.EPOCH).vendorApi(endpoint, RegistryLogin.ANONYMOUS, "team/app");

            assertThat(ask(api, registry, "{\"page\":1}")).isEqualTo(1);
            assertThat(ask(api, registry, "{\"page\":2}")).isEqualTo(2);
            assertThat(ask(api, registry, "{\"page\":1}")).isEqualTo(1);
            assertThat(registry.requests()).hasSize(2);
        }
    }

    private static int ask(VendorApi api, EmbeddedRegistry registry, String question) throws InterruptedException {
        return api.post(registry.address().resolve("/api"), "", question)
                .orElseThrow()
                .body()
                .asInt();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Configurations that took minutes. */
public class HostileConfigurationTest {

    @Test(timeout = 60_000)
    public void aDurationOfManyDigitsTookSeconds() {
        assertThat(GoDuration.parse("1".repeat(50_000))).isEmpty();
        assertThat(GoDuration.parse("1".repeat(50_000) + "h")).isEmpty();
        assertThat(GoDuration.parse("1s".repeat(500_000))).isEmpty();
        assertThat(GoDuration.parse("0." + "1".repeat(500_000) + "s")).isEmpty();
    }

    @Test(timeout = 60_000)
    public void manyEmptyLinesBeforeADockerConfigTookTimeCubed() {
        String gap = "\n \n".repeat(100_000);
        assertThat(DockerConfig.isMeantBy("user" + gap)).isFalse();
        assertThat(DockerConfig.isMeantBy("a" + gap + "{ \n \"kind\" : \"Secret\"}"))
                .isTrue();
        assertThat(DockerConfig.isMeantBy("a" + gap + ", kind: Secret")).isTrue();
    }

    @Test(timeout = 60_000)
    public void manySlashesAtTheEndOfAnAddressOverflowedTheStack() {
        for (String end : List.of("/".repeat(2_000), "/v2/", "//v1", "/v2".repeat(600))) {
            assertThat(RegistryEndpoint.at("h", URI.create("https://h/a" + end), TlsTrust.DEFAULT)
                            .api())
                    .hasToString("https://h/a");
        }
        URI endless = URI.create("https://h/a" + "/".repeat(50_000));
        assertThatThrownBy(() -> RegistryEndpoint.at("h", endless, TlsTrust.DEFAULT))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test(timeout = 60_000)
    public void manyRegistriesTookTimeSquared() {
        StringBuilder conf = new StringBuilder("registries:\n");
        for (int i = 0; i < 20_000; i++) {
            conf.append("- {name: a, api_url: 'http://a.b', prefix: p}\n");
        }
        RegistriesConf reader = new RegistriesConf(path -> Optional.empty());
        assertThat(reader.parse("registries.conf", conf.toString())).isNotNull();
        assertThatThrownBy(() -> reader.parse("registries.conf", "[".repeat(50_000)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("registries.conf")
                .hasMessageContaining("200 levels");
    }
}

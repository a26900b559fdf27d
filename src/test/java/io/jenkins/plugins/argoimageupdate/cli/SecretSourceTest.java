package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import java.io.IOException;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SecretSourceTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aVariableThatIsMissingOrEmptyIsNamed() {
        assertThat(variable(Map.of("PW", "secret"))).isEqualTo("secret");
        assertThatThrownBy(() -> variable(Map.of()))
                .hasMessage("read 'password' in watch.yaml:1: the environment variable PW is not set. Set it");
        assertThatThrownBy(() -> variable(Map.of("PW", "")))
                .hasMessage(
                        "read 'password' in watch.yaml:1: the environment variable PW is empty. Set it to the secret");
    }

    @Test
    public void anEmptyFileIsNamed() throws IOException {
        folder.newFile("token");

        assertThatThrownBy(() ->
                        SecretSource.read(node("file:token"), folder.getRoot().toPath()))
                .hasMessageContaining("token is empty. Write the secret into it");
    }

    private static String variable(Map<String, String> environment) {
        return SecretSource.variable(node("env:PW"), "PW", environment);
    }

    private static ConfigNode node(String secret) {
        return ConfigNode.parse("watch.yaml", "password: " + secret)
                .get("password")
                .orElseThrow();
    }
}

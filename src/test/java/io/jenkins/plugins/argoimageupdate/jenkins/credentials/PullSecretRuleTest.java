package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.Map;
import org.junit.Test;

public class PullSecretRuleTest {

    private final PullSecretRule rule = new PullSecretRule(Map.of(
            "pullsecret:argocd/hub", "dockerhub",
            "ext:/scripts/ecr.sh", "ecr"));

    @Test
    public void takesWhatIsMappedBeforeTheSecretsName() {
        assertThat(rule.credentialsId("pullsecret:argocd/hub")).isEqualTo("dockerhub");
        assertThat(rule.credentialsId("PullSecret:argocd/hub")).isEqualTo("dockerhub");
        assertThat(rule.credentialsId("pullsecret:other/hub")).isEqualTo("hub");
    }

    @Test
    public void takesTheNameOfAKubernetesSecretAsCredentialsId() {
        assertThat(rule.credentialsId("pullsecret:argocd/regcred")).isEqualTo("regcred");
        assertThat(rule.credentialsId("secret:argocd/registry#creds")).isEqualTo("registry");
    }

    @Test
    public void takesATextWithoutATypeWordAsCredentialsId() {
        assertThat(rule.credentialsId(" dockerhub ")).isEqualTo("dockerhub");
        assertThat(rule.credentialsId("team:dockerhub")).isEqualTo("team:dockerhub");
    }

    @Test
    public void readsProgramsAndVariablesOnlyByAMapping() {
        assertThat(rule.credentialsId("ext:/scripts/ecr.sh")).isEqualTo("ecr");
        assertThatThrownBy(() -> rule.credentialsId("ext:/scripts/other.sh"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ext:/scripts/other.sh")
                .hasMessageContaining("Pull secrets");
        assertThatThrownBy(() -> rule.credentialsId("env:HUB"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("env:HUB");
    }

    @Test
    public void refusesAMalformedSource() {
        assertThatThrownBy(() -> rule.credentialsId("pullsecret:no-namespace"))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> rule.credentialsId("secret:a/b")).isInstanceOf(ConfigurationException.class);
    }
}

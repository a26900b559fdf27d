package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.SecretMappings.Mapping;
import java.util.List;
import org.junit.Test;

public class SecretMappingsTest {

    private static final List<Mapping> MAPPINGS = List.of(
            new Mapping("pullsecret:argocd/hub", "dockerhub", ""),
            new Mapping("pullsecret:argocd/org", "org", "ghcr.io/my-org"),
            new Mapping("pullsecret:argocd/org", "org-at-quay", "quay.io"),
            new Mapping("secret:argocd/charts", "charts", "git.example.com/team"),
            new Mapping("ext:/scripts/ecr.sh", "ecr", ""));

    private final SecretMappings rule = new SecretMappings(MAPPINGS, false);

    @Test
    public void takesWhatIsMappedBeforeTheSecretsName() {
        assertThat(ofImage("pullsecret:argocd/hub")).isEqualTo(new CredentialRef("dockerhub", false));
        assertThat(ofImage("PullSecret:argocd/hub")).isEqualTo(new CredentialRef("dockerhub", false));
        assertThat(ofImage("pullsecret:other/hub")).isEqualTo(new CredentialRef("hub", true));
    }

    @Test
    public void takesTheNameOfAKubernetesSecretForCredentialsThatAreBoundToTheirServer() {
        assertThat(ofImage("pullsecret:argocd/regcred")).isEqualTo(new CredentialRef("regcred", true));
        assertThat(ofImage("secret:argocd/registry#creds")).isEqualTo(new CredentialRef("registry", true));
        assertThat(rule.ofRepository("secret:argocd/other", ServerAddress.ofRepository("https://git.example.com/a")))
                .isEqualTo(new CredentialRef("other", true));
        assertThat(rule.ofRepository("secret:other", ServerAddress.ofRepository("https://git.example.com/a")))
                .isEqualTo(new CredentialRef("other", true));
    }

    @Test
    public void takesAnyCredentialsWhereTheAdministratorLetsAnnotationsNameThem() {
        SecretMappings open = new SecretMappings(List.of(), true);

        assertThat(open.ofImage(
                        "pullsecret:argocd/regcred", ImageReference.parse("nginx"), RegistryEndpoint.DOCKER_HUB))
                .isEqualTo(new CredentialRef("regcred", false));
        assertThat(open.ofRepository("secret:argocd/other", ServerAddress.ofRepository("https://git.example.com/a")))
                .isEqualTo(new CredentialRef("other", false));
    }

    @Test
    public void sendsAMappedSecretOnlyToWhatTheMappingNames() {
        assertThat(ofImage("pullsecret:argocd/org", "ghcr.io/my-org/app")).isEqualTo(new CredentialRef("org", false));
        assertThat(ofImage("pullsecret:argocd/org", "quay.io/x/y")).isEqualTo(new CredentialRef("org-at-quay", false));
        assertThatThrownBy(() -> ofImage("pullsecret:argocd/org", "ghcr.io/evil/app"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pullsecret:argocd/org")
                .hasMessageContaining("ghcr.io/evil/app");
        assertThatThrownBy(() -> ofImage("pullsecret:argocd/org", "ghcr.io/my-organisation/app"))
                .isInstanceOf(ConfigurationException.class);
        assertThat(rule.ofRepository(
                        "secret:argocd/charts", ServerAddress.ofRepository("https://git.example.com/team/charts.git")))
                .isEqualTo(new CredentialRef("charts", false));
        assertThatThrownBy(() -> rule.ofRepository(
                        "secret:argocd/charts", ServerAddress.ofRepository("https://evil.example.com/team/charts.git")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("evil.example.com");
    }

    @Test
    public void takesATextWithoutATypeWordAsTheIdThatAJobNames() {
        assertThat(ofImage(" dockerhub ")).isEqualTo(new CredentialRef("dockerhub", false));
        assertThat(ofImage("team:dockerhub")).isEqualTo(new CredentialRef("team:dockerhub", false));
        assertThat(rule.ofRepository("charts", ServerAddress.ofRepository("https://evil.example.com/a")))
                .isEqualTo(new CredentialRef("charts", false));
    }

    @Test
    public void readsProgramsAndVariablesOnlyByAMapping() {
        assertThat(ofImage("ext:/scripts/ecr.sh").id()).isEqualTo("ecr");
        assertThatThrownBy(() -> ofImage("ext:/scripts/other.sh"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ext:/scripts/other.sh")
                .hasMessageContaining("Pull secrets");
        assertThatThrownBy(() -> ofImage("env:HUB"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("env:HUB");
    }

    @Test
    public void refusesAMalformedSource() {
        assertThatThrownBy(() -> ofImage("pullsecret:no-namespace")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> ofImage("secret:a/b")).isInstanceOf(ConfigurationException.class);
    }

    private CredentialRef ofImage(String source) {
        return rule.ofImage(source, ImageReference.parse("nginx"), RegistryEndpoint.DOCKER_HUB);
    }

    private CredentialRef ofImage(String source, String image) {
        ImageReference reference = ImageReference.parse(image);
        return rule.ofImage(source, reference, RegistryEndpoint.inferred(reference.registry()));
    }
}

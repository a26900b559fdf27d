package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.file;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;

public class SecretsStayOutTest {

    private static final String CANARY = "canary7d1f";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final LoggerRule log = new LoggerRule()
            .record("io.jenkins.plugins.argoimageupdate", Level.ALL)
            .capture(10_000);

    @Test
    public void writesNoSecretToFilesExportsPagesOrLogs() throws Exception {
        addToJenkins(userPassword("dockerhub", "user", CANARY));
        addToJenkins(text("argocd-production", CANARY));
        addToJenkins(file("signing-key", CANARY));
        ExampleConfiguration.load();
        FreeStyleProject job = jenkins.createFreeStyleProject();
        CredentialResolver resolver = CredentialResolver.of(jenkins.buildAndAssertSuccess(job));
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();

        String shown =
                resolver.registryLogin("dockerhub", RegistryEndpoint.DOCKER_HUB).toString()
                        + configuration.argoCdServer("production").toServer(resolver)
                        + resolver.git("dockerhub", "https://github.com/my-org/app");
        assertThatThrownBy(() -> configuration.getGit().toStyle(resolver)).hasMessageNotContaining(CANARY);

        assertThat(shown).doesNotContain(CANARY);
        assertThat(export()).contains("argocd-production").doesNotContain(CANARY);
        assertThat(filesWith(CANARY)).isEmpty();
        assertThat(log.getMessages()).noneMatch(message -> message.contains(CANARY));
        assertThat(jenkins.createWebClient().goTo("configure").asXml()).doesNotContain(CANARY);
    }

    @Test
    public void takesNoPasswordInAnAddressAndNoPrivateKeyAsCertificate() {
        assertThatThrownBy(() -> new ArgoCdServerConfig("one", "https://user:" + CANARY + "@argocd.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY);
        RegistryConfig registry = new RegistryConfig("registry.example.com");
        assertThatThrownBy(() -> registry.setApiUrl("https://user:" + CANARY + "@registry.example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.setCaCertificate("-----BEGIN PRIVATE KEY-----\n" + CANARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY);
    }

    private static String export() throws Exception {
        ByteArrayOutputStream yaml = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(yaml);
        return yaml.toString(StandardCharsets.UTF_8);
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(jenkins.jenkins.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (!file.toString().contains("/plugins/") && content.contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}

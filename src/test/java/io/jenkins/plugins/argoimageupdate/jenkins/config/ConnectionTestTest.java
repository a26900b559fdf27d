package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import java.time.Instant;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class ConnectionTestTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void saysWhichArgoCdItReachedAndAsWhom() throws Exception {
        try (EmbeddedArgoCd server = argoCd()) {
            addToJenkins(text("good-token", "token"));

            FormValidation answer = test(server.url().toString(), "good-token");

            assertThat(answer.kind).as(answer.getMessage()).isEqualTo(FormValidation.Kind.OK);
            assertThat(answer.getMessage()).contains("Argo CD v", "logged in as ", "not encrypted");
        }
    }

    @Test
    public void saysWhatToDoAboutARefusedToken() throws Exception {
        try (EmbeddedArgoCd server = argoCd()) {
            addToJenkins(text("bad-token", "canary"));

            FormValidation answer = test(server.url().toString(), "bad-token");

            assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(answer.getMessage()).contains("oken").doesNotContain("canary");
        }
    }

    @Test
    public void saysThatNobodyListens() {
        FormValidation answer = test("http://127.0.0.1:1", "good-token");

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    public void asksNoAddressThatIsNone() {
        assertThat(test("file:///etc/passwd", "good-token").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(test("https://user:canary@argocd.example.com", "good-token").getMessage())
                .contains("choose credentials")
                .doesNotContain("canary");
    }

    @Test
    public void listsTheTagsOfARepositoryWithTheCredentials() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.content().push("org/app", "main-1", Instant.EPOCH);
            registry.content().push("org/app", "main-2", Instant.EPOCH);
            registry.rules().requirePassword("reader", "registry-canary");
            addToJenkins(userPassword("registry", "reader", "registry-canary"));

            FormValidation answer = testRegistry(registry, "registry", "org/app");

            assertThat(answer.kind).as(answer.getMessage()).isEqualTo(FormValidation.Kind.OK);
            assertThat(answer.getMessage())
                    .contains("2 tags in org/app", "reader")
                    .doesNotContain("canary");
        }
    }

    @Test
    public void saysThatARegistryWantsCredentials() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.content().push("org/app", "main-1", Instant.EPOCH);
            registry.rules().requirePassword("reader", "secret");

            assertThat(testRegistry(registry, "", "").kind).isEqualTo(FormValidation.Kind.OK);
            FormValidation answer = testRegistry(registry, "", "org/app");
            assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(answer.getMessage()).contains("401", "Add credentials for this registry");
        }
    }

    @Test
    public void saysThatAServerIsNoRegistry() throws Exception {
        FormValidation answer = registryTest(JENKINS.getURL() + "no-such-page", "", "");

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).contains("404", "Check the API URL");
    }

    private static EmbeddedArgoCd argoCd() throws Exception {
        return EmbeddedArgoCd.start(ArgoCdOptions.of("token", "password"), (application, source, revision) -> {
            throw new UnsupportedOperationException("no Application is asked for");
        });
    }

    private static FormValidation test(String url, String credentialsId) {
        return JENKINS.jenkins
                .getDescriptorByType(ArgoCdServerConfig.DescriptorImpl.class)
                .doTestConnection(url, credentialsId, "", false);
    }

    private static FormValidation testRegistry(EmbeddedRegistry registry, String credentialsId, String repository) {
        return registryTest(registry.address().toString(), credentialsId, repository);
    }

    private static FormValidation registryTest(String api, String credentialsId, String repository) {
        return JENKINS.jenkins
                .getDescriptorByType(RegistryConfig.DescriptorImpl.class)
                .doTestConnection("registry.example.com", api, credentialsId, "", false, "", repository);
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

public class ConfigurationAsCodeTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void setUp() {
        ExampleConfiguration.clear();
    }

    @Test
    public void loadsTheExample() throws Exception {
        ExampleConfiguration.load();
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();

        assertThat(configuration.argoCdServer("").getUrl()).isEqualTo("https://argocd.example.com");
        assertThat(configuration.argoCdServer("staging").isInsecure()).isTrue();
        assertThat(configuration.getGit().getSigning()).isInstanceOf(OpenPgpSigning.class);
        assertThat(configuration.getDefaults().toSettings().platforms()).containsExactly("linux/amd64", "linux/arm64");
        assertThat(configuration.getLimits().getMaxConcurrentPolls()).isEqualTo(20);
        assertThat(configuration
                        .pullSecretRule()
                        .ofImage("ext:/scripts/ecr-login.sh", ImageReference.parse("a/b"), RegistryEndpoint.DOCKER_HUB)
                        .id())
                .isEqualTo("ecr");
        assertThat(configuration.getPullSecrets().get(0).getOnlyFor()).isEqualTo("docker.io");
        assertThat(configuration.getAllowed().isUnmappedSecrets()).isFalse();
        assertThat(configuration.getWebhookSources())
                .extracting(WebhookSource::getType)
                .containsExactly("docker.io");
    }

    @Test
    public void givesTheEngineTheRegistriesOfTheExample() throws Exception {
        ExampleConfiguration.load();
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();

        RegistryEndpoint hub = configuration.registryEndpoints().of(ImageReference.parse("nginx"));
        assertThat(hub.api()).isEqualTo(URI.create("https://registry-1.docker.io"));
        assertThat(hub.defaultNamespace()).isEqualTo("library");
        assertThat(hub.credentials()).isEqualTo("dockerhub");
        assertThat(hub.requestsPerSecond()).isEqualTo(10);
        RegistryEndpoint company =
                configuration.registryEndpoints().of(ImageReference.parse("registry.example.com:5000/app"));
        assertThat(company.api()).isEqualTo(URI.create("http://registry.example.com:5000"));
        assertThat(company.tagSortMode()).isEqualTo(TagSortMode.LATEST_FIRST);
        assertThat(company.name()).isEqualTo("Company registry");
    }

    @Test
    public void exportsWhatItLoaded() throws Exception {
        ExampleConfiguration.load();

        assertThat(ExampleConfiguration.export()).isEqualTo(golden());
    }

    @Test
    public void loadsItsOwnExport() throws Exception {
        ExampleConfiguration.load();
        String exported = ExampleConfiguration.export();
        StringBuilder file = new StringBuilder("unclassified:\n  argoImageUpdate:\n");
        exported.lines().forEach(line -> file.append("    ").append(line).append('\n'));

        ArgoImageUpdateConfiguration.get().setRegistries(List.of());
        configure(file.toString());

        assertThat(ExampleConfiguration.export()).isEqualTo(exported);
    }

    @Test
    public void survivesARestart() throws Exception {
        ExampleConfiguration.load();
        String before = ExampleConfiguration.export();

        ArgoImageUpdateConfiguration.get().load();

        assertThat(ExampleConfiguration.export()).isEqualTo(before);
        String xml = Files.readString(
                JENKINS.jenkins.getRootDir().toPath().resolve(ArgoImageUpdateConfiguration.class.getName() + ".xml"));
        assertThat(xml).doesNotContain("java.util.CollSer").doesNotContain("engine.");
    }

    @Test
    public void refusesTwoEntriesThatCannotBeToldApart() {
        assertThatThrownBy(() ->
                        configure("unclassified: {argoImageUpdate: {registries: [{prefix: a.b}, {prefix: a.b}]}}"))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining("'a.b' is configured twice");
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {registries:"
                        + " [{prefix: a.b, defaultRegistry: true}, {prefix: c.d, defaultRegistry: true}]}}"))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining("Two entries are marked as default");
    }

    @Test
    public void refusesAnUnknownStrategyAndAnUnknownSender() {
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {defaults: {strategy: newest}}}"))
                .hasStackTraceContaining("No update strategy 'newest'. There are: ");
        assertThatThrownBy(
                        () -> configure("unclassified: {argoImageUpdate: {webhookSources: [{id: a/b, type: harbor}]}}"))
                .hasStackTraceContaining("letters, digits");
        assertThatThrownBy(
                        () -> configure("unclassified: {argoImageUpdate: {webhookSources: [{id: a, type: pigeon}]}}"))
                .hasStackTraceContaining("No type of sender 'pigeon'. There are: ");
    }

    @Test
    public void refusesKeysThatNothingReadsAtAnyDepth() {
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {registrys: []}}"))
                .hasStackTraceContaining("registrys")
                .hasStackTraceContaining("registries");
        assertThatThrownBy(
                        () -> configure("unclassified: {argoImageUpdate: {registries: [{prefix: a.b, apiUrll: x}]}}"))
                .hasStackTraceContaining("apiUrll")
                .hasStackTraceContaining("apiUrl");
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {git: {mesageTemplate: x}}}"))
                .hasStackTraceContaining("mesageTemplate")
                .hasStackTraceContaining("messageTemplate");
        assertThatThrownBy(
                        () -> configure("unclassified: {argoImageUpdate: {git: {signing: {ssh: {credentials: x}}}}}"))
                .hasStackTraceContaining("credentialsId");
    }

    @Test
    public void refusesValuesThatWouldHaveNoEffect() {
        assertThatThrownBy(
                        () -> configure("unclassified: {argoImageUpdate: {git: {messageTemplate: '{{ .AppNme }}'}}}"))
                .hasStackTraceContaining("there is no field AppNme. Did you mean 'AppName'?");
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {git: {messageTemplate: '{{ .AppName'}}}"))
                .hasStackTraceContaining("commit message");
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {defaults: {allowTags: 'main-*'}}}"))
                .hasStackTraceContaining("Enter regexp: followed by an expression");
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {defaults: {platforms: [arm64]}}}"))
                .hasStackTraceContaining("'arm64' is not a platform");
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {defaults: {guards: {maxStep: minr}}}}"))
                .hasStackTraceContaining("Did you mean 'minor'? There are: major, minor, patch");
        for (String list : List.of("registries", "repositories", "argoCdServers")) {
            assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {allowed: {" + list + ": ['a[']}}}"))
                    .as(list)
                    .hasStackTraceContaining("'a[' is not a valid pattern");
        }
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {pullSecrets:"
                        + " [{source: 'pullsecret:a/b', credentialsId: c, onlyFor: 'a['}]}}"))
                .hasStackTraceContaining("'a[' is not a valid pattern");
        assertThatThrownBy(() -> configure(
                        "unclassified: {argoImageUpdate: {pullSecrets: [{source: dockerhub, credentialsId: c}]}}"))
                .hasStackTraceContaining("Enter it as in the annotation");
    }

    @Test
    public void refusesAPasswordInAnAddressAndAPrivateKeyAsACertificate() {
        assertThatThrownBy(() -> new ArgoCdServerConfig("one", "https://user:canary@argocd.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
        RegistryConfig registry = new RegistryConfig("registry.example.com");
        assertThatThrownBy(() -> registry.setApiUrl("https://user:canary@registry.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> registry.setCaCertificate("-----BEGIN PRIVATE KEY-----\ncanary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    public void refusesAScheduleThatIsNoneAndFallsBackToEveryTwoMinutes() throws Exception {
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {defaults: {pollSpec: often}}}"))
                .hasStackTraceContaining("Enter a schedule");
        configure("unclassified: {argoImageUpdate: {defaults: {pollSpec: ''}}}");
        assertThat(ArgoImageUpdateConfiguration.get().getDefaults().getPollSpec())
                .isEqualTo("H/2 * * * *");
        assertThat(new DefaultsConfig().getPollSpec()).isEqualTo("H/2 * * * *");
    }

    private static String golden() throws Exception {
        try (InputStream expected = ConfigurationAsCodeTest.class.getResourceAsStream("exported.yaml")) {
            return new String(expected.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void configure(String yaml) throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, yaml);
        ConfigurationAsCode.get().configure(file.toUri().toString());
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Configuration that can never work is refused in one sentence, whoever gives it, and leaves what was. */
public class RefusedConfigurationTest {

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry(
                    "registries: [{prefix: 'https://ghcr.io'}]", "registry 'https://ghcr.io', prefix: Enter it as in"),
            Map.entry("registries: [{prefix: 'ghcr.io/app:1'}]", "registry 'ghcr.io/app:1', prefix: Enter it as in"),
            Map.entry("registries: [{prefix: '*.example.com'}]", "prefix: Enter it as in image names"),
            Map.entry(
                    "registries: [{apiUrl: 'https://r.example.com'}]",
                    "prefix: Enter the beginning of its image names"),
            Map.entry("registries: [{defaultRegistry: true}]", "prefix: Enter the beginning of its image names"),
            Map.entry(
                    "registries: [{prefix: ghcr.io, requestsPerSecond: -1}]",
                    "registry 'ghcr.io', requestsPerSecond: Enter a whole number from 0"),
            Map.entry(
                    "registries: [{prefix: ghcr.io, apiUrl: 'javascript:alert(1)'}]",
                    "registry 'ghcr.io', apiUrl: Enter an address with http:// or https://"),
            Map.entry(
                    "registries: [{prefix: ghcr.io, apiUrl: 'https://ghcr.io/?a'}]",
                    "registry 'ghcr.io', apiUrl: Remove everything from ? or # on"),
            Map.entry(
                    "registries: [{prefix: ghcr.io, caCertificate: x}]",
                    "registry 'ghcr.io', caCertificate: This contains no PEM certificate"),
            Map.entry(
                    "registries: [{prefix: ghcr.io, defaultNamespace: '/a b'}]",
                    "registry 'ghcr.io', defaultNamespace: Enter it as in image names"),
            Map.entry(
                    "registries: [{prefix: ghcr.io, tagSortMode: up}]",
                    "registry 'ghcr.io', tagSortMode: No tag order 'up'. There are: none, latest-first, latest-last"),
            Map.entry("argoCdServers: [{name: one}]", "Argo CD server 'one', url: Required"),
            Map.entry(
                    "argoCdServers: [{name: one, url: 'javascript:alert(1)'}]",
                    "Argo CD server 'one', url: Enter an address with http:// or https://"),
            Map.entry(
                    "argoCdServers: [{url: 'https://a.example.com'}, {name: b, url: 'https://b.example.com'}]",
                    "name: Required, for example production"),
            Map.entry("git: {knownHosts: garbage}", "Git commits, knownHosts: 'garbage' is not a line of known_hosts"),
            Map.entry("git: {knownHosts: 'github.com ssh-ed25519 %%%'}", "is not a line of known_hosts"),
            Map.entry("git: {authorName: 'a <b>'}", "Git commits, authorName: Names in Git cannot contain <"),
            Map.entry("git: {authorEmail: nobody}", "Git commits, authorEmail: Enter an address such as"),
            Map.entry("git: {caCertificate: x}", "Git commits, caCertificate: This contains no PEM certificate"),
            Map.entry("git: {signing: {ssh: {credentialsId: ''}}}", "Git commits, signing: Choose an SSH user name"),
            Map.entry("git: {signing: {openPgp: {credentialsId: ''}}}", "Git commits, signing: Choose a secret file"),
            Map.entry("limits: {maxConcurrentPolls: 0}", "Limits, maxConcurrentPolls: Enter a whole number from 1"),
            Map.entry(
                    "limits: {metadataCacheEntries: -1}", "Limits, metadataCacheEntries: Enter a whole number from 0"),
            Map.entry("limits: {gitCacheMegabytes: -5}", "Limits, gitCacheMegabytes: Enter a whole number from 0"),
            Map.entry(
                    "defaults: {timeoutMinutes: 0}", "Defaults for jobs, timeoutMinutes: Enter a whole number from 1"),
            Map.entry("defaults: {pollSpec: often}", "Enter a schedule as in other Jenkins triggers"),
            Map.entry(
                    "defaults: {strategy: newest}",
                    "Defaults for jobs, strategy: No update strategy 'newest'. There are: semver, "),
            Map.entry("allowed: {registries: ['https://ghcr.io']}", "Allowed targets, registries: 'https://ghcr.io'"),
            Map.entry("allowed: {argoCdServers: ['https://a.b']}", "Allowed targets, argoCdServers: 'https://a.b'"),
            Map.entry(
                    "pullSecrets: [{source: 'pullsecret:a/b'}]",
                    "pull secret 'pullsecret:a/b', credentialsId: Choose the credentials"),
            Map.entry("webhookSources: [{id: a/b, type: harbor}]", "webhook sender 'a/b', id: Enter 1 to 64 letters"));

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void setUp() {
        ExampleConfiguration.clear();
    }

    @Test
    public void configurationAsCodeRefusesItAndChangesNothing() throws Exception {
        ExampleConfiguration.load();
        String before = ExampleConfiguration.export();
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            String other = refused.getKey().startsWith("limits")
                    ? "defaults: {timeoutMinutes: 7}"
                    : "limits: {maxConcurrentPolls: 7}";
            assertThatThrownBy(() -> configure(
                            "unclassified:\n  argoImageUpdate:\n    " + other + "\n    " + refused.getKey() + "\n"))
                    .as(refused.getKey())
                    .hasStackTraceContaining(refused.getValue());
            assertThat(ExampleConfiguration.export()).as(refused.getKey()).isEqualTo(before);
            ArgoImageUpdateConfiguration.get().load();
            assertThat(ExampleConfiguration.export())
                    .as("stored: " + refused.getKey())
                    .isEqualTo(before);
        }
    }

    @Test
    public void whatNobodyHasSavedIsAsBeforeToo() {
        assertThatThrownBy(() -> configure("unclassified: {argoImageUpdate: {limits: {maxConcurrentPolls: 7},"
                        + " argoCdServers: [{name: a, url: 'https://a.b'}], registries: [{apiUrl: 'https://a.b'}]}}"))
                .hasStackTraceContaining("Enter the beginning of its image names");
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        assertThat(configuration.getArgoCdServers()).isEmpty();
        assertThat(configuration.getLimits().getMaxConcurrentPolls()).isEqualTo(10);
    }

    @Test
    public void takesADefaultRegistryThatServesWhatNoOtherOneDoes() throws Exception {
        configure("unclassified: {argoImageUpdate: {registries:"
                + " [{defaultRegistry: true, apiUrl: 'https://mirror.example.com'}]}}");
        assertThat(ArgoImageUpdateConfiguration.get()
                        .registryEndpoints()
                        .all()
                        .get(0)
                        .host())
                .isEqualTo("mirror.example.com");
    }

    @Test
    public void scriptsMayLeaveOutWhatHasADefault() {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setRegistries(null);
        configuration.setArgoCdServers(null);
        configuration.setPullSecrets(null);
        configuration.setWebhookSources(null);
        configuration.setGit(null);
        configuration.setDefaults(null);
        configuration.setAllowed(null);
        configuration.setLimits(null);
        assertThat(configuration.registryEndpoints().all()).hasSize(1);
        assertThat(configuration.getLimits().getMaxConcurrentPolls()).isEqualTo(10);
        assertThat(configuration.getGit().getKnownHosts()).isEmpty();
    }

    @Test
    public void theFormSaysTheSame() {
        RegistryConfig.DescriptorImpl registry = descriptor(RegistryConfig.DescriptorImpl.class);
        ArgoCdServerConfig.DescriptorImpl server = descriptor(ArgoCdServerConfig.DescriptorImpl.class);
        GitConfig.DescriptorImpl git = descriptor(GitConfig.DescriptorImpl.class);
        assertSays(registry.doCheckPrefix("https://ghcr.io", false, ""), "Enter it as in image names");
        assertSays(registry.doCheckPrefix("", false, "https://a.b"), "Enter the beginning of its image names");
        assertSays(registry.doCheckDefaultNamespace("/a b"), "Enter it as in image names");
        assertSays(registry.doCheckRequestsPerSecond("-1"), "Enter a whole number from 0");
        assertSays(registry.doCheckApiUrl("javascript:alert(1)"), "Enter an address with http:// or https://");
        assertSays(server.doCheckUrl(""), "Required");
        assertSays(server.doCheckUrl("javascript:alert(1)"), "Enter an address with http:// or https://");
        assertSays(git.doCheckKnownHosts("garbage"), "is not a line of known_hosts");
        assertThat(registry.doCheckPrefix("", true, "https://a.b").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(registry.doCheckPrefix("ghcr.io/my-org", false, null).kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void whoNamesNoServerOfTheConfigurationIsToldWhichThereAre() {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        assertServer("", "none is configured. Ask an administrator");
        assertServer("prod", "no Argo CD server 'prod'. Ask an administrator");
        configuration.setArgoCdServers(List.of(new ArgoCdServerConfig("", "https://a.example.com")));
        assertServer("prod", "no Argo CD server 'prod'. Ask an administrator");
        configuration.setArgoCdServers(List.of(
                new ArgoCdServerConfig("production", "https://a.example.com"),
                new ArgoCdServerConfig("staging", "https://b.example.com")));
        assertServer("prod", "no Argo CD server 'prod'. There are: production, staging");
        assertServer("", "several are configured, and none is the default. There are: production, staging");
    }

    @Test
    public void serversThatJobsMayNotUseAreNotNamed() {
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setArgoCdServers(List.of(
                new ArgoCdServerConfig("production", "https://a.example.com"),
                new ArgoCdServerConfig("secret", "https://b.example.com")));
        AllowedTargetsConfig allowed = new AllowedTargetsConfig();
        allowed.setArgoCdServers(List.of("prod*"));
        configuration.setAllowed(allowed);
        assertThatThrownBy(() -> configuration.argoCdServer("prod"))
                .hasMessageEndingWith("There are: production")
                .hasMessageNotContaining("secret");
    }

    private static void assertServer(String name, String words) {
        assertThatThrownBy(() -> ArgoImageUpdateConfiguration.get().argoCdServer(name))
                .hasMessageContaining("choose the Argo CD server: " + words);
    }

    private static <T extends hudson.model.Descriptor<?>> T descriptor(Class<T> type) {
        return JENKINS.jenkins.getDescriptorByType(type);
    }

    private static void assertSays(FormValidation validation, String words) {
        assertThat(validation.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(validation.getMessage()).contains(words);
    }

    @Test
    public void aPasswordInAPrefixIsNotRepeated() {
        for (String prefix : List.of("user:canary@ghcr.io", "https://user:canary@ghcr.io")) {
            assertThatThrownBy(() -> new RegistryConfig(prefix))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    private void configure(String yaml) throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, yaml);
        ConfigurationAsCode.get().configure(file.toUri().toString());
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addTo;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.file;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.sshKey;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.domains.SchemeSpecification;
import hudson.model.Fingerprint;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class CredentialResolverTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final RegistryEndpoint HUB = RegistryEndpoint.DOCKER_HUB;
    private static final URI ARGO_CD = URI.create("https://argocd.example.com");
    private static final String DOCKER_CONFIG =
            "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"dXNlcjpodWItY2FuYXJ5\"}}}";

    private Folder team;
    private FreeStyleProject job;
    private FreeStyleProject stranger;

    @Before
    public void setUp() throws Exception {
        team = JENKINS.createProject(Folder.class);
        job = team.createProject(FreeStyleProject.class, "job");
        stranger = JENKINS.createProject(Folder.class).createProject(FreeStyleProject.class, "job");
    }

    @Test
    public void findsCredentialsOfTheJobsFolderAndOfNoOther() throws Exception {
        addTo(team, userPassword("team-hub", "team", "canary"));

        assertThat(CredentialResolver.of(job).registryLogin("team-hub", HUB))
                .isEqualTo(RegistryLogin.of("team", "canary"));
        assertThat(CredentialResolver.of(JENKINS.buildAndAssertSuccess(job)).registryLogin("team-hub", HUB))
                .isEqualTo(RegistryLogin.of("team", "canary"));
        assertThatThrownBy(() -> CredentialResolver.of(stranger).registryLogin("team-hub", HUB))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'team-hub'")
                .hasMessageContaining("docker.io")
                .hasMessageContaining(stranger.getFullName())
                .hasMessageContaining("Create a user name and password")
                .hasMessageNotContaining("canary");
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(stranger);
        assertThatThrownBy(() -> CredentialResolver.of(build).registryLogin("team-hub", HUB))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> CredentialResolver.ofJenkins().registryLogin("team-hub", HUB))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    public void prefersTheCredentialsOfTheFolderToThoseOfJenkins() throws Exception {
        addToJenkins(userPassword("both", "all", "global"));
        addTo(team, userPassword("both", "team", "own"));

        assertThat(CredentialResolver.of(job).registryLogin("both", HUB)).isEqualTo(RegistryLogin.of("team", "own"));
        assertThat(CredentialResolver.of(stranger).registryLogin("both", HUB))
                .isEqualTo(RegistryLogin.of("all", "global"));
    }

    @Test
    public void keepsSystemCredentialsFromJobs() throws Exception {
        addToJenkins(userPassword(CredentialsScope.SYSTEM, "system-only", "admin", "canary"));

        assertThat(CredentialResolver.ofJenkins()
                        .registryLogin("system-only", HUB)
                        .username())
                .isEqualTo("admin");
        assertThatThrownBy(() -> CredentialResolver.of(job).registryLogin("system-only", HUB))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    public void respectsTheDomainOfCredentials() throws Exception {
        Domain domain = new Domain("hub", "", List.of(new HostnameSpecification("registry-1.docker.io", "")));
        addToJenkins(domain, userPassword("hub-only", "user", "canary"));
        RegistryEndpoint other = RegistryEndpoint.inferred("evil.example.com");

        assertThat(CredentialResolver.of(job).registryLogin("hub-only", HUB).username())
                .isEqualTo("user");
        assertThatThrownBy(() -> CredentialResolver.of(job).registryLogin("hub-only", other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("evil.example.com")
                .hasMessageContaining("domain");
    }

    @Test
    public void recordsTheUseByTheBuildAndByTheJob() throws Exception {
        Credentials credentials = userPassword("tracked", "user", "canary");
        addToJenkins(credentials);

        CredentialResolver.of(JENKINS.buildAndAssertSuccess(job)).registryLogin("tracked", HUB);
        assertThat(fingerprint(credentials).getJobs()).containsExactly(job.getFullName());
        CredentialResolver.of(stranger).registryLogin("tracked", HUB);
        assertThat(fingerprint(credentials).getFacets()).isNotEmpty();
    }

    private static Fingerprint fingerprint(Credentials credentials) throws Exception {
        return CredentialsProvider.getFingerprintOf(credentials);
    }

    @Test
    public void readsARegistrysLoginOutOfEachKindOfCredentials() throws Exception {
        addToJenkins(file("config-file", DOCKER_CONFIG));
        addToJenkins(text("config-text", DOCKER_CONFIG));
        addToJenkins(text("pair", "user:a:b"));
        addToJenkins(text("identity", "token-canary"));
        CredentialResolver resolver = CredentialResolver.of(job);

        RegistryLogin hub = RegistryLogin.of("user", "hub-canary");
        assertThat(resolver.registryLogin("config-file", HUB)).isEqualTo(hub);
        assertThat(resolver.registryLogin("config-text", HUB)).isEqualTo(hub);
        assertThat(resolver.registryLogin("pair", HUB)).isEqualTo(RegistryLogin.of("user", "a:b"));
        assertThat(resolver.registryLogin("identity", HUB)).isEqualTo(new RegistryLogin("", "", "token-canary"));
    }

    @Test
    public void saysWhatIsWrongWithADockerConfiguration() throws Exception {
        addToJenkins(file("hub-config", DOCKER_CONFIG));
        addToJenkins(file("no-config", "canary"));
        CredentialResolver resolver = CredentialResolver.of(job);

        assertThatThrownBy(() -> resolver.registryLogin("hub-config", RegistryEndpoint.inferred("ghcr.io")))
                .hasMessageContaining("no login for ghcr.io")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> resolver.registryLogin("no-config", HUB))
                .hasMessageContaining("auths")
                .hasMessageNotContaining("canary");
    }

    @Test
    public void readsArgoCdsLoginOutOfATokenOrAPassword() throws Exception {
        addToJenkins(text("argocd-token", " token \n"));
        addToJenkins(userPassword("argocd-user", "jenkins", "password"));
        CredentialResolver resolver = CredentialResolver.of(job);

        assertThat(resolver.argoCd("argocd-token", ARGO_CD)).isEqualTo(new ArgoCdCredentials.Token("token"));
        assertThat(resolver.argoCd("argocd-user", ARGO_CD))
                .isEqualTo(new ArgoCdCredentials.UserPassword("jenkins", "password"));
    }

    @Test
    public void readsGitsLoginOutOfEachKindOfCredentials() throws Exception {
        addToJenkins(userPassword("git-pair", "user", "password"));
        addToJenkins(text("git-token", "token"));
        addToJenkins(sshKey("git-key", "git", "a key", "passphrase"));
        CredentialResolver resolver = CredentialResolver.of(job);
        ServerAddress url = ServerAddress.ofRepository("https://github.com/my-org/app.git");

        assertThat(resolver.git("git-pair", url)).isEqualTo(new GitCredentials.UserPassword("user", "password"));
        assertThat(resolver.git("git-token", url)).isEqualTo(new GitCredentials.Token("token"));
        GitCredentials.SshKey key = (GitCredentials.SshKey)
                resolver.git("git-key", ServerAddress.ofRepository("git@github.com:my-org/app.git"));
        assertThat(key.user()).isEqualTo("git");
        assertThat(key.privateKey()).startsWith("a key");
        assertThat(key.passphrase()).isEqualTo("passphrase");
    }

    @Test
    public void asksTheDomainOfGitCredentialsForTheHostOfAnSshAddressToo() throws Exception {
        Domain domain = new Domain("github", "", List.of(new HostnameSpecification("github.com", "")));
        addToJenkins(domain, sshKey("github-only", "git", "a key", ""));

        assertThat(CredentialResolver.of(job)
                        .git("github-only", ServerAddress.ofRepository("git@github.com:my-org/app.git")))
                .isNotNull();
        assertThatThrownBy(() -> CredentialResolver.of(job)
                        .git("github-only", ServerAddress.ofRepository("git@evil.example.com:my-org/app.git")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("domain");
    }

    @Test
    public void signsWithAnSshKey() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        addToJenkins(sshKey("signing", "any", pem, ""));

        CommitSigner signer = CredentialResolver.of(job).sshSigner("signing");

        assertThat(signer.sign(new byte[] {1})).startsWith("-----BEGIN SSH SIGNATURE-----");
    }

    @Test
    public void refusesASigningKeyThatIsNone() throws Exception {
        addToJenkins(text("no-key", "canary"));
        CredentialResolver resolver = CredentialResolver.of(job);

        assertThatThrownBy(() -> resolver.openPgpSigner("no-key", "", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> resolver.sshSigner("no-key"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SSH user name with private key");
    }

    @Test
    public void refusesAKindThatWillNotDo() throws Exception {
        addToJenkins(sshKey("ssh", "git", "canary", ""));

        assertThatThrownBy(() -> CredentialResolver.of(job).argoCd("ssh", ARGO_CD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'ssh'")
                .hasMessageContaining("argocd.example.com")
                .hasMessageContaining("SSH Username with private key")
                .hasMessageContaining("Use a secret text")
                .hasMessageNotContaining("canary");
    }

    @Test
    public void saysWhereCredentialsAreMissing() {
        assertThatThrownBy(() -> CredentialResolver.of(job).argoCd("", ARGO_CD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("argocd.example.com")
                .hasMessageContaining("no credentials are configured");
    }

    @Test
    public void refusesToAnnotationsWhatAnyServerWouldGet() throws Exception {
        addToJenkins(userPassword("everywhere", "user", "canary"));
        addToJenkins(
                new Domain("any https", "", List.of(new SchemeSpecification("https"))),
                userPassword("any-https", "user", "canary"));
        CredentialResolver resolver = CredentialResolver.of(job);

        for (String id : List.of("everywhere", "any-https")) {
            assertThat(resolver.registryLogin(id, HUB).username()).isEqualTo("user");
            assertThatThrownBy(() -> resolver.registryLogin(new CredentialRef(id, true), HUB))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("an annotation names these credentials")
                    .hasMessageContaining("registry-1.docker.io")
                    .hasMessageNotContaining("canary");
        }
        assertThatThrownBy(() -> resolver.git(
                        new CredentialRef("everywhere", true),
                        ServerAddress.ofRepository("https://git.example.com/a.git")))
                .hasMessageContaining("git.example.com");
    }

    @Test
    public void letsAnnotationsNameWhatIsBoundToTheServer() throws Exception {
        Domain git = new Domain("git", "", List.of(new HostnameSpecification("git.example.com", "")));
        addToJenkins(git, userPassword("charts-bound", "user", "password"));
        addToJenkins(git, sshKey("charts-key", "git", "a key", ""));
        CredentialRef charts = new CredentialRef("charts-bound", true);
        CredentialResolver resolver = CredentialResolver.of(job);

        assertThat(resolver.git(charts, ServerAddress.ofRepository("https://git.example.com/a.git")))
                .isEqualTo(new GitCredentials.UserPassword("user", "password"));
        assertThat(resolver.git(
                        new CredentialRef("charts-key", true), ServerAddress.ofRepository("git@git.example.com:a.git")))
                .isInstanceOf(GitCredentials.SshKey.class);
        assertThatThrownBy(() -> resolver.git(charts, ServerAddress.ofRepository("https://evil.example.com/a.git")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("domain");
    }
}

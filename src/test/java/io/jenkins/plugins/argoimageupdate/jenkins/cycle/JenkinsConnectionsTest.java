package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.AllowedTargetsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.PullSecretMapping;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class JenkinsConnectionsTest {

    private static final String REPOSITORY = "https://git.example.com/charts.git";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void findsCredentialsOfAFolderForItsJobsAlone() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        CredentialStores.addTo(folder, CredentialStores.userPassword("team-git", "bot", "canary"));
        FreeStyleProject inside = folder.createProject(FreeStyleProject.class, "inside");
        FreeStyleProject outside = jenkins.createFreeStyleProject("outside");

        assertThat(JenkinsConnections.of(inside)
                        .repository(REPOSITORY, "team-git")
                        .credentials())
                .isEqualTo(new GitCredentials.UserPassword("bot", "canary"));
        assertThat(JenkinsConnections.of(jenkins.buildAndAssertSuccess(inside))
                        .repository(REPOSITORY, "team-git")
                        .credentials())
                .isInstanceOf(GitCredentials.UserPassword.class);
        assertThatThrownBy(() -> JenkinsConnections.of(outside).repository(REPOSITORY, "team-git"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("team-git")
                .hasMessageNotContaining("canary");
    }

    @Test
    public void takesTheSecretThatAnAnnotationNamesAsTheCredentialsOfThatName() throws Exception {
        Domain domain = new Domain("git", "", List.of(new HostnameSpecification("git.example.com", "")));
        CredentialStores.addToJenkins(domain, CredentialStores.userPassword("charts", "bot", "canary"));
        JenkinsConnections connections = JenkinsConnections.of(jenkins.createFreeStyleProject());

        assertThat(connections.repository(REPOSITORY, "secret:argocd/charts").credentials())
                .isInstanceOf(GitCredentials.UserPassword.class);
        assertThat(connections.repository(REPOSITORY, "repocreds").credentials())
                .isEqualTo(new GitCredentials.Anonymous());
    }

    @Test
    public void letsAnnotationsNameOtherCredentialsOnlyAsTheAdministratorSays() throws Exception {
        CredentialStores.addToJenkins(CredentialStores.userPassword("prod-db", "root", "canary"));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();

        assertThatThrownBy(() -> login(job, "pullsecret:argocd/prod-db", "evil.example.com/x/y"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("an annotation names these credentials")
                .hasMessageContaining("evil.example.com")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> JenkinsConnections.of(job).repository(REPOSITORY, "secret:argocd/prod-db"))
                .hasMessageContaining("git.example.com");
        assertThat(login(job, "prod-db", "ghcr.io/x/y").username()).isEqualTo("root");

        PullSecretMapping mapping = new PullSecretMapping("pullsecret:argocd/prod-db", "prod-db");
        mapping.setOnlyFor("ghcr.io/my-org");
        configuration.setPullSecrets(List.of(mapping));
        assertThat(login(job, "pullsecret:argocd/prod-db", "ghcr.io/my-org/app").username())
                .isEqualTo("root");
        assertThatThrownBy(() -> login(job, "pullsecret:argocd/prod-db", "ghcr.io/other/app"))
                .hasMessageContaining("its mappings do not cover");

        configuration.setPullSecrets(List.of());
        AllowedTargetsConfig allowed = new AllowedTargetsConfig();
        allowed.setUnmappedSecrets(true);
        configuration.setAllowed(allowed);
        assertThat(login(job, "pullsecret:argocd/prod-db", "ghcr.io/other/app").username())
                .isEqualTo("root");
    }

    private static RegistryLogin login(FreeStyleProject job, String source, String image) throws Exception {
        ImageReference reference = ImageReference.parse(image);
        SelectionRule rule = new SelectionRule(UpdateStrategy.SEMVER, "", "", List.of(), List.of());
        JenkinsConnections connections = JenkinsConnections.of(job);
        return connections.login(
                new WatchedImage(reference, rule, false, source, null), connections.registry(reference));
    }

    @Test
    public void reachesOnlyWhatTheAdministratorAllows() throws Exception {
        AllowedTargetsConfig allowed = new AllowedTargetsConfig();
        allowed.setRegistries(List.of("ghcr.io/my-org"));
        allowed.setRepositories(List.of("github.com/my-org"));
        allowed.setArgoCdServers(List.of("production"));
        ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
        configuration.setAllowed(allowed);
        CredentialStores.addToJenkins(CredentialStores.text("token", "canary"));
        configuration.setArgoCdServers(List.of(server("production"), server("staging")));
        JenkinsConnections connections = JenkinsConnections.of(jenkins.createFreeStyleProject());

        assertThat(connections
                        .registry(ImageReference.parse("ghcr.io/my-org/app"))
                        .host())
                .isEqualTo("ghcr.io");
        assertThatThrownBy(() -> connections.registry(ImageReference.parse("nginx")))
                .hasMessageContaining("docker.io/library/nginx");
        assertThat(connections
                        .repository("https://github.com/my-org/charts", "")
                        .toString())
                .contains("my-org");
        assertThatThrownBy(() -> connections.repository(REPOSITORY, "")).hasMessageContaining("git.example.com/charts");
        assertThat(connections.argocd("production").server().name()).isEqualTo("production");
        assertThatThrownBy(() -> connections.argocd("staging")).hasMessageContaining("staging");
    }

    private static ArgoCdServerConfig server(String name) {
        ArgoCdServerConfig server = new ArgoCdServerConfig(name, "https://" + name + ".example.com");
        server.setCredentialsId("token");
        return server;
    }
}

package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CommitSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitRemote;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.AllowedTargets;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.JenkinsRegistryCredentials;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.PullSecretRule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connects as the global configuration says, with the credentials that a build or job may use, and only to where the administrator
 * allows. For one run of a cycle: what is configured when it is made counts to its end. Thread-safe.
 */
public final class JenkinsConnections implements Connections {

    private static final String REPOSITORY_CREDENTIALS = "repocreds";

    private final ArgoImageUpdateConfiguration configuration;
    private final CredentialResolver resolver;
    private final AllowedTargets allowed;
    private final PullSecretRule rule;
    private final Map<String, ArgoCdClient> clients = new ConcurrentHashMap<>();

    private JenkinsConnections(CredentialResolver resolver) {
        this.configuration = ArgoImageUpdateConfiguration.get();
        this.resolver = resolver;
        this.allowed = configuration.allowedTargets();
        this.rule = configuration.pullSecretRule();
    }

    /** For a build. */
    public static JenkinsConnections of(Run<?, ?> run) {
        return new JenkinsConnections(CredentialResolver.of(run));
    }

    /** For a job that is polled. */
    public static JenkinsConnections of(Item item) {
        return new JenkinsConnections(CredentialResolver.of(item));
    }

    /** How commits are written. */
    public CommitSettings commits() {
        return new CommitSettings(
                configuration.getGit().toStyle(resolver), configuration.getGit().toTemplate());
    }

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        RegistryEndpoint endpoint = configuration.registryEndpoints().of(image);
        allowed.requireImage(image, endpoint);
        return endpoint;
    }

    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) throws InterruptedException {
        return new JenkinsRegistryCredentials(resolver, rule).resolveFor(image.pullSecret(), endpoint);
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        allowed.requireRepository(url);
        return configuration.getGit().toRemote(url, gitCredentials(url, credentials));
    }

    /** What Argo CD itself uses for a repository is not known here: such Applications are written without a login. */
    private GitCredentials gitCredentials(String url, String source) {
        if (source.isEmpty() || source.equals(REPOSITORY_CREDENTIALS)) {
            return new GitCredentials.Anonymous();
        }
        return resolver.git(rule.gitCredentialsId(source), url);
    }

    @Override
    public boolean hasArgoCd() {
        return !configuration.getArgoCdServers().isEmpty();
    }

    @Override
    public ArgoCdClient argocd(String server) {
        ArgoCdServerConfig found = configuration.argoCdServer(server);
        allowed.requireArgoCd(found.getName());
        return clients.computeIfAbsent(
                found.getName(),
                name -> new ArgoCdClient(
                        found.toServer(resolver),
                        io.jenkins.plugins.argoimageupdate.jenkins.config.Connections.get()
                                .http()));
    }
}

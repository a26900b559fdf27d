package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CommitSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.AllowedTargets;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.SecretMappings;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
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
    private final SecretMappings rule;
    private final String job;
    private final Map<String, ArgoCdClient> clients = new ConcurrentHashMap<>();

    private JenkinsConnections(CredentialResolver resolver, String job) {
        this.job = job;
        this.configuration = ArgoImageUpdateConfiguration.get();
        this.resolver = resolver;
        this.allowed = configuration.allowedTargets();
        this.rule = configuration.pullSecretRule();
    }

    /** For a build. */
    public static JenkinsConnections of(Run<?, ?> run) {
        return new JenkinsConnections(
                CredentialResolver.of(run), run.getParent().getFullName());
    }

    /** For a job that is polled. */
    public static JenkinsConnections of(Item item) {
        return new JenkinsConnections(CredentialResolver.of(item), item.getFullName());
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
    public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) {
        String repository = endpoint.repositoryOf(image.image());
        return image.pullSecret().isEmpty()
                ? resolver.loginOf(endpoint, repository)
                : resolver.registryLogin(
                        rule.ofImage(image.pullSecret(), image.image(), endpoint), endpoint, repository);
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        ServerAddress address = ServerAddress.ofRepository(url);
        allowed.requireRepository(address);
        GitRemote remote = configuration
                .getGit()
                .toRemote(address, gitCredentials(address, credentials))
                .withRedirects(allowed.repositoryRedirects());
        String id = isAnonymous(credentials)
                ? ""
                : rule.ofRepository(credentials, address).id();
        ServerUsage.get().used(remote.toString(), id, job);
        return remote.counting(ServerUsage.get().git().of(remote.toString()));
    }

    /** What Argo CD itself uses for a repository is not known here: such Applications are written without a login. */
    private GitCredentials gitCredentials(ServerAddress address, String source) {
        if (isAnonymous(source)) {
            return new GitCredentials.Anonymous();
        }
        return resolver.git(rule.ofRepository(source, address), address);
    }

    private static boolean isAnonymous(String source) {
        return source.isEmpty() || source.equals(REPOSITORY_CREDENTIALS);
    }

    @Override
    public boolean hasArgoCd() {
        return !configuration.getArgoCdServers().isEmpty();
    }

    @Override
    public ArgoCdClient argocd(String server) {
        ArgoCdServerConfig found = configuration.argoCdServer(server);
        allowed.requireArgoCd(found.getName());
        ServerUsage.get().used(found.getName(), found.getCredentialsId(), job);
        return clients.computeIfAbsent(found.getName(), name -> client(found));
    }

    private ArgoCdClient client(ArgoCdServerConfig server) {
        HttpConnector http = io.jenkins.plugins.argoimageupdate.jenkins.config.HttpServices.get()
                .http();
        return new ArgoCdClient(server.toServer(resolver), http)
                .counting(ServerUsage.get().argoCd().of(server.getName()));
    }

    @Override
    public Holds holds() {
        return HoldStore.get();
    }

    /** Asks the Argo CD servers that were used for their versions, unless those are known. */
    public void learnVersions() throws InterruptedException {
        for (ArgoCdClient client : clients.values()) {
            ServerUsage.get().learnVersion(client);
        }
    }
}

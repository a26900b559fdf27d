package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.EnvironmentProxies;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.DockerConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.LocalCredentials;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.UnusableDockerConfigException;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connects as the files and the environment of the command line say. */
final class LocalConnections implements Connections {

    private static final Pattern LOCAL = Pattern.compile("(?i)(env|ext):.*", Pattern.DOTALL);

    private final ConnectionsFile file;
    private final RegistryEndpoints endpoints;
    private final HttpConnector connector;
    private final PlainHttp plainHttp;
    private final Holds holds;
    private final LocalCredentials local = new LocalCredentials(System.getenv());
    private final Map<String, ArgoCdClient> clients = new ConcurrentHashMap<>();

    /** Nothing is held. @param plainHttp hears of each server that gets credentials */
    LocalConnections(ConnectionsFile file, RegistryEndpoints endpoints, HttpConnector connector, PlainHttp plainHttp) {
        this(file, endpoints, connector, plainHttp, Holds.NONE);
    }

    LocalConnections(
            ConnectionsFile file,
            RegistryEndpoints endpoints,
            HttpConnector connector,
            PlainHttp plainHttp,
            Holds holds) {
        this.holds = holds;
        this.plainHttp = plainHttp;
        this.file = file;
        this.endpoints = endpoints;
        this.connector = connector;
    }

    /** For a command that says nothing of servers without TLS. */
    static LocalConnections of(ConnectionsFile file, RegistryOptions registries, @Nullable HoldsFile holds) {
        return new LocalConnections(
                file,
                registries.endpoints(file.registriesConf()),
                registries.connector(),
                new PlainHttp(warning -> {}),
                holds == null ? Holds.NONE : holds);
    }

    @Override
    public Holds holds() {
        return holds;
    }

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        return endpoints.of(image);
    }

    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) throws InterruptedException {
        String source = image.pullSecret().isEmpty() ? endpoint.credentials() : image.pullSecret();
        if (source.isEmpty()) {
            return RegistryLogin.ANONYMOUS;
        }
        RegistryLogin login = login(source, image, endpoint);
        if (!login.equals(RegistryLogin.ANONYMOUS)) {
            plainHttp.credentialsGoTo(endpoint.api());
        }
        return login;
    }

    private RegistryLogin login(String source, WatchedImage image, RegistryEndpoint endpoint)
            throws InterruptedException {
        boolean annotated = image.isSecretAnnotated() && !image.pullSecret().isEmpty();
        if (isLocal(source)) {
            if (annotated) {
                file.annotations().requireLocal(source, AnnotationRule.place(image.image(), endpoint));
            }
            return local.resolve(source, endpoint);
        }
        NamedCredentials credentials = named(source, "log in to " + endpoint.host());
        if (annotated) {
            file.annotations().requireRegistry(source, credentials, AnnotationRule.place(image.image(), endpoint));
        }
        if (credentials.dockerConfig().isEmpty()) {
            return RegistryLogin.of(credentials.username(), credentials.password());
        }
        try {
            return DockerConfig.parse(credentials.dockerConfig()).login(endpoint, endpoint.repositoryOf(image.image()));
        } catch (UnusableDockerConfigException e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "log in to " + endpoint.host() + " with the Docker configuration of credentials '" + id(source)
                            + "'",
                    e.getMessage(),
                    e.advice(),
                    e);
        }
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        return repository(url, credentials, false);
    }

    @Override
    public GitRemote repository(String url, String credentials, boolean isAnnotated) {
        ServerAddress address = ServerAddress.ofRepository(url);
        GitCredentials login = gitCredentials(address, credentials, isAnnotated);
        boolean anonymous =
                login instanceof GitCredentials.Anonymous && address.login().isEmpty();
        if (address.isWeb() && !anonymous) {
            plainHttp.credentialsGoTo(address.toUri());
        }
        return new GitRemote(
                address,
                login,
                file.knownHosts(),
                file.gitTrust(),
                new EnvironmentProxies(System.getenv()),
                GitRemote.DEFAULT_TIMEOUT);
    }

    private GitCredentials gitCredentials(ServerAddress address, String source, boolean isAnnotated) {
        if (source.isEmpty() || source.equals("repocreds")) {
            return file.credentials().values().stream()
                    .filter(credentials -> credentials.isFor(address))
                    .findFirst()
                    .map(LocalConnections::git)
                    .orElse(new GitCredentials.Anonymous());
        }
        NamedCredentials credentials = named(source, "log in to " + address);
        if (isAnnotated) {
            file.annotations().requireRepository("git:" + source, credentials, address);
        }
        return git(credentials);
    }

    private static GitCredentials git(NamedCredentials credentials) {
        if (!credentials.privateKey().isEmpty()) {
            return new GitCredentials.SshKey(
                    credentials.username(), credentials.privateKey() + "\n", credentials.passphrase());
        }
        return credentials.username().isEmpty()
                ? new GitCredentials.Token(credentials.password())
                : new GitCredentials.UserPassword(credentials.username(), credentials.password());
    }

    @Override
    public boolean hasArgoCd() {
        return !file.argocd().isEmpty();
    }

    @Override
    public ArgoCdClient argocd(String server) {
        ArgoCdServer found = server.isEmpty() && hasArgoCd()
                ? file.servers().get(0)
                : file.argocd().get(server);
        if (found == null) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "connect to Argo CD" + (server.isEmpty() ? "" : " '" + server + "'"),
                    "no such server is configured",
                    hasArgoCd()
                            ? SpellingSuggestion.advice(server, file.argocd().keySet())
                            : "Configure it under connections, argocd");
        }
        plainHttp.credentialsGoTo(found.url());
        return clients.computeIfAbsent(found.name(), name -> new ArgoCdClient(found, connector));
    }

    /** Whether a source is a variable or a program of this machine. */
    static boolean isLocal(String source) {
        return LOCAL.matcher(source).matches();
    }

    private NamedCredentials named(String source, String attempted) {
        NamedCredentials credentials = file.credentials().get(id(source));
        if (credentials == null) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    attempted,
                    "there are no credentials '" + id(source) + "'",
                    SpellingSuggestion.near(id(source), file.credentials().keySet())
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse("Add them under connections, credentials")
                            + (id(source).equals(source) ? "" : "; '" + source + "' means those of this name"));
        }
        return credentials;
    }

    /** {@code pullsecret:<namespace>/<name>} and {@code secret:<namespace>/<name>#<field>} mean the credentials of that name. */
    private static String id(String source) {
        return source.replaceFirst("(?i)^(pullsecret|secret):(.*/)?", "").replaceFirst("#.*$", "");
    }
}

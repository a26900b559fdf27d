package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/** The same registry, login and Argo CD server for everything. */
final class FixedConnections implements Connections {

    private final RegistryEndpoint endpoint;
    private final RegistryLogin login;
    private final Function<String, GitRemote> remotes;
    private final ArgoCdClient argocd;
    private Holds holds;

    /** @param argocd null for none */
    FixedConnections(
            RegistryEndpoint endpoint, RegistryLogin login, Function<String, GitRemote> remotes, ArgoCdServer argocd) {
        this(endpoint, login, remotes, argocd == null ? null : new ArgoCdClient(argocd, connector()), new FixedHolds());
    }

    private FixedConnections(
            RegistryEndpoint endpoint,
            RegistryLogin login,
            Function<String, GitRemote> remotes,
            ArgoCdClient argocd,
            Holds holds) {
        this.holds = holds;
        this.endpoint = endpoint;
        this.login = login;
        this.remotes = remotes;
        this.argocd = argocd;
    }

    /**
     * Without credentials, at a registry that takes Docker Hub's place.
     *
     * @param argocd null for none
     */
    static FixedConnections anonymous(URI registry, ArgoCdServer argocd) {
        return new FixedConnections(
                RegistryEndpoint.at("docker.io", registry, TlsTrust.DEFAULT),
                RegistryLogin.ANONYMOUS,
                FixedConnections::anonymous,
                argocd);
    }

    /** The same with other holds. */
    FixedConnections with(Holds others) {
        return new FixedConnections(endpoint, login, remotes, argocd, others);
    }

    static GitRemote anonymous(String url) {
        return GitRemote.of(url, new GitCredentials.Anonymous());
    }

    /** The same object, which has no place for holds any more. */
    FixedConnections withoutHolds() {
        holds = Holds.NONE;
        return this;
    }

    /** A server that is named {@code demo}. */
    static ArgoCdServer demo(URI argocd, String token) {
        return new ArgoCdServer("demo", argocd, TlsTrust.DEFAULT, new ArgoCdCredentials.Token(token));
    }

    static HttpConnector connector() {
        return new HttpConnector(HttpLimits.DEFAULT, null);
    }

    static Engine engine(Path directory) {
        RegistryClients clients = new RegistryClients(connector());
        return new Engine(
                clients,
                new RegistrySelector(clients, new TagMetadataCache(), new PushTimes()),
                new GitWorkspace(directory));
    }

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        return endpoint;
    }

    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint asked) {
        return login;
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        return remotes.apply(url);
    }

    @Override
    public Holds holds() {
        return holds;
    }

    @Override
    public boolean hasArgoCd() {
        return argocd != null;
    }

    @Override
    public ArgoCdClient argocd(String server) {
        if (argocd == null) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION, "connect to Argo CD", "none is configured", "");
        }
        return argocd;
    }
}

package io.jenkins.plugins.argoimageupdate.engine.bench;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One registry without credentials.
 *
 * @param client null for no Argo CD
 */
record BenchConnections(RegistryEndpoint endpoint, @Nullable ArgoCdClient client) implements Connections {

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        return endpoint;
    }

    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint asked) {
        return RegistryLogin.ANONYMOUS;
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        return GitRemote.of(url, new GitCredentials.Anonymous());
    }

    @Override
    public boolean hasArgoCd() {
        return client != null;
    }

    @Override
    public ArgoCdClient argocd(String server) {
        return Objects.requireNonNull(client);
    }
}

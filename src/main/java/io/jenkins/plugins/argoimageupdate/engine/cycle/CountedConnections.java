package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;

/** The same connections, whose requests to Git and Argo CD count for one run; those to registries are counted where they are asked. */
record CountedConnections(Connections connections, RequestCounts run) implements Connections {

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        return connections.registry(image);
    }

    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) throws InterruptedException {
        return connections.login(image, endpoint);
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        return repository(url, credentials, false);
    }

    @Override
    public GitRemote repository(String url, String credentials, boolean isAnnotated) {
        GitRemote remote = connections.repository(url, credentials, isAnnotated);
        return remote.counting(run.of(remote.toString()));
    }

    @Override
    public boolean hasArgoCd() {
        return connections.hasArgoCd();
    }

    @Override
    public ArgoCdClient argocd(String server) {
        ArgoCdClient client = connections.argocd(server);
        return client.counting(run.of(client.server().name()));
    }

    @Override
    public Holds holds() {
        return connections.holds();
    }
}

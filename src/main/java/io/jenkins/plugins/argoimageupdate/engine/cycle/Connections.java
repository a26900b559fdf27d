package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;

/**
 * Where things are and who we are there, in the context of whoever runs the cycle: the command line's files and environment,
 * or a Jenkins job's configuration and credentials. All methods throw an
 * {@link io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException} when the configuration does not allow or have it.
 */
public interface Connections {

    /** The registry of an image and how to reach it. */
    RegistryEndpoint registry(ImageReference image);

    /**
     * Who to be to the registry of an image; {@link RegistryLogin#ANONYMOUS} where nothing is configured for it.
     *
     * @param endpoint as {@link #registry} gave it
     */
    RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) throws InterruptedException;

    /**
     * @param url of the repository
     * @param credentials as configured, see {@link io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack.Git}
     */
    GitRemote repository(String url, String credentials);

    /**
     * The same, told who chose the credentials. Whoever can tell it by their form need not be.
     *
     * @param isAnnotated see {@link io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack.Git}
     */
    default GitRemote repository(String url, String credentials, boolean isAnnotated) {
        return repository(url, credentials);
    }

    /** Whether there is a default Argo CD server. Without one, what is live is read from the repository. */
    boolean hasArgoCd();

    /**
     * @param server a configured name; empty for the default server
     */
    ArgoCdClient argocd(String server);

    /** Which images are kept where they are. */
    default Holds holds() {
        return Holds.NONE;
    }
}

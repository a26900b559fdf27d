package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;

/** Finds the credentials that a configuration names. */
@FunctionalInterface
interface RegistryCredentials {

    /**
     * The login for a registry.
     *
     * @param source as configured ({@link RegistryEndpoint#credentials()} or an image's own); never empty
     * @return {@link RegistryLogin#ANONYMOUS} only if that is what the source means
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException if they cannot be had
     */
    RegistryLogin resolve(String source, RegistryEndpoint endpoint) throws InterruptedException;

    /** The login for an image: by its own source if it has one, else by that of the registry, else anonymous. */
    default RegistryLogin resolveFor(String imageSource, RegistryEndpoint endpoint) throws InterruptedException {
        String source = imageSource.isEmpty() ? endpoint.credentials() : imageSource;
        return source.isEmpty() ? RegistryLogin.ANONYMOUS : resolve(source, endpoint);
    }
}

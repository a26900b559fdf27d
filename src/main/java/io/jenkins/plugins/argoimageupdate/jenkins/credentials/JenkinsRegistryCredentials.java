package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryCredentials;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;

/** Logs the engine in to registries with Jenkins' credentials, for credentials IDs and for what annotations name. */
public final class JenkinsRegistryCredentials implements RegistryCredentials {

    private final CredentialResolver resolver;
    private final PullSecretRule rule;

    public JenkinsRegistryCredentials(CredentialResolver resolver, PullSecretRule rule) {
        this.resolver = resolver;
        this.rule = rule;
    }

    @Override
    public RegistryLogin resolve(String source, RegistryEndpoint endpoint) {
        return resolver.registryLogin(rule.credentialsId(source), endpoint);
    }
}

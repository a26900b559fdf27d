package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.DockerConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.UnusableDockerConfigException;

/**
 * The login that credentials hold for a registry: a user name and password as they are; a secret file or text with a Docker
 * {@code config.json}, of which the entry for the registry counts; a secret text {@code user:password}; any other secret text is an
 * identity token, as {@code docker login} keeps it.
 */
final class RegistryLogins {

    private RegistryLogins() {}

    /** @param repository in the registry; empty for any */
    static RegistryLogin of(
            StandardCredentials found, CredentialRequest need, RegistryEndpoint endpoint, String repository) {
        CredentialContent content = new CredentialContent(found, need);
        return content.userPassword()
                .map(pair -> RegistryLogin.of(pair.user(), pair.password()))
                .orElseGet(() -> ofText(content, need, endpoint, repository));
    }

    private static RegistryLogin ofText(
            CredentialContent content, CredentialRequest need, RegistryEndpoint endpoint, String repository) {
        String text = content.fileOrText().strip();
        if (content.isFile() || DockerConfig.isMeantBy(text)) {
            return ofDockerConfig(text, need, endpoint, repository);
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new RegistryLogin("", "", text)
                : RegistryLogin.of(text.substring(0, colon), text.substring(colon + 1));
    }

    private static RegistryLogin ofDockerConfig(
            String text, CredentialRequest need, RegistryEndpoint endpoint, String repository) {
        try {
            return DockerConfig.parse(text).login(endpoint, repository);
        } catch (UnusableDockerConfigException e) {
            throw CredentialErrors.badContent(need, Messages.RegistryLogins_dockerConfig(e.getMessage()), e.advice());
        }
    }
}

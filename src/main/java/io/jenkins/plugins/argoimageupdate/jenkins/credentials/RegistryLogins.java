package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.argoimageupdate.engine.registry.DockerConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;

/**
 * The login that credentials hold for a registry: a user name and password as they are; a secret file or text with a Docker
 * {@code config.json}, of which the entry for the registry counts; a secret text {@code user:password}; any other secret text is an
 * identity token, as {@code docker login} keeps it.
 */
final class RegistryLogins {

    private RegistryLogins() {}

    static RegistryLogin of(StandardCredentials found, CredentialNeed need, RegistryEndpoint endpoint) {
        Content content = new Content(found, need);
        return content.userPassword()
                .map(pair -> RegistryLogin.of(pair.user(), pair.password()))
                .orElseGet(() -> ofText(content, need, endpoint));
    }

    private static RegistryLogin ofText(Content content, CredentialNeed need, RegistryEndpoint endpoint) {
        String text = content.fileOrText().strip();
        if (content.isFile() || text.startsWith("{")) {
            return ofDockerConfig(text, need, endpoint);
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new RegistryLogin("", "", text)
                : RegistryLogin.of(text.substring(0, colon), text.substring(colon + 1));
    }

    private static RegistryLogin ofDockerConfig(String json, CredentialNeed need, RegistryEndpoint endpoint) {
        DockerConfig config = DockerConfig.parse(json)
                .orElseThrow(() -> CredentialErrors.badContent(
                        need, Messages.RegistryLogins_noConfig(), Messages.RegistryLogins_noConfig_advice()));
        return config.login(endpoint)
                .orElseThrow(() -> CredentialErrors.badContent(
                        need,
                        Messages.RegistryLogins_noEntry(endpoint.host()),
                        Messages.RegistryLogins_noEntry_advice(endpoint.host())));
    }
}

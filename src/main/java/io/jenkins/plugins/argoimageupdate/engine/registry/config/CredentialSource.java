package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Locale;

/**
 * Where the Image Updater's configuration says that credentials are ({@code registry-scanner/pkg/image/credentials.go}):
 * {@code secret:<namespace>/<name>#<field>}, {@code pullsecret:<namespace>/<name>}, {@code env:<variable>} or
 * {@code ext:<absolute path>}.
 */
public sealed interface CredentialSource {

    /** A field of a Kubernetes secret that holds {@code user:password}. */
    record Secret(String namespace, String name, String field) implements CredentialSource {}

    /** A Kubernetes secret with a Docker configuration. */
    record PullSecret(String namespace, String name) implements CredentialSource {}

    /** An environment variable that holds {@code user:password}. */
    record Environment(String variable) implements CredentialSource {}

    /** A program that prints {@code user:password}. */
    record Script(String path) implements CredentialSource {}

    /**
     * Reads one of these forms; the type word may be in any case.
     *
     * @throws ConfigurationException for any other text
     */
    static CredentialSource parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() != 2 || parts.get(1).isEmpty()) {
            throw invalid(text);
        }
        String value = parts.get(1);
        switch (parts.get(0).toLowerCase(Locale.ROOT)) {
            case "secret":
                return secret(text, value);
            case "pullsecret":
                List<String> names = namespaceAndName(text, value);
                return new PullSecret(names.get(0), names.get(1));
            case "env":
                return new Environment(value);
            case "ext":
                if (!value.startsWith("/")) {
                    throw invalid(text);
                }
                return new Script(value);
            default:
                throw invalid(text);
        }
    }

    private static Secret secret(String text, String value) {
        List<String> parts = List.of(value.split("#", -1));
        if (parts.size() != 2 || parts.get(1).isEmpty()) {
            throw invalid(text);
        }
        List<String> names = namespaceAndName(text, parts.get(0));
        return new Secret(names.get(0), names.get(1), parts.get(1));
    }

    private static List<String> namespaceAndName(String text, String value) {
        List<String> names = List.of(value.split("/", -1));
        if (names.size() != 2 || names.get(0).isEmpty() || names.get(1).isEmpty()) {
            throw invalid(text);
        }
        return names;
    }

    private static ConfigurationException invalid(String text) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the source of credentials '" + text.replaceAll(":.*", ":…") + "'",
                "it has none of the known forms",
                "Write secret:<namespace>/<name>#<field>, pullsecret:<namespace>/<name>, env:<variable> or ext:<absolute path>");
    }
}

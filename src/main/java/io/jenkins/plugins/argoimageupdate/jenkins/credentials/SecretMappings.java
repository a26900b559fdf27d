package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.CredentialSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which credentials of Jenkins stand for what annotations say, {@code pullsecret:<namespace>/<name>} and the like: those that the
 * administrator has mapped it to; else, for the two kinds of Kubernetes secrets, those whose ID is the secret's name. Programs and
 * environment variables of the controller are never read: they need a mapping.
 *
 * <p>Who edits an Application's annotations names the secret and the server that it is sent to. So credentials that nobody has mapped
 * have to be bound to their server by their domain, unless the administrator lifts that. A text without a type word is no annotation's:
 * it is the ID that a job names, which may use its credentials as it likes. Immutable.
 */
public final class SecretMappings {

    private static final Pattern TYPED = Pattern.compile("(?i)(pullsecret|secret|env|ext):.*", Pattern.DOTALL);
    private static final Pattern GIT_SECRET = Pattern.compile("(?i)secret:(?:[^/]*/)?(.*)", Pattern.DOTALL);

    private final List<Mapping> mappings;
    private final boolean unmapped;

    /**
     * What the administrator has said of a source.
     *
     * @param source as written in annotations
     * @param onlyFor a glob on registry or Git repository as in {@link AllowedTargets}; empty for any
     */
    public record Mapping(String source, String credentialsId, String onlyFor) {

        boolean isOf(String other) {
            return key(source).equals(key(other));
        }

        boolean isFor(TargetAddress address) {
            return onlyFor.isBlank() || address.isCoveredBy(onlyFor);
        }
    }

    /** @param unmapped whether annotations may name any credentials that the job can use */
    public SecretMappings(List<Mapping> mappings, boolean unmapped) {
        this.mappings = List.copyOf(mappings);
        this.unmapped = unmapped;
    }

    /**
     * The credentials for an image.
     *
     * @param source as written in an annotation, or a credentials ID
     * @throws ConfigurationException if it has one of the known type words and is malformed, is mapped for other places only, or has
     *     to be mapped and is not
     */
    public CredentialRef ofImage(String source, ImageReference image, RegistryEndpoint endpoint) {
        if (!isTyped(source)) {
            return new CredentialRef(source.strip(), false);
        }
        List<Mapping> said = said(source);
        if (!said.isEmpty()) {
            return mapped(said, source, TargetAddress.of(image, endpoint));
        }
        CredentialSource parsed = CredentialSource.parse(source.strip());
        if (parsed instanceof CredentialSource.PullSecret secret) {
            return new CredentialRef(secret.name(), !unmapped);
        }
        if (parsed instanceof CredentialSource.Secret secret) {
            return new CredentialRef(secret.name(), !unmapped);
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                Messages.SecretMappings_attempted(source.strip()),
                Messages.SecretMappings_notHere(),
                Messages.SecretMappings_notHere_advice(source.strip()));
    }

    /**
     * The same for what a write-back method names after {@code git:}, where a secret has no field.
     *
     * @param source {@code secret:<namespace>/<name>} or {@code secret:<name>}, or a credentials ID
     */
    public CredentialRef ofRepository(String source, ServerAddress repository) {
        Matcher secret = GIT_SECRET.matcher(source.strip());
        if (!secret.matches()) {
            return new CredentialRef(source.strip(), false);
        }
        List<Mapping> said = said(source);
        return said.isEmpty()
                ? new CredentialRef(secret.group(1), !unmapped)
                : mapped(said, source, TargetAddress.of(repository));
    }

    private List<Mapping> said(String source) {
        return mappings.stream().filter(mapping -> mapping.isOf(source)).toList();
    }

    private static CredentialRef mapped(List<Mapping> said, String source, TargetAddress address) {
        return said.stream()
                .filter(mapping -> mapping.isFor(address))
                .findFirst()
                .map(mapping -> new CredentialRef(mapping.credentialsId(), false))
                .orElseThrow(() -> new ConfigurationException(
                        Reason.FORBIDDEN,
                        Messages.SecretMappings_attempted(source.strip()),
                        Messages.SecretMappings_elsewhere(address),
                        Messages.SecretMappings_elsewhere_advice()));
    }

    /** Whether a text names a source outside Jenkins, by one of the type words of annotations. */
    public static boolean isTyped(String source) {
        return TYPED.matcher(source.strip()).matches();
    }

    private static String key(String source) {
        String text = source.strip();
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon);
    }
}

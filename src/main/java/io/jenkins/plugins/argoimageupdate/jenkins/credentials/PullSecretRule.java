package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.registry.CredentialSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which credentials of Jenkins stand for what annotations say, {@code pullsecret:<namespace>/<name>} and the like: those that the
 * administrator has mapped it to; else, for the two kinds of Kubernetes secrets, those whose ID is the secret's name. Programs and
 * environment variables of the controller are never read: they need a mapping. A text without such a type word is an ID itself.
 * Immutable.
 */
public final class PullSecretRule {

    private static final Pattern TYPED = Pattern.compile("(?i)(pullsecret|secret|env|ext):.*", Pattern.DOTALL);

    private final Map<String, String> idsBySource = new HashMap<>();

    /** @param idsBySource credentials IDs by source, written as in annotations */
    public PullSecretRule(Map<String, String> idsBySource) {
        idsBySource.forEach((source, id) -> this.idsBySource.put(key(source), id));
    }

    /**
     * @param source as written in an annotation, or a credentials ID
     * @throws ConfigurationException if it has one of the known type words and is malformed, or has to be mapped and is not
     */
    public String credentialsId(String source) {
        String mapped = idsBySource.get(key(source));
        if (mapped != null) {
            return mapped;
        }
        if (!isTyped(source)) {
            return source.strip();
        }
        CredentialSource parsed = CredentialSource.parse(source.strip());
        if (parsed instanceof CredentialSource.PullSecret secret) {
            return secret.name();
        }
        if (parsed instanceof CredentialSource.Secret secret) {
            return secret.name();
        }
        throw new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                Messages.PullSecretRule_attempted(source.strip()),
                Messages.PullSecretRule_notHere(),
                Messages.PullSecretRule_notHere_advice(source.strip()));
    }

    /**
     * The same for what a write-back method names after {@code git:}, where a secret has no field.
     *
     * @param source {@code secret:<namespace>/<name>} or {@code secret:<name>}, or a credentials ID
     */
    public String gitCredentialsId(String source) {
        String mapped = idsBySource.get(key(source));
        return mapped == null ? source.strip().replaceFirst("(?i)^secret:([^/]*/)?", "") : mapped;
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

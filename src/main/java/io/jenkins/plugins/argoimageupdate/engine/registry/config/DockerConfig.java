package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The text of a Docker {@code config.json}, as pull secrets hold it, or of its forerunner {@code .dockercfg}. Credential helpers it
 * may name are never run. Immutable.
 */
public final class DockerConfig {

    private static final String FORM = "Give a config.json with an 'auth' for the registry, as kubectl create secret"
            + " docker-registry makes it, or a user name and password";
    private static final String DECODED =
            "Decode it: kubectl get secret <name> -o jsonpath='{.data.\\.dockerconfigjson}' | base64 -d";
    private static final Pattern SECRET =
            Pattern.compile("(?m)^[ \\t]*+(?:[{,][ \\t]*+)?+\"?(apiVersion|kind)\"?\\s*+:");
    private static final int MOST_NAMED = 5;

    private final JsonNode root;
    private final JsonNode auths;

    private DockerConfig(JsonNode root) {
        this.root = root;
        this.auths = isOld(root) ? root : root.path("auths");
    }

    /** Whether a text is such a configuration in any form, and be it one that cannot be read here. */
    public static boolean isMeantBy(String text) {
        return text.strip().startsWith("{")
                || isEncoded(text)
                || SECRET.matcher(text).find();
    }

    /**
     * Reads the text.
     *
     * @throws UnusableDockerConfigException if it is none, with what it seems to be
     */
    public static DockerConfig parse(String text) throws UnusableDockerConfigException {
        String json = text.strip().replaceFirst("^\uFEFF", "");
        if (isEncoded(json)) {
            throw new UnusableDockerConfigException("it is still base64", DECODED);
        }
        Optional<JsonNode> root = Json.object(json.getBytes(StandardCharsets.UTF_8));
        if (SECRET.matcher(json).find() && root.map(found -> found.has("kind")).orElse(true)) {
            throw new UnusableDockerConfigException(
                    "it is the whole Kubernetes Secret instead of the config.json in it", DECODED);
        }
        return root.filter(DockerConfig::isConfig)
                .map(DockerConfig::new)
                .orElseThrow(() -> new UnusableDockerConfigException(
                        "it is not a Docker config.json (a JSON object with 'auths')", FORM));
    }

    private static boolean isConfig(JsonNode root) {
        return isOld(root) || root.path("auths").isObject() || root.has("credsStore") || root.has("credHelpers");
    }

    /** What is below {@code auths} now was the whole file once. */
    private static boolean isOld(JsonNode root) {
        return !root.isEmpty() && root.valueStream().allMatch(entry -> entry.has("auth") || entry.has("username"));
    }

    private static boolean isEncoded(String text) {
        return decode(text).strip().startsWith("{");
    }

    /**
     * The login for a repository, as Kubernetes would find it: by the registry's host as images name it or as its API is reached, with or
     * without a scheme and a version; a key with a path counts below that path alone, the longest first; {@code *} may stand for
     * a part of the host's name. Docker Hub goes by any of its names.
     *
     * @param repository without the registry; empty for any
     * @throws UnusableDockerConfigException if there is none, with the reason
     */
    public RegistryLogin login(RegistryEndpoint endpoint, String repository) throws UnusableDockerConfigException {
        DockerConfigKey key = auths.propertyNames().stream()
                .map(DockerConfigKey::of)
                .filter(one -> one.covers(endpoint, repository))
                .max(Comparator.comparing((DockerConfigKey one) ->
                                !auths.path(one.written()).isEmpty())
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> helper(endpoint).orElseGet(() -> missing(endpoint, repository)));
        RegistryLogin login = login(auths.path(key.written()));
        if (login.isAnonymous()) {
            throw helper(endpoint).orElseGet(() -> empty(key));
        }
        return login;
    }

    private UnusableDockerConfigException missing(RegistryEndpoint endpoint, String repository) {
        String others = auths.propertyNames().stream()
                .limit(MOST_NAMED)
                .map(name -> DockerConfigKey.of(name).shown())
                .collect(Collectors.joining(", "));
        return new UnusableDockerConfigException(
                "it has no login for " + endpoint.host() + (repository.isEmpty() ? "" : "/" + repository)
                        + (others.isEmpty() ? "" : ", only for " + others),
                FORM);
    }

    private static UnusableDockerConfigException empty(DockerConfigKey key) {
        return new UnusableDockerConfigException(
                "its entry for " + key.shown() + " has neither a user name with a password ('auth' is base64 of"
                        + " user:password) nor an 'identitytoken'",
                FORM);
    }

    /** Docker leaves an empty entry, or none, where the password is elsewhere. */
    private Optional<UnusableDockerConfigException> helper(RegistryEndpoint endpoint) {
        Predicate<Map.Entry<String, JsonNode>> named =
                helper -> DockerConfigKey.of(helper.getKey()).covers(endpoint, "");
        String own = root.path("credHelpers").properties().stream()
                .filter(named)
                .map(helper -> helper.getValue().asString(""))
                .findFirst()
                .orElse("");
        String store = own.isEmpty() ? Json.text(root, "credsStore") : own;
        if (store.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UnusableDockerConfigException(
                "the password for " + endpoint.host() + " is not in it, but in the credential "
                        + (own.isEmpty() ? "store '" : "helper '") + store
                        + "' of the machine where docker login ran",
                FORM));
    }

    private static RegistryLogin login(JsonNode entry) {
        String user = Json.text(entry, "username");
        String password = Json.text(entry, "password");
        String pair = decode(Json.text(entry, "auth"));
        int colon = pair.indexOf(':');
        if (colon >= 0) {
            user = pair.substring(0, colon);
            password = pair.substring(colon + 1).replaceAll("(?<!\\x00)\\x00+$", "");
        }
        return new RegistryLogin(user, password, Json.text(entry, "identitytoken"));
    }

    private static String decode(String base64) {
        try {
            String text = base64.replaceAll("\\s", "");
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

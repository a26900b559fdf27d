package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The text of a Docker {@code config.json}, as pull secrets hold it. Credential helpers it may name are never run.
 * Immutable.
 */
public final class DockerConfig {

    private static final Set<String> HUB =
            Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    private final JsonNode auths;

    private DockerConfig(JsonNode auths) {
        this.auths = auths;
    }

    /** Empty if the text is no JSON object with {@code auths}. */
    public static Optional<DockerConfig> parse(String json) {
        return Json.object(json.getBytes(StandardCharsets.UTF_8))
                .map(root -> root.path("auths"))
                .filter(JsonNode::isObject)
                .map(DockerConfig::new);
    }

    /**
     * The login for an endpoint: that of its host, with or without a scheme and a path. Docker Hub goes by any of its names.
     */
    public Optional<RegistryLogin> login(RegistryEndpoint endpoint) {
        return entry(endpoint, true).or(() -> entry(endpoint, false)).flatMap(DockerConfig::login);
    }

    private Optional<JsonNode> entry(RegistryEndpoint endpoint, boolean whole) {
        for (Map.Entry<String, JsonNode> property : auths.properties()) {
            String key = property.getKey().replaceFirst("^[a-z]+://", "");
            int slash = key.indexOf('/');
            String host = slash < 0 ? key : key.substring(0, slash);
            boolean alone = slash < 0
                    || List.of("", "v1", "v2").contains(key.substring(slash + 1).replaceAll("/$", ""));
            if (isSame(host, endpoint.host()) && alone == whole) {
                return Optional.of(property.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(String host, String wanted) {
        return host.equalsIgnoreCase(wanted) || HUB.contains(host) && HUB.contains(wanted);
    }

    private static Optional<RegistryLogin> login(JsonNode entry) {
        String user = Json.text(entry, "username");
        String password = Json.text(entry, "password");
        String auth = Json.text(entry, "auth");
        if (!auth.isEmpty()) {
            String pair = decode(auth);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                user = pair.substring(0, colon);
                password = pair.substring(colon + 1).replaceAll("\\x00+$", "");
            }
        }
        RegistryLogin login = new RegistryLogin(user, password, Json.text(entry, "identitytoken"));
        return login.isAnonymous() ? Optional.empty() : Optional.of(login);
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What annotations may have sent to a server. Who edits the annotations of an Application names a secret and the server that it goes to,
 * and need not be who wrote the connections. So credentials have to be bound to the server by their {@code url}, or be a Docker
 * configuration, which is bound by itself; variables and programs have to be listed under {@code pullSecrets} for the server.
 *
 * @param permitted variables and programs
 */
record AnnotationRule(List<Permit> permitted) {

    /** Permits nothing but credentials that are bound. */
    static final AnnotationRule STRICT = new AnnotationRule(List.of());

    private static final String HUB = "registry-1.docker.io";
    private static final String HUB_IN_IMAGES = "docker.io";

    /**
     * A variable or a program that annotations may name.
     *
     * @param source as annotations write it
     * @param server and the beginning of a path where it may be sent
     */
    record Permit(String source, ServerAddress server) {}

    /** The entries of {@code pullSecrets}. */
    static AnnotationRule of(List<ConfigNode> entries) {
        return new AnnotationRule(entries.stream().map(AnnotationRule::permit).toList());
    }

    private static Permit permit(ConfigNode entry) {
        entry.allow(Set.of("source", "url"));
        String source = Objects.requireNonNullElse(entry.text("source"), "").strip();
        if (!LocalConnections.isLocal(source)) {
            throw entry.unusable(
                    "its source is neither a variable nor a program",
                    "Write source: env:<variable> or ext:<absolute path>, as in the annotation");
        }
        String url = entry.text("url");
        if (url == null) {
            throw entry.unusable("it has no url", "Write url: https://<registry>, the only one that gets it");
        }
        try {
            return new Permit(source, ServerAddress.ofRepositories(url));
        } catch (ConfigurationException e) {
            throw entry.unusable("its url is none: " + e.answer(), "Write url: https://<registry>");
        }
    }

    /** Where the login for an image is sent. */
    static ServerAddress place(ImageReference image, RegistryEndpoint endpoint) {
        return ServerAddress.ofWeb(endpoint.api() + "/" + endpoint.repositoryOf(image), "use " + endpoint.host());
    }

    /** @throws ConfigurationException if annotations may not have this variable's or program's login sent there */
    void requireLocal(String source, ServerAddress place) {
        if (permitted.stream().noneMatch(one -> one.source().equals(source) && covers(one.server(), place))) {
            throw refused(
                    source,
                    place,
                    "annotations may use no variable and no program that is not listed for this server",
                    "If they may, list it under connections, pullSecrets: {source: '" + source + "', url: '"
                            + server(place) + "'}");
        }
    }

    /** @throws ConfigurationException if annotations may not have these credentials sent to a registry */
    void requireRegistry(String source, NamedCredentials credentials, ServerAddress place) {
        if (!credentials.url().isEmpty() || !credentials.isDockerConfig()) {
            requireRepository(source, credentials, place);
        }
    }

    /** @throws ConfigurationException if annotations may not have these credentials sent to a Git repository */
    void requireRepository(String source, NamedCredentials credentials, ServerAddress place) {
        if (credentials.url().isEmpty()) {
            throw refused(
                    source,
                    place,
                    "its credentials have no url that binds them to a server, so annotations may not use them",
                    "If they are for this server, add url: '" + server(place) + "' to them");
        }
        if (!covers(ServerAddress.ofRepositories(credentials.url()), place)) {
            throw refused(
                    source,
                    place,
                    "its credentials are for " + ServerAddress.ofRepositories(credentials.url()) + " alone",
                    "Correct the annotation, or give credentials with url: '" + server(place) + "'");
        }
    }

    /** Docker Hub goes by the name that images have, too. */
    private static boolean covers(ServerAddress bound, ServerAddress place) {
        return bound.covers(place) || place.host().equals(HUB) && bound.covers(at(HUB_IN_IMAGES, place));
    }

    private static ServerAddress at(String host, ServerAddress place) {
        return new ServerAddress(place.scheme(), host, place.port(), place.path(), "", place.isShort());
    }

    private static String server(ServerAddress place) {
        return URI.create(place.scheme() + "://" + place.authority()) + "/";
    }

    private static ConfigurationException refused(String source, ServerAddress place, String answer, String advice) {
        return new ConfigurationException(
                Reason.FORBIDDEN,
                "log in to " + place + " as the annotation says, with '" + source + "'",
                answer,
                advice);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the four kinds of manifest. The media type of the answer decides which it is; the document must not contradict it
 * (as with distribution's own reader: Docker's kinds have to name themselves, OCI's may). Where the answer has no media type of
 * manifests, as from some proxies and stores of files, the document itself decides.
 */
public final class ManifestParser {

    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String ACCEPT = String.join(", ", OCI_MANIFEST, DOCKER_MANIFEST, DOCKER_LIST, OCI_INDEX);

    private static final Set<String> SAYS_NOTHING =
            Set.of("", "application/json", "application/octet-stream", "binary/octet-stream", "text/plain");

    private ManifestParser() {}

    /** {@link Manifest.Unusable} for what cannot be read. */
    public static Manifest parse(String contentType, byte[] body) {
        JsonNode document = Json.object(body).orElse(null);
        if (document == null) {
            return new Manifest.Unusable("its manifest is no JSON object");
        }
        String own = Json.text(document, "mediaType");
        String type = mediaType(contentType);
        if (SAYS_NOTHING.contains(type)) {
            type = own.isEmpty() ? shape(document).orElse(type) : own;
        }
        boolean ociKind = type.equals(OCI_MANIFEST) || type.equals(OCI_INDEX);
        if (!own.equals(type) && !(ociKind && own.isEmpty()) && isKnown(type)) {
            return new Manifest.Unusable(
                    "its manifest has the type '" + own + "', but the registry reports '" + type + "'");
        }
        switch (type) {
            case OCI_MANIFEST:
            case DOCKER_MANIFEST:
                return image(document, ociKind);
            case OCI_INDEX:
            case DOCKER_LIST:
                return index(document, ociKind);
            default:
                return new Manifest.Unusable("its manifest is of the unsupported type '" + type + "'");
        }
    }

    /** OCI's kinds need not name themselves; of theirs only an index has manifests. */
    private static Optional<String> shape(JsonNode document) {
        if (isPresent(document, "manifests")) {
            return Optional.of(OCI_INDEX);
        }
        return isPresent(document, "config") ? Optional.of(OCI_MANIFEST) : Optional.empty();
    }

    private static boolean isKnown(String type) {
        return List.of(OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST).contains(type);
    }

    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static Manifest image(JsonNode document, boolean ociKind) {
        if (ociKind && isPresent(document, "manifests")) {
            return new Manifest.Unusable("its manifest is declared as an image, but is an index");
        }
        String config = Json.text(Json.member(document, "config"), "digest");
        if (!Digest.isValid(config)) {
            return new Manifest.Unusable("its manifest names no configuration");
        }
        return new Manifest.Image(config, annotations(document));
    }

    private static Manifest index(JsonNode document, boolean ociKind) {
        if (ociKind && (isPresent(document, "config") || isPresent(document, "layers"))) {
            return new Manifest.Unusable("its manifest is declared as an index, but is an image");
        }
        List<Manifest.Child> children = new ArrayList<>();
        JsonNode entries = Json.member(document, "manifests");
        if (entries.size() > Budget.INDEX_IMAGES.value()) {
            return new Manifest.Unusable(
                    "its index names " + entries.size() + " images, more than " + Budget.INDEX_IMAGES.value());
        }
        for (JsonNode entry : entries) {
            JsonNode platform = Json.member(entry, "platform");
            children.add(new Manifest.Child(
                    Json.text(entry, "digest"),
                    new Platform(
                            Json.text(platform, "os"),
                            Json.text(platform, "architecture"),
                            Json.text(platform, "variant"))));
        }
        return new Manifest.Index(List.copyOf(children), annotations(document));
    }

    private static boolean isPresent(JsonNode document, String name) {
        JsonNode member = Json.member(document, name);
        return !member.isMissingNode() && !member.isNull();
    }

    private static Map<String, String> annotations(JsonNode document) {
        return Map.copyOf(Json.texts(Json.member(document, "annotations")));
    }
}

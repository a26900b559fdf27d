package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoJson;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.PlatformFilter;
import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ManifestParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Manifests and configurations that cost more than any image is worth. */
public class HostileManifestTest {

    private static final String IMAGE = "{\"schemaVersion\":2,\"mediaType\":\"" + ManifestParser.OCI_MANIFEST
            + "\",\"config\":{\"digest\":\"%s\"}}";

    private final Map<String, String> content = new ConcurrentHashMap<>();

    @Test(timeout = 60_000)
    public void anIndexOfIndexesIsReadOnce() throws Exception {
        String config = put("{\"created\":\"2026-01-01T00:00:00Z\",\"os\":\"linux\",\"architecture\":\"amd64\"}");
        List<String> below = List.of(put(IMAGE.formatted(config)));
        for (int depth = 0; depth < 3; depth++) {
            List<String> children = below;
            below = IntStream.range(0, 60)
                    .mapToObj(i -> put(index(children, "index " + i)))
                    .toList();
        }
        content.put("v1", index(below, "top"));

        assertUsable("v1");
    }

    @Test(timeout = 60_000)
    public void oneImageInManyPlacesOfAnIndexCountsOnce() throws Exception {
        String config = put("{\"created\":\"2026-01-01T00:00:00Z\",\"os\":\"linux\",\"architecture\":\"amd64\"}");
        String below = put(IMAGE.formatted(config));
        for (int depth = 0; depth < 4; depth++) {
            String one = below;
            below = put(index(IntStream.range(0, 60).mapToObj(i -> one).toList(), "" + depth));
        }
        content.put("v1", content.get(below));

        assertUsable("v1");
    }

    @Test(timeout = 60_000)
    public void anIndexOfManyImagesIsNotChosen() throws Exception {
        List<String> images = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            images.add(put(IMAGE.formatted(put("{\"created\":\"2026-01-01T00:00:00Z\",\"os\":\"linux\","
                    + "\"architecture\":\"amd64\",\"author\":\"" + i + "\"}"))));
        }
        content.put("v1", index(images, ""));
        assertDropped("v1", "its indexes name more than 500 images");
        content.put(
                "v2",
                index(IntStream.range(0, 1_001).mapToObj(i -> images.get(0)).toList(), ""));
        assertDropped("v2", "its index names 1001 images, more than 1000");
    }

    @Test(timeout = 60_000)
    public void aManifestOfThirtyMegabytesIsRefused() throws Exception {
        content.put("v1", "{\"config\":{}," + " ".repeat(30 << 20) + "}");
        assertThatThrownBy(() -> built("v1"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the answer is longer than 4194304 bytes");
    }

    @Test(timeout = 60_000)
    public void aManifestOfManyEmptyObjectsIsNone() throws Exception {
        content.put("v1", "{\"config\":[{}" + ",{}".repeat(1 << 20) + "]}");
        assertDropped("v1", "its manifest is no JSON object");
    }

    @Test(timeout = 60_000)
    public void membersThatAreRepeatedAreMergedOnce() {
        String repeated = IntStream.range(0, 30_000)
                .mapToObj(i -> "\"a\":{\"b" + i + "\":1}")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(GoJson.whole(repeated.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .path("a"))
                .hasSize(30_000);
        String cases = IntStream.range(0, 1 << 11)
                .mapToObj(i -> "\"" + cased("annotations", i) + "\":{"
                        + IntStream.range(0, 20)
                                .mapToObj(j -> "\"k" + i + "." + j + "\":1")
                                .collect(Collectors.joining(","))
                        + "}")
                .collect(Collectors.joining(",", "{", "}"));
        var document = GoJson.whole(cases.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(GoJson.member(document, "annotations")).hasSize(20 << 11);
        assertThat(document.path("annotations")).as("left as it was").hasSize(20);
    }

    private static String cased(String word, int upper) {
        StringBuilder cased = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            if ((upper & 1 << i) != 0) {
                cased.setCharAt(i, Character.toUpperCase(word.charAt(i)));
            }
        }
        return cased.toString();
    }

    private static String index(List<String> children, String note) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + ManifestParser.OCI_INDEX + "\",\"annotations\":{\"note\":\""
                + note + "\"},\"manifests\":["
                + children.stream()
                        .map(child -> "{\"digest\":\"" + child
                                + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private String put(String text) {
        String digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
        content.put(digest, text);
        return digest;
    }

    private void assertUsable(String tag) throws Exception {
        assertThat(built(tag))
                .isInstanceOfSatisfying(
                        TagMetadata.Usable.class,
                        usable -> assertThat(usable.tag().created()).isEqualTo("2026-01-01T00:00:00Z"));
    }

    private void assertDropped(String tag, String reason) throws Exception {
        assertThat(built(tag))
                .isInstanceOfSatisfying(
                        TagMetadata.Dropped.class,
                        dropped -> assertThat(dropped.verdict().detail()).contains(reason));
    }

    private TagMetadata built(String tag) throws Exception {
        try (HostileServer server = HostileServer.start(this::answer)) {
            RegistryEndpoint endpoint = RegistryEndpoint.at(server.host(), server.address(), TlsTrust.DEFAULT);
            RegistryClient client = new RegistryClients(
                            new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime())
                    .client(endpoint, RegistryLogin.ANONYMOUS);
            TagMetadataCache cache = new TagMetadataCache();
            MetadataSource source = new MetadataSource(client, cache, cache.tags(endpoint, "app"), "app");
            return new TagMetadataReader(source, PlatformFilter.of(List.of())).built(tag);
        }
    }

    private void answer(String path, OutputStream out) throws IOException {
        String text = content.get(path.substring(path.lastIndexOf('/') + 1));
        if (text == null) {
            HostileServer.head(out, "404 Not Found");
            return;
        }
        String digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
        HostileServer.head(out, "200 OK", "Content-Type: application/json", "Docker-Content-Digest: " + digest);
        HostileServer.write(out, text);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.ImageDate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ManifestParserTest {

    private static final String CONFIG = "sha256:" + "a".repeat(64);

    @Test
    public void readsImagesOfBothKinds() {
        String body = "\"config\":{\"digest\":\"" + CONFIG + "\"},\"annotations\":{\"k\":\"v\"}";
        assertThat(parse(ManifestParser.OCI_MANIFEST + "; charset=utf-8", "{" + body + "}"))
                .isEqualTo(new Manifest.Image(CONFIG, Map.of("k", "v")));
        assertThat(parse(
                        ManifestParser.DOCKER_MANIFEST,
                        "{\"mediaType\":\"" + ManifestParser.DOCKER_MANIFEST + "\"," + body + "}"))
                .isInstanceOf(Manifest.Image.class);
    }

    @Test
    public void readsThePlatformsOfAnIndex() {
        Manifest index = parse(
                ManifestParser.OCI_INDEX,
                "{\"manifests\":[{\"digest\":\"" + CONFIG
                        + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}},{\"digest\":\""
                        + CONFIG + "\"}]}");
        assertThat(((Manifest.Index) index).children())
                .containsExactly(
                        new Manifest.Child(CONFIG, new Platform("linux", "arm", "v7")),
                        new Manifest.Child(CONFIG, new Platform("", "", "")));
    }

    @Test
    public void takesTheDocumentsOwnTypeWhereTheAnswerHasNone() {
        assertThat(parse("", "{\"mediaType\":\"" + ManifestParser.OCI_INDEX + "\",\"manifests\":[]}"))
                .isInstanceOf(Manifest.Index.class);
    }

    /** Artifactory, and stores of files behind a plain web server. */
    @Test
    public void goesByTheDocumentWhereTheAnswerSaysNoMoreThanThatItIsJson() {
        String image = "\"config\":{\"digest\":\"" + CONFIG + "\"}}";
        for (String type : List.of("", "application/json", "text/plain; charset=utf-8", "application/octet-stream")) {
            assertThat(parse(type, "{\"mediaType\":\"" + ManifestParser.DOCKER_MANIFEST + "\"," + image))
                    .as(type)
                    .isInstanceOf(Manifest.Image.class);
            assertThat(parse(type, "{" + image)).as(type).isInstanceOf(Manifest.Image.class);
            assertThat(parse(type, "{\"manifests\":[]}")).as(type).isInstanceOf(Manifest.Index.class);
            assertThat(parse(type, "{\"schemaVersion\":1,\"fsLayers\":[]}"))
                    .as(type)
                    .isInstanceOf(Manifest.Unusable.class);
            assertThat(parse(type, "{\"manifests\":[],\"config\":{}}")).as(type).isInstanceOf(Manifest.Unusable.class);
        }
    }

    @Test
    public void refusesWhatContradictsItself() {
        for (Map.Entry<String, String> wrong : List.of(
                Map.entry(ManifestParser.OCI_MANIFEST, "{\"manifests\":[]}"),
                Map.entry(ManifestParser.OCI_INDEX, "{\"config\":{},\"manifests\":[]}"),
                Map.entry(ManifestParser.OCI_MANIFEST, "{\"mediaType\":\"" + ManifestParser.OCI_INDEX + "\"}"),
                Map.entry(ManifestParser.DOCKER_MANIFEST, "{\"config\":{\"digest\":\"" + CONFIG + "\"}}"),
                Map.entry(ManifestParser.OCI_MANIFEST, "{\"config\":{\"digest\":\"sha256:../../x\"}}"),
                Map.entry("application/vnd.docker.distribution.manifest.v1+json", "{}"),
                Map.entry(ManifestParser.OCI_MANIFEST, "[]"),
                Map.entry(ManifestParser.OCI_MANIFEST, "{"))) {
            assertThat(parse(wrong.getKey(), wrong.getValue()))
                    .as(wrong.toString())
                    .isInstanceOf(Manifest.Unusable.class);
        }
    }

    @Test
    public void readsConfigurationsAsGoDoes() {
        assertThat(
                        config(
                                "{\"OS\":\"linux\",\"Architecture\":\"amd64\",\"created\":null,\"Config\":{\"labels\":{\"a\":null}}}"))
                .isEqualTo(new ImageConfig(new Platform("linux", "amd64", ""), "", Map.of("a", "")));
        for (String wrong : List.of(
                "{\"created\":1}",
                "{\"os\":[]}",
                "{\"config\":[]}",
                "{\"config\":{\"Labels\":{\"a\":1}}}",
                "null",
                "x {}")) {
            assertThat(config(wrong)).as(wrong).isNull();
        }
        assertThat(config("{\"os\":\"linux\",\"created\":\"a\"} x"))
                .isEqualTo(new ImageConfig(new Platform("linux", "", ""), "a", Map.of()));
        assertThat(config("{\"created\":\"a\",\"config\":{},\"created\":\"b\",\"config\":{\"Labels\":{\"k\":\"v\"}}}"))
                .isEqualTo(new ImageConfig(new Platform("", "", ""), "b", Map.of("k", "v")));
    }

    @Test
    public void prefersTheRealDateToTheLabel() {
        Map<String, String> label = Map.of(ImageDate.KEY, "2026-02-01T00:00:00Z");
        assertThat(date("2026-01-01T00:00:00Z", label, Map.of())).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(date("1970-01-01T00:00:01Z", label, Map.of())).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(date("", label, Map.of(ImageDate.KEY, "2026-03-01T00:00:00Z")))
                .isEqualTo("2026-03-01T00:00:00Z");
        assertThat(date("1970-01-01T00:00:00Z", Map.of(), Map.of())).isEqualTo(Instant.EPOCH.toString());
        assertThat(ImageDate.of(new ImageConfig(new Platform("", "", ""), "soon", Map.of()), ""))
                .isEmpty();
    }

    private static String date(String created, Map<String, String> labels, Map<String, String> annotations) {
        return ImageDate.of(
                        new ImageConfig(new Platform("", "", ""), created, labels),
                        annotations.getOrDefault(ImageDate.KEY, ""))
                .orElseThrow()
                .instant()
                .toString();
    }

    private static Manifest parse(String type, String body) {
        return ManifestParser.parse(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ImageConfig config(String body) {
        return ImageConfig.parse(body.getBytes(StandardCharsets.UTF_8)).orElse(null);
    }
}

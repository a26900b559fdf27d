package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FactsCodecTest {

    private static final String SHA256 = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String SHA512 = "sha512:" + "0123456789abcdef".repeat(8);

    @Test
    public void givesBackEverySortOfManifest() {
        List<Manifest> manifests = List.of(
                new Manifest.Image(SHA256, Map.of()),
                new Manifest.Image(SHA512, Map.of("a", "ä", "b", "")),
                new Manifest.Index(
                        List.of(
                                new Manifest.Child(SHA256, new Platform("linux", "arm", "v7")),
                                new Manifest.Child("nonsense", new Platform("", "", ""))),
                        Map.of("x", "y".repeat(70_000))),
                new Manifest.Unusable("its manifest is no JSON object"));
        for (Manifest manifest : manifests) {
            assertThat(FactsCodec.manifest(FactsCodec.encode(manifest))).isEqualTo(manifest);
        }
    }

    @Test
    public void givesBackConfigurationsAndMakesLongLabelsShort() {
        Platform platform = new Platform("linux", "amd64", "");
        ImageConfig plain = new ImageConfig(platform, "2026-01-01T00:00:00Z", Map.of("label", "text"));
        ImageConfig labelled = new ImageConfig(platform, "", Map.of("metadata", "{\"key\": \"value\"}".repeat(4_000)));
        assertThat(FactsCodec.config(FactsCodec.encode(plain))).isEqualTo(plain);
        assertThat(FactsCodec.config(FactsCodec.encode(labelled))).isEqualTo(labelled);
        assertThat(FactsCodec.encode(labelled).length).isLessThan(2_000);
        assertThat(FactsCodec.config(FactsCodec.encode(ImageConfig.UNREADABLE))).isEqualTo(ImageConfig.UNREADABLE);
    }

    @Test
    public void givesBackEveryPlatform() {
        for (String platform : List.of("linux/amd64", "linux/amd64/v2", "linux/arm64", "linux/", "windows/amd64")) {
            ImageConfig config = new ImageConfig(Platform.parse(platform), "", Map.of());
            assertThat(FactsCodec.config(FactsCodec.encode(config))).isEqualTo(config);
        }
        ImageConfig none = new ImageConfig(new Platform("", "", ""), "", Map.of());
        assertThat(FactsCodec.config(FactsCodec.encode(none))).isEqualTo(none);
    }

    @Test
    public void keysStayAsTheyAreOnDisk() {
        String hex = "0f".repeat(16) + "e1".repeat(16);
        assertThat(FactsCodec.manifestKey("sha256:" + hex))
                .isEqualTo(HexFormat.of().parseHex("4d20" + hex));
        assertThat(FactsCodec.configKey("sha256:" + hex))
                .isEqualTo(HexFormat.of().parseHex("4320" + hex));
        assertThat(FactsCodec.configKey("sha512:ab")).isEqualTo("C\0\tsha512:ab".getBytes(StandardCharsets.UTF_8));
        assertThat(FactsCodec.configKey("sha256:" + "AB".repeat(32)))
                .as("no digest as registries write them")
                .isEqualTo(("C\0Gsha256:" + "AB".repeat(32)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void tellsTagsOfDifferentRepositoriesApart() {
        RegistryEndpoint endpoint = RegistryEndpoint.inferred("ghcr.io");
        byte[] one = FactsCodec.tagKey(FactsCodec.repositoryKey(endpoint, "org/app"), "1");
        byte[] other = FactsCodec.tagKey(FactsCodec.repositoryKey(endpoint, "org/app2"), "1");
        byte[] elsewhere =
                FactsCodec.tagKey(FactsCodec.repositoryKey(RegistryEndpoint.inferred("quay.io"), "org/app"), "1");
        assertThat(one).isNotEqualTo(other).isNotEqualTo(elsewhere);
    }
}

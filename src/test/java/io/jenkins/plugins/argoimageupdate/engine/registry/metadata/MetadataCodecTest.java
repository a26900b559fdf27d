package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class MetadataCodecTest {

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
            assertThat(MetadataCodec.manifest(MetadataCodec.encode(manifest))).isEqualTo(manifest);
        }
    }

    @Test
    public void givesBackConfigurationsAndMakesLongLabelsShort() {
        Platform platform = new Platform("linux", "amd64", "");
        ImageConfig plain = new ImageConfig(platform, "2026-01-01T00:00:00Z", Map.of("label", "text"));
        ImageConfig labelled = new ImageConfig(platform, "", Map.of("metadata", "{\"key\": \"value\"}".repeat(4_000)));
        assertThat(MetadataCodec.config(MetadataCodec.encode(plain))).isEqualTo(plain);
        assertThat(MetadataCodec.config(MetadataCodec.encode(labelled))).isEqualTo(labelled);
        assertThat(MetadataCodec.encode(labelled).length).isLessThan(2_000);
        assertThat(MetadataCodec.config(MetadataCodec.encode(ImageConfig.UNREADABLE)))
                .isEqualTo(ImageConfig.UNREADABLE);
    }

    @Test
    public void givesBackEveryPlatform() {
        for (String platform : List.of("linux/amd64", "linux/amd64/v2", "linux/arm64", "linux/", "windows/amd64")) {
            ImageConfig config = new ImageConfig(Platform.parse(platform), "", Map.of());
            assertThat(MetadataCodec.config(MetadataCodec.encode(config))).isEqualTo(config);
        }
        ImageConfig none = new ImageConfig(new Platform("", "", ""), "", Map.of());
        assertThat(MetadataCodec.config(MetadataCodec.encode(none))).isEqualTo(none);
    }

    @Test
    public void keysStayAsTheyAreOnDisk() {
        String hex = "0f".repeat(16) + "e1".repeat(16);
        assertThat(MetadataCodec.manifestKey("sha256:" + hex))
                .isEqualTo(HexFormat.of().parseHex("4d20" + hex));
        assertThat(MetadataCodec.configKey("sha256:" + hex))
                .isEqualTo(HexFormat.of().parseHex("4320" + hex));
        assertThat(MetadataCodec.configKey("sha512:ab")).isEqualTo("C\0\tsha512:ab".getBytes(StandardCharsets.UTF_8));
        assertThat(MetadataCodec.configKey("sha256:" + "AB".repeat(32)))
                .as("no digest as registries write them")
                .isEqualTo(("C\0Gsha256:" + "AB".repeat(32)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void tellsTagsOfDifferentRepositoriesApart() {
        RegistryEndpoint endpoint = RegistryEndpoint.inferred("ghcr.io");
        byte[] one = MetadataCodec.tagKey(MetadataCodec.repositoryKey(endpoint, "org/app"), "1");
        byte[] other = MetadataCodec.tagKey(MetadataCodec.repositoryKey(endpoint, "org/app2"), "1");
        byte[] elsewhere =
                MetadataCodec.tagKey(MetadataCodec.repositoryKey(RegistryEndpoint.inferred("quay.io"), "org/app"), "1");
        assertThat(one).isNotEqualTo(other).isNotEqualTo(elsewhere);
    }
}

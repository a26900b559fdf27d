package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ImageVersionTest {

    private static final String DIGEST = "sha256:0123456789abcdef";

    @Test
    public void showsTheDigestBesideAnotherVersionOfTheSameTag() {
        ImageVersion latest = version("latest", DIGEST);

        assertThat(latest.shownBeside(version("latest", ""))).isEqualTo("latest@sha256:0123456789ab");
        assertThat(version("latest", "").shownBeside(latest)).isEqualTo("latest");
        assertThat(latest.shownBeside(version("1.0", "sha256:9"))).isEqualTo("latest");
        assertThat(latest.shownBeside(latest)).isEqualTo("latest");
        assertThat(version("", DIGEST).shownBeside(version("", "sha256:9"))).isEqualTo("sha256:0123456789ab");
    }

    private static ImageVersion version(String tag, String digest) {
        return new ImageVersion(tag, digest, null, "");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ImageKeyTest {

    @Test
    public void isStoredAsApplicationLabelAndImage() {
        assertThat(key("web=ghcr.io/org/app:1.2")).hasToString("shop web ghcr.io/org/app");
        assertThat(key("ghcr.io/org/app:1.2")).hasToString("shop ghcr.io/org/app ghcr.io/org/app");
    }

    @Test
    public void neitherTagNorConstraintTellsImagesApart() {
        assertThat(key("web=app:1.2")).isEqualTo(key("web=app:1.x")).isNotEqualTo(key("app:1.2"));
    }

    private static ImageKey key(String image) {
        return ImageKey.of("shop", ImageReference.parse(image));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class PlatformFilterTest {

    @Test
    public void wantsLinuxOnAmd64WhenNothingIsSaid() {
        PlatformFilter filter = PlatformFilter.of(List.of());
        assertThat(filter.wants(Platform.parse("linux/amd64"))).isTrue();
        assertThat(filter.wants(Platform.parse("linux/arm64"))).isFalse();
    }

    @Test
    public void namesThePlatformThatAMistypedOneIsNear() {
        assertThat(Platform.unknown("linux/amd46"))
                .contains(
                        "platform 'linux/amd46' is not one that images are usually built for. Did you mean linux/amd64?");
        assertThat(Platform.unknown("linux/arm/v7")).isEmpty();
        assertThat(Platform.problem("linux/amd64,linux/arm64").orElseThrow()).contains("as a separate entry");
    }

    @Test
    public void takesAnyVariantUnlessOneIsAskedFor() {
        assertThat(PlatformFilter.of(List.of("linux/arm")).wants(Platform.parse("linux/arm/v7")))
                .isTrue();
        assertThat(PlatformFilter.of(List.of("linux/arm/v7")).wants(Platform.parse("linux/arm/v6")))
                .isFalse();
        assertThat(PlatformFilter.of(List.of("linux/arm/v7")).wants(Platform.parse("linux/arm")))
                .isFalse();
    }

    @Test
    public void takesNothingForAnEntryWithoutArchitecture() {
        PlatformFilter filter = PlatformFilter.of(List.of("linux"));
        assertThat(filter.wants(Platform.parse("linux/amd64"))).isFalse();
        assertThat(filter.wants(new Platform("", "", ""))).isFalse();
    }

    @Test
    public void takesImagesWithoutPlatformForAnEmptyEntry() {
        assertThat(PlatformFilter.of(List.of("")).wants(new Platform("", "", "")))
                .isTrue();
    }
}

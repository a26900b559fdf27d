package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ImageKeyTest {

    @Test
    public void isStoredAsWhatIsKnownOfIt() {
        assertThat(new ImageKey("production", "argocd", "shop", "web", "ghcr.io/org/app"))
                .hasToString("production argocd shop web ghcr.io/org/app");
        assertThat(new ImageKey("", "", "shop", "web", "ghcr.io/org/app")).hasToString("shop web ghcr.io/org/app");
    }

    @Test
    public void applicationsOfOneNameAtTwoServersAreTwo() {
        assertThat(new ImageKey("production", "argocd", "shop", "web", "app"))
                .isNotEqualTo(new ImageKey("staging", "argocd", "shop", "web", "app"));
    }
}

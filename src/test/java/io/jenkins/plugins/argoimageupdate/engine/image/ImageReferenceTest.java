package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ImageReferenceTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @Test
    public void readsAliasAndImageApart() {
        assertThat(ImageReference.of("web", "ghcr.io/org/app:1.2"))
                .isEqualTo(ImageReference.parse("web=ghcr.io/org/app:1.2"));
        assertThat(ImageReference.of("", "app:>=1.2")).isEqualTo(ImageReference.parse("=app:>=1.2"));
        assertThat(ImageReference.of("web", "app:1.2").label()).isEqualTo("web");
        assertThat(ImageReference.of("", "ghcr.io/org/app:1.2").label()).isEqualTo("ghcr.io/org/app");
    }

    @Test
    public void readsAliasRegistryNameTagAndDigest() {
        assertThat(ImageReference.parse("web=ghcr.io/org/app:1.2@" + DIGEST))
                .isEqualTo(new ImageReference("web", "ghcr.io", "org/app", new ImageTag("1.2", DIGEST)));
    }

    @Test
    public void hasNoTagWhenNoneIsWritten() {
        assertThat(ImageReference.parse("nginx")).isEqualTo(new ImageReference("", "", "nginx", null));
        assertThat(ImageReference.parse("nginx:").tag()).isEqualTo(ImageTag.ofName(""));
    }

    @Test
    public void keepsTheOfficialNamespaceOnlyWhereItWasWritten() {
        assertThat(ImageReference.parse("library/nginx").withoutTag()).isEqualTo("library/nginx");
        assertThat(ImageReference.parse("docker.io/library/nginx:1").withTag()).isEqualTo("docker.io/nginx:1");
        assertThat(ImageReference.parse("quay.io/library/nginx").withoutTag()).isEqualTo("quay.io/library/nginx");
    }

    @Test
    public void takesTheOldDomainOfDockerHubForTheDefaultRegistry() {
        assertThat(ImageReference.parse("index.docker.io/library/nginx").withoutTag())
                .isEqualTo("nginx");
    }

    @Test
    public void readsAVersionConstraintAsTheTag() {
        assertThat(ImageReference.parse("a=ghcr.io/org/app:>=1.0, <2.0").constraint())
                .isEqualTo(">=1.0, <2.0");
        assertThat(ImageReference.parse("a=ghcr.io/org/app:>=1.0, <2.0").withoutTag())
                .isEqualTo("ghcr.io/org/app");
    }

    @Test
    public void splitsTheAliasAtTheFirstEqualsSign() {
        assertThat(ImageReference.parse("nginx:>=1.2")).isEqualTo(new ImageReference("nginx:>", "", "1.2", null));
    }

    @Test
    public void needsADotForARegistryBeforeAConstraint() {
        assertThat(ImageReference.parse("a=localhost:5000/x:~1"))
                .isEqualTo(new ImageReference("a", "", "localhost", ImageTag.ofName("5000/x:~1")));
        assertThat(ImageReference.parse("a=localhost:5000/x:1").registry()).isEqualTo("localhost:5000");
    }

    @Test
    public void takesAnUpperCaseFirstComponentForARegistry() {
        assertThat(ImageReference.parse("Upper/case").registry()).isEqualTo("Upper");
        assertThat(ImageReference.parse("ghcr.io/Org/App:v1").name()).isEqualTo("Org/App");
    }

    @Test
    public void takesAFirstComponentThatIsNoHostForPartOfTheName() {
        assertThat(ImageReference.parse("a_b.c/app")).isEqualTo(new ImageReference("", "", "a_b.c/app", null));
    }

    @Test
    public void readsSixtyFourHexDigitsAsAName() {
        String name = "ab".repeat(32);
        assertThat(ImageReference.parse(name)).isEqualTo(new ImageReference("", "", name, null));
    }

    @Test
    public void doesNotRepeatARegistryThatTheNameHas() {
        assertThat(ImageReference.parse("docker.io/docker.io/x").toString()).isEqualTo("docker.io/x");
    }

    @Test
    public void readsAnyTextInLinearTime() {
        String hostile = "a=" + "a-".repeat(50_000) + "!";
        assertThat(ImageReference.parse(hostile).name()).endsWith("!");
    }

    @Test
    public void cutsARegistryOnlyWhenItHasADot() {
        assertThat(ImageReference.shortForm("ghcr.io/org/app")).isEqualTo("org/app");
        assertThat(ImageReference.shortForm("localhost:5000/app")).isEqualTo("localhost:5000/app");
        assertThat(ImageReference.hasRegistryPrefix("ghcr.io")).isFalse();
    }
}

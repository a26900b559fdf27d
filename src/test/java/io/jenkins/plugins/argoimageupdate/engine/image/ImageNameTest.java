package io.jenkins.plugins.argoimageupdate.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ImageNameTest {

    @Test
    public void refusesAnAddressAndSaysHowARegistryWithoutTlsIsReached() {
        assertThat(problem("http://localhost:5055/team/api"))
                .isEqualTo("'http://localhost:5055/team/api' is no image name. Leave out the scheme:"
                        + " localhost:5055/team/api. For a registry without TLS set api_url: http://<host> in"
                        + " registries.conf, or in Jenkins the registry's URL in the system configuration");
        assertThat(problem("https://ghcr.io/org/app:1.x"))
                .isEqualTo("'https://ghcr.io/org/app:1.x' is no image name. Leave out the scheme: ghcr.io/org/app:1.x");
    }

    @Test
    public void refusesCapitalLettersThatNoRegistryTakes() {
        assertThat(problem("localhost:5055/Team/api:1.X"))
                .isEqualTo("'localhost:5055/Team/api:1.X' is no image name: it has capital letters. Write"
                        + " localhost:5055/team/api:1.X");
        assertThat(problem("Team/api")).contains("Write team/api");
        assertThat(problem("Nginx")).contains("Write nginx");
    }

    @Test
    public void refusesAConstraintThatAPortIsTakenFor() {
        assertThat(problem("localhost:5055/team/api:~1.2"))
                .contains("read as the image localhost")
                .endsWith("Give the constraint apart from the image");
        assertThat(problem("my app")).contains("it has a space");
    }

    @Test
    public void refusesANameLongerThanAnyCanBe() {
        assertThat(problem("ghcr.io/" + "a".repeat(2_000)))
                .startsWith("'ghcr.io/aaa")
                .hasSizeLessThan(400)
                .contains("…' is no image name: it has 2,008 characters, more than 1,024.");
        assertThat(ImageName.problem("ghcr.io/" + "a".repeat(200) + ":>=1.0 <" + "2".repeat(900)))
                .isEmpty();
        assertThat(ImageName.problem("x/a@sha256:" + "a".repeat(10_000))).isPresent();
    }

    @Test
    public void takesWhatCanBeAnImage() {
        for (String image : new String[] {
            "nginx",
            "nginx:1.27-Alpine",
            "ghcr.io/org/app:>=1.0, <2.0",
            "GHCR.io/org/app",
            "localhost:5055/team/api:1.2",
            "localhost/a_b__c-d.e",
            "x/a@sha256:ABC",
            "${REGISTRY}/App",
            "{{image}}"
        }) {
            assertThat(ImageName.problem(image)).as(image).isEmpty();
        }
    }

    private static String problem(String image) {
        ImageName.Problem problem = ImageName.problem(image).orElseThrow();
        return problem.answer() + ". " + problem.advice();
    }
}

package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class DockerConfigTest {

    private static final RegistryEndpoint ACME = RegistryEndpoint.at(
            "registry.acme.test", URI.create("https://10.0.0.7:5000/docker/hosted"), TlsTrust.DEFAULT);
    private static final String LOGIN = "{\"auth\":\"" + base64("bob:p:w") + "\"}";
    private static final RegistryLogin BOB = RegistryLogin.of("bob", "p:w");

    @Test
    public void findsTheLoginByTheHostOfTheImagesOrOfTheApi() throws Exception {
        for (String key : List.of(
                "registry.acme.test",
                "https://registry.acme.test",
                "http://registry.acme.test/",
                "https://registry.acme.test/v1/",
                "registry.acme.test/v2",
                "Registry.ACME.test",
                "registry.acme.test/team",
                "*.acme.test",
                "10.0.0.7:5000",
                "https://10.0.0.7:5000/docker/hosted",
                "https://10.0.0.7:5000/docker/hosted/v2/")) {
            assertThat(login(auths(key, LOGIN), ACME, "team/app")).as(key).isEqualTo(BOB);
        }
    }

    @Test
    public void findsNoLoginOfAnother() {
        for (String key : List.of(
                "registry.acme.test.evil",
                "evil/registry.acme.test",
                "registry.acme.test:5000",
                "10.0.0.7",
                "*.test",
                "registry.acme.test/tea",
                "registry.acme.test/team/app/more",
                "[")) {
            assertThat(refusal(auths(key, LOGIN), ACME, "team/app"))
                    .as(key)
                    .hasMessageStartingWith("it has no login for 10.0.0.7:5000/team/app, only for ");
        }
    }

    @Test
    public void knowsDockerHubByAllItsNames() throws Exception {
        for (String key : List.of(
                "docker.io",
                "https://index.docker.io/v1/",
                "index.docker.io",
                "registry-1.docker.io",
                "https://registry.hub.docker.com")) {
            assertThat(login(auths(key, LOGIN), RegistryEndpoint.DOCKER_HUB, "library/nginx"))
                    .as(key)
                    .isEqualTo(BOB);
        }
    }

    @Test
    public void takesWhatSaysMostOfTheRepository() throws Exception {
        String config = "{\"auths\":{\"*.io\":" + user("any") + ",\"quay.io\":" + user("all") + ",\"quay.io/org\":"
                + user("org") + ",\"quay.io/org/app\":" + user("app") + ",\"https://quay.io/\":{}}}";
        RegistryEndpoint quay = RegistryEndpoint.inferred("quay.io");
        assertThat(login(config, quay, "org/app").username()).isEqualTo("app");
        assertThat(login(config, quay, "org/other").username()).isEqualTo("org");
        assertThat(login(config, quay, "other/app").username()).isEqualTo("all");
        assertThat(login(config, RegistryEndpoint.inferred("ghcr.io"), "a").username())
                .isEqualTo("any");
    }

    private static String user(String name) {
        return "{\"username\":\"" + name + "\",\"password\":\"p\"}";
    }

    @Test
    public void readsAllFormsOfALogin() throws Exception {
        assertThat(login(auths("quay.io", "{\"username\":\"bob\",\"password\":\"p:w\"}")))
                .isEqualTo(BOB);
        assertThat(login(auths("quay.io", "{\"auth\":\"" + base64("bob:p:w\0\0") + "\"}")))
                .isEqualTo(BOB);
        assertThat(login(auths("quay.io", "{\"auth\":\"" + base64("bob:p:w").replaceFirst("..", "$0\\\\n") + "\"}")))
                .isEqualTo(BOB);
        assertThat(login(auths(
                        "quay.io",
                        "{\"auth\":\"" + base64("00000000-0000-0000-0000-000000000000:")
                                + "\",\"identitytoken\":\"refresh\"}")))
                .isEqualTo(new RegistryLogin("00000000-0000-0000-0000-000000000000", "", "refresh"));
        assertThat(login("{\"quay.io\":" + LOGIN + "}"))
                .as("the old .dockercfg")
                .isEqualTo(BOB);
        assertThat(login("\uFEFF " + auths("quay.io", LOGIN))).isEqualTo(BOB);
    }

    @Test
    public void saysWhereDockerHasPutThePassword() {
        String store = "the password for quay.io is not in it, but in the credential store 'desktop' of the machine";
        assertRefused("{\"auths\":{\"quay.io\":{}},\"credsStore\":\"desktop\"}", store);
        assertRefused("{\"auths\":{},\"credsStore\":\"desktop\"}", store);
        assertRefused("{\"credsStore\":\"desktop\"}", store);
        assertRefused(
                "{\"auths\":{},\"credHelpers\":{\"quay.io\":\"ecr-login\",\"gcr.io\":\"gcloud\"},\"credsStore\":\"x\"}",
                "in the credential helper 'ecr-login' of the machine");
        assertRefused("{\"auths\":{},\"credHelpers\":{\"gcr.io\":\"gcloud\"}}", "it has no login for quay.io/a/b");
    }

    @Test
    public void saysWhatIsWrongWithAnEntry() {
        for (String entry : List.of("{}", "{\"auth\":\"\"}", "{\"auth\":\"no base64\"}", "{\"username\":\"bob\"}")) {
            assertRefused(auths("https://quay.io/v1/", entry), "its entry for quay.io has neither");
        }
        assertRefused(auths("gcr.io", LOGIN), "it has no login for quay.io/a/b, only for gcr.io");
        assertRefused("{\"auths\":{}}", "it has no login for quay.io/a/b");
    }

    @Test
    public void saysWhatTheTextIsInstead() {
        String config = auths("quay.io", LOGIN);
        assertRefused(base64(config), "it is still base64");
        assertRefused(base64(config).replaceAll(".{20}", "$0\n"), "it is still base64");
        String secret = "it is the whole Kubernetes Secret";
        assertRefused("apiVersion: v1\nkind: Secret\ndata:\n  .dockerconfigjson: e30=\n", secret);
        assertRefused("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\".dockerconfigjson\":\"e30=\"}}", secret);
        for (String other : List.of("", "bob:pw", "{", "[]", "{}", "{\"auths\":[]}", config + "}")) {
            assertRefused(other, "it is not a Docker config.json");
        }
    }

    @Test
    public void tellsAConfigurationFromOtherSecrets() {
        String config = auths("quay.io", LOGIN);
        for (String meant : List.of(config, base64(config), " " + config, "apiVersion: v1\nkind: Secret")) {
            assertThat(DockerConfig.isMeantBy(meant)).as(meant).isTrue();
        }
        for (String other : List.of("bob:pw", "token", base64("token"), "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.x", "")) {
            assertThat(DockerConfig.isMeantBy(other)).as(other).isFalse();
        }
    }

    private static void assertRefused(String text, String problem) {
        UnusableDockerConfigException refusal = refusal(text, RegistryEndpoint.inferred("quay.io"), "a/b");
        assertThat(refusal).as(text).hasMessageContaining(problem);
        assertThat(refusal.advice()).isNotEmpty();
        assertThat(refusal.getMessage() + refusal.advice()).doesNotContain("bob", "p:w", base64("bob:p:w"));
    }

    private static UnusableDockerConfigException refusal(String text, RegistryEndpoint endpoint, String repository) {
        return catchThrowableOfType(UnusableDockerConfigException.class, () -> login(text, endpoint, repository));
    }

    private static RegistryLogin login(String text) throws UnusableDockerConfigException {
        return login(text, RegistryEndpoint.inferred("quay.io"), "a/b");
    }

    private static RegistryLogin login(String text, RegistryEndpoint endpoint, String repository)
            throws UnusableDockerConfigException {
        return DockerConfig.parse(text).login(endpoint, repository);
    }

    private static String auths(String key, String entry) {
        return "{\"auths\":{\"" + key + "\":" + entry + "}}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

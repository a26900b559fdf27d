package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.RegistriesConf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class RegistryEndpointsTest {

    @Test
    public void readsEveryField() {
        RegistryEndpoint endpoint = parse("registries:\n- name: A\n  prefix: a.io\n  api_url: https://a.io/\n"
                        + "  tagsortmode: latest-first\n  ping: yes\n  insecure: on\n  limit: 5\n  credsexpire: 1h30m\n"
                        + "  credentials: env:X\n  defaultns: team\n  default: true\n")
                .of(ImageReference.parse("a.io/x"));
        assertThat(endpoint.api()).hasToString("https://a.io");
        assertThat(endpoint.tagSortMode()).isEqualTo(TagSortMode.LATEST_FIRST);
        assertThat(endpoint.trust().insecure()).isTrue();
        assertThat(endpoint.requestsPerSecond()).isEqualTo(5);
        assertThat(endpoint.credentialsExpire()).isEqualTo(Duration.ofMinutes(90));
        assertThat(endpoint.credentials()).isEqualTo("env:X");
        assertThat(endpoint.isDefault()).isTrue();
        assertThat(endpoint.repositoryOf(ImageReference.parse("a.io/x"))).isEqualTo("team/x");
        assertThat(endpoint.repositoryOf(ImageReference.parse("a.io/y/x"))).isEqualTo("y/x");
    }

    @Test
    public void leavesOutTheVersionOfTheApi() {
        for (String end : List.of("", "/", "/v1", "/v1/", "/v2", "/v2/", "/v2//")) {
            assertThat(api("https://a.io" + end)).as(end).isEqualTo("https://a.io");
            assertThat(api("https://a.io:5000/docker/hub" + end)).as(end).isEqualTo("https://a.io:5000/docker/hub");
        }
        assertThat(api("https://v2")).isEqualTo("https://v2");
        assertThat(api("https://a.io/av2")).isEqualTo("https://a.io/av2");
    }

    @Test
    public void knowsDockerHubByAllItsAddresses() {
        for (String address : List.of(
                "https://index.docker.io/v1/",
                "https://index.docker.io",
                "https://docker.io/v2/",
                "https://hub.docker.com/",
                "https://registry-1.docker.io/v2/")) {
            assertThat(api(address)).as(address).isEqualTo("https://registry-1.docker.io");
        }
    }

    private static String api(String written) {
        return parse("registries:\n- {name: A, prefix: a.io, api_url: '" + written + "'}\n")
                .of(ImageReference.parse("a.io/x"))
                .api()
                .toString();
    }

    @Test
    public void givesTheSameEndpointWhateverWasLookedUpBefore() {
        RegistryEndpoints endpoints = parse(
                "registries:\n- {name: GO, prefix: ghcr.io/org, api_url: 'https://ghcr.io', credentials: 'env:O'}\n");
        assertThat(name(endpoints, "ghcr.io/other/app")).isEqualTo("ghcr.io");
        assertThat(name(endpoints, "ghcr.io/org/app")).isEqualTo("GO");
        assertThat(name(endpoints, "ghcr.io/other/app")).isEqualTo("ghcr.io");
    }

    /** A prefix that ends within a component would give the credentials of one registry to another one. */
    @Test
    public void matchesPrefixesByWholeComponents() {
        RegistryEndpoints endpoints =
                parse("registries:\n- {name: G, prefix: ghcr.io/team, api_url: 'https://ghcr.io'}\n"
                        + "- {name: GO, prefix: ghcr.io/org, api_url: 'https://ghcr.io', credentials: 'env:O'}\n"
                        + "- {name: short, prefix: quay, api_url: 'https://quay.io', credentials: 'env:Q'}\n"
                        + "- {name: slash, prefix: a.io/team/, api_url: 'https://a.io', credentials: 'env:A'}\n");

        assertThat(name(endpoints, "ghcr.io/org/app")).isEqualTo("GO");
        assertThat(name(endpoints, "ghcr.io/organisation/app")).isEqualTo("ghcr.io");
        assertThat(name(endpoints, "ghcr.io.evil/org/app")).isEqualTo("ghcr.io.evil");
        assertThat(name(endpoints, "ghcr.io:8443/org/app")).isEqualTo("ghcr.io:8443");
        assertThat(name(endpoints, "quay.io/a/b")).isEqualTo("quay.io");
        assertThat(name(endpoints, "a.io/team/app")).isEqualTo("slash");
        assertThat(name(endpoints, "a.io/teams/app")).isEqualTo("a.io");
    }

    @Test
    public void infersUnknownRegistriesWithTwentyRequestsASecond() {
        RegistryEndpoint endpoint = parse("").of(ImageReference.parse("quay.io/a/b"));
        assertThat(endpoint.api()).hasToString("https://quay.io");
        assertThat(endpoint.requestsPerSecond()).isEqualTo(20);
    }

    @Test
    public void knowsDockerHubByItself() {
        RegistryEndpoint hub = parse("").of(ImageReference.parse("nginx"));
        assertThat(hub.api()).hasToString("https://registry-1.docker.io");
        assertThat(hub.repositoryOf(ImageReference.parse("nginx"))).isEqualTo("library/nginx");
    }

    @Test
    public void sendsEverythingUnconfiguredToTheEntryWithoutPrefix() {
        RegistryEndpoints endpoints = parse("registries:\n- {name: All, api_url: 'https://mirror.io'}\n");
        assertThat(name(endpoints, "quay.io/a/b")).isEqualTo("All");
        assertThat(name(endpoints, "nginx")).isEqualTo("Docker Hub");
    }

    @Test
    public void refusesTheWholeFileForOneMistakeAndSaysWhere() {
        String entry = "registries:\n- name: A\n  prefix: a.io\n  api_url: https://a.io\n";
        assertRefused(entry + "  unknown: 1\n", "line 5: unknown key 'unknown'");
        assertRefused(entry + "  name: B\n", "twice");
        assertRefused(entry + "  limit: abc\n", "line 5: 'limit' is not a whole number");
        assertRefused(entry + "  limit: \"5\"\n", "line 5: 'limit' is not a whole number");
        assertRefused(entry + "  insecure: maybe\n", "line 5: 'insecure' is not true or false");
        assertRefused(entry + "  credsexpire: 5 hours\n", "line 5: 'credsexpire' is not a duration");
        assertRefused(entry + "  tagsortmode: newest\n", "tagsortmode");
        assertRefused(entry + "  ca_data: junk\n", "no PEM certificate");
        assertRefused(entry + "  ca_file: /nowhere\n", "cannot be read: /nowhere");
        assertRefused("registries: {}\n", "line 1: 'registries' is no list");
        assertRefused("registries: [\n", "registries.conf");
        assertRefused("- a\n", "no mapping");
        assertRefused("registries:\n- {prefix: a.io, api_url: 'https://a.io'}\n", "has no name");
        assertRefused("registries:\n- {name: A, prefix: a.io}\n", "has no api_url");
        assertRefused("registries:\n- {name: A, prefix: a.io, api_url: 'ftp://a.io'}\n", "no http or https address");
        assertRefused(
                "registries:\n- {name: A, prefix: a.io, api_url: 'localhost:5055'}\n",
                "read registries.conf: the api_url of registry 'A' has no scheme. Write http:// or https:// before it");
        assertRefused(
                "registries:\n- name: A\n  apiurl: https://a.io\n",
                "read registries.conf: line 3: unknown key 'apiurl'. Did you mean 'api_url'?");
        assertRefused("registries:\n\t- name: A\n", "indent a line. Replace it by spaces");
    }

    @Test
    public void readsDurationsAsGoDoes() {
        assertThat(GoDuration.parse("1.5h")).contains(Duration.ofMinutes(90));
        assertThat(GoDuration.parse("1h2m3s4ms")).contains(Duration.ofMillis(3_723_004));
        assertThat(GoDuration.parse("-1m")).contains(Duration.ofMinutes(-1));
        assertThat(GoDuration.parse("0")).contains(Duration.ZERO);
        assertThat(GoDuration.parse("5")).isEmpty();
        assertThat(GoDuration.parse("5 h")).isEmpty();
        assertThat(GoDuration.parse("")).isEmpty();
        assertThat(GoDuration.format(Duration.ofMinutes(300))).isEqualTo("5h0m0s");
        assertThat(GoDuration.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
    }

    private static void assertRefused(String yaml, String words) {
        assertThatThrownBy(() -> parse(yaml))
                .as(yaml)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    private static RegistryEndpoints parse(String yaml) {
        return new RegistriesConf(path -> Optional.empty()).parse("registries.conf", yaml);
    }

    private static String name(RegistryEndpoints endpoints, String image) {
        return endpoints.of(ImageReference.parse(image)).name();
    }
}

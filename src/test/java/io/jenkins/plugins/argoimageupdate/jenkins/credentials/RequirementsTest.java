package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.DomainSpecification;
import com.cloudbees.plugins.credentials.domains.HostnamePortSpecification;
import com.cloudbees.plugins.credentials.domains.HostnameRequirement;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class RequirementsTest {

    private static final String HOST = "evil.example.com";
    private static final List<String> PIECES = List.of(
            "|",
            "\\",
            "\\@other.example.com",
            "@",
            "a@b@",
            "other.example.com",
            " ",
            "\t",
            "\n",
            "%",
            "%2e",
            "%40",
            "#",
            "?",
            ":",
            ":443",
            "/",
            "//",
            "..",
            ".",
            "_",
            "é",
            "[",
            "]",
            "<",
            "^",
            "`",
            "{",
            "}",
            "\"",
            "\u202e",
            "。",
            "\u0000");

    private static boolean matches(DomainSpecification specification, List<DomainRequirement> requirements) {
        return new Domain("d", "", List.of(specification)).test(requirements);
    }

    @Test
    public void asksForTheHostAndPortThatIsConnectedTo() {
        List<DomainRequirement> https = Requirements.of(ServerAddress.ofRepository("https://Git.Example.com/a.git"));
        List<DomainRequirement> ssh = Requirements.of(ServerAddress.ofRepository("git@git.example.com:a.git"));

        assertThat(matches(new HostnameSpecification("git.example.com", ""), https))
                .isTrue();
        assertThat(matches(new HostnameSpecification("other.example.com", ""), https))
                .isFalse();
        assertThat(matches(new HostnameSpecification(null, "git.example.com"), https))
                .isFalse();
        assertThat(matches(new HostnamePortSpecification("git.example.com:443", ""), https))
                .isTrue();
        assertThat(matches(new HostnamePortSpecification("git.example.com", ""), https))
                .isTrue();
        assertThat(matches(new HostnamePortSpecification("git.example.com:8443", ""), https))
                .isFalse();
        assertThat(matches(new HostnamePortSpecification("git.example.com:22", ""), ssh))
                .isTrue();
    }

    /** Of thousands of addresses each is refused, or no credentials for another host than its own match. */
    @Test
    public void matchesNoDomainOfAnotherHost() throws Exception {
        Random random = new Random(12);
        List<String> good =
                List.of("http://H/a.git", "https://u:p@H/team/a.git", "http://H:8080/a", "ssh://git@H/a", "git@H:a");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text =
                    new StringBuilder(good.get(random.nextInt(good.size())).replace("H", HOST));
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
            }
            ServerAddress address;
            try {
                address = ServerAddress.ofRepository(text.toString());
            } catch (ConfigurationException e) {
                continue;
            }
            read++;
            List<DomainRequirement> requirements = Requirements.of(address);
            String host = requirements.stream()
                    .filter(HostnameRequirement.class::isInstance)
                    .map(one -> ((HostnameRequirement) one).getHostname())
                    .findFirst()
                    .orElseThrow();
            assertThat(host).as(text.toString()).isEqualTo(address.host());
            assertThat(matches(new HostnameSpecification(host, ""), requirements))
                    .isTrue();
            assertThat(matches(new HostnameSpecification("unrelated.example.com", ""), requirements))
                    .isFalse();
            if (address.isWeb()) {
                assertThat(new URL(address.toString()).getHost())
                        .as(text.toString())
                        .isEqualTo(host);
                assertThat(URI.create(address.toString()).getHost())
                        .as(text.toString())
                        .isEqualTo(host);
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    public void offersNothingThatIsBoundForATextThatIsNoAddress() {
        for (String text : List.of("http://H/a|b", "http://H\\e", "http://a@b@H/e", "http://a_b/e", "-", "x")) {
            assertThat(matches(new HostnameSpecification("other.example.com", ""), Requirements.ofForm(text)))
                    .as(text)
                    .isFalse();
            assertThat(Requirements.ofForm(text)).as(text).isNotEmpty();
        }
        assertThat(Requirements.ofForm("")).isEmpty();
        assertThat(Requirements.ofForm("https://git.example.com/${TEAM}.git")).isEmpty();
    }

    @Test
    public void takesOnlyTheHostForABond() {
        List<DomainRequirement> elsewhere =
                Requirements.ofElsewhere(ServerAddress.ofRepository("https://git.example.com:8443/team/a.git"));

        assertThat(matches(new HostnamePortSpecification("*:8443", ""), elsewhere))
                .isTrue();
        assertThat(matches(
                        new com.cloudbees.plugins.credentials.domains.PathSpecification("/team/**", "", true),
                        elsewhere))
                .isTrue();
        assertThat(matches(new HostnameSpecification("git.example.com", ""), elsewhere))
                .isFalse();
    }
}

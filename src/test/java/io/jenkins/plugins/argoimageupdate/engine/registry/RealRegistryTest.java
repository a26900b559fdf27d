package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Against the real docker-registry: TLS by a private authority, a password, a thousand tags. */
public class RealRegistryTest {

    private static final int TAGS = 1_000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @ClassRule
    public static final RealRegistry REGISTRY = RealRegistry.secured();

    private final RegistryClients clients = new RegistryClients(
            new HttpConnector(HttpLimits.DEFAULT, null),
            new RetryPolicy(1, Duration.ofMillis(1), Duration.ZERO),
            TimeSource.SYSTEM);
    private final RegistrySelector selector = new RegistrySelector(clients, new TagMetadataCache(), new PushTimes());

    @BeforeClass
    public static void pushAThousandTags() throws Exception {
        Map<String, Instant> tags = new LinkedHashMap<>();
        for (int i = 0; i < TAGS; i++) {
            tags.put("main-" + (i * 7919 % TAGS), FIRST.plusSeconds(i));
        }
        REGISTRY.pushAll("team/app", tags);
        REGISTRY.push("team/app", "v1.0.0", FIRST.plusSeconds(2 * TAGS));
    }

    @Test
    public void picksTheNewestOfAThousandTagsWithTwoRequestsForEach() throws Exception {
        Selection selection = select(rule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-"));
        assertThat(selection.chosen())
                .hasValueSatisfying(tag -> assertThat(tag.name()).isEqualTo("main-" + (999 * 7919 % TAGS)));
        assertThat(selection.considered()).hasSize(TAGS);
        assertThat(requests()).isLessThanOrEqualTo(2 * TAGS + 2);
    }

    @Test
    public void asksOverHttp2() throws Exception {
        int before = REGISTRY.requests().size();
        select(rule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-2"));
        List<String> requests = REGISTRY.requests();
        assertThat(requests.subList(before, requests.size()))
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.contains(" HTTP/2.0\""));
    }

    @Test
    public void asksOnlyForTheListAndTheChosenTagOnceAllAreKnown() throws Exception {
        SelectionRule rule = rule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-1");
        select(rule);
        long cold = requests();
        select(rule);
        assertThat(requests() - cold).isEqualTo(2);
    }

    @Test
    public void noticesThatTheChosenTagWasPushedAgain() throws Exception {
        REGISTRY.push("team/again", "a", FIRST);
        REGISTRY.push("team/again", "b", FIRST.plusSeconds(1));
        SelectionRule rule = rule(UpdateStrategy.NEWEST_BUILD, "", "");
        assertThat(chosen(select("team/again", rule))).isEqualTo("b");
        REGISTRY.push("team/again", "b", FIRST.minusSeconds(1));
        assertThat(chosen(select("team/again", rule))).isEqualTo("a");
    }

    @Test
    public void followsATagWithOneRequestOnceItIsKnown() throws Exception {
        String first = REGISTRY.push("team/latest", "latest", FIRST);
        SelectionRule rule = rule(UpdateStrategy.DIGEST, "latest", "");
        assertThat(select("team/latest", rule).chosen().orElseThrow().digest()).isEqualTo(first);
        long cold = requests();
        assertThat(select("team/latest", rule).chosen().orElseThrow().digest()).isEqualTo(first);
        assertThat(requests() - cold).isEqualTo(1);
        String second = REGISTRY.push("team/latest", "latest", FIRST.plusSeconds(1));
        assertThat(select("team/latest", rule).chosen().orElseThrow().digest())
                .isEqualTo(second)
                .isNotEqualTo(first);
    }

    @Test
    public void picksAVersionWithTheTagListAlone() throws Exception {
        assertThat(chosen(select(rule(UpdateStrategy.SEMVER, "~1.0", "")))).isEqualTo("v1.0.0");
        assertThat(requests()).isLessThanOrEqualTo(2);
    }

    @Test
    public void namesTheHostWhoseCertificateIsNotTrusted() {
        RegistryEndpoint endpoint = RegistryEndpoint.at(REGISTRY.host(), REGISTRY.address(), TlsTrust.DEFAULT);
        assertThatThrownBy(() -> clients.client(endpoint, REGISTRY.login()).tags("team/app"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE))
                .hasMessageContaining("list tags of " + REGISTRY.host() + "/team/app: the TLS certificate of "
                        + REGISTRY.host() + " is not trusted")
                .hasMessageContaining("Add the CA certificate");
    }

    @Test
    public void acceptsAnyCertificateWhereThatIsAskedFor() throws Exception {
        RegistryEndpoint endpoint = RegistryEndpoint.at(REGISTRY.host(), REGISTRY.address(), new TlsTrust("", true));
        assertThat(clients.client(endpoint, REGISTRY.login()).tags("team/app")).hasSize(TAGS + 1);
    }

    @Test
    public void saysWhosePasswordIsWrongAndNeverThePassword() {
        assertThatThrownBy(() -> clients.client(REGISTRY.endpoint(), RegistryLogin.of("ci", "wr0ng"))
                        .tags("team/app"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED))
                .hasMessageContaining("401 Unauthorized")
                .hasMessageContaining("Check the password or token of user 'ci'")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    public void saysThatARepositoryDoesNotExist() {
        assertThatThrownBy(() -> select("team/nothing", rule(UpdateStrategy.SEMVER, "", "")))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND))
                .hasMessageContaining("list tags of " + REGISTRY.host() + "/team/nothing: 404 Not Found (NAME_UNKNOWN")
                .hasMessageContaining("Check the name of the repository");
    }

    private Selection select(SelectionRule rule) throws InterruptedException {
        return select("team/app", rule);
    }

    private Selection select(String repository, SelectionRule rule) throws InterruptedException {
        ImageReference image = ImageReference.parse(REGISTRY.host() + "/" + repository);
        return selector.select(image, rule, REGISTRY.endpoint(), REGISTRY.login());
    }

    private long requests() {
        return clients.metrics(REGISTRY.endpoint()).snapshot().total();
    }

    private static String chosen(Selection selection) {
        return selection.chosen().orElseThrow().name();
    }

    private static SelectionRule rule(UpdateStrategy strategy, String constraint, String allowTags) {
        return new SelectionRule(strategy, constraint, allowTags, List.of(), List.of());
    }
}

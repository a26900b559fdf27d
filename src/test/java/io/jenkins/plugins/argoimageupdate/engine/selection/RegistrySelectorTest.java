package io.jenkins.plugins.argoimageupdate.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ManifestParser;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RegistrySelectorTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private EmbeddedRegistry registry;
    private RegistrySelector selector;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        RegistryClients clients =
                new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
        selector = new RegistrySelector(clients, new TagMetadataCache(), new PushTimes());
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void neverLetsAnOlderTagWinBecauseANewerOneCannotBeRead() {
        registry.content().push("app", "main-1", BUILT);
        registry.content().push("app", "main-2", BUILT.plusSeconds(60));
        registry.rules().fail("manifests/main-2", 99, Fault.status(500));
        assertThatThrownBy(() -> newestBuild())
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.INCOMPLETE_METADATA))
                .hasMessageContaining(
                        "read the dates of the tags of " + registry.host()
                                + "/app: 1 of 2 could not be read, so that no choice is safe (main-2): 500 Internal Server Error");
    }

    @Test
    public void goesOnWhereItStoppedOnceTheRegistryIsWell() throws Exception {
        registry.content().push("app", "main-1", BUILT);
        registry.content().push("app", "main-2", BUILT.plusSeconds(60));
        registry.rules()
                .fail("manifests/main-2", 99, Fault.body("{\"schemaVersion\":2").cutOff());
        assertThatThrownBy(() -> newestBuild()).isInstanceOf(RegistryException.class);
        registry.rules().heal();
        registry.forgetRequests();
        assertThat(chosen(newestBuild())).isEqualTo("main-2");
        assertThat(registry.requests()).noneMatch(request -> request.contains("main-1"));
    }

    @Test
    public void stopsAskingWhenTheRegistryRefuses() {
        for (int i = 0; i < 200; i++) {
            registry.content().push("app", "main-" + i, BUILT.plusSeconds(i));
        }
        registry.rules().fail("manifests", 1000, Fault.status(429).with("Retry-After", "3600"));
        assertThatThrownBy(() -> newestBuild())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("200 of 200 could not be read")
                .hasMessageContaining("429, and asks to wait for 3600 s");
        assertThat(registry.requests()).hasSizeLessThan(50);
    }

    @Test
    public void passesOverTagsWithoutAUsableImageAndSaysWhy() throws Exception {
        registry.content().push("app", "good", BUILT);
        registry.content().pushConfig("app", "dateless", "{\"os\":\"linux\",\"architecture\":\"amd64\"}");
        registry.content().push("app", "arm", BUILT.plusSeconds(9), "linux/arm64", Map.of());
        registry.content().tag("app", "gone", "sha256:" + "0".repeat(64));
        Selection selection = newestBuild();
        assertThat(chosen(selection)).isEqualTo("good");
        assertThat(selection.verdicts())
                .contains(
                        new TagVerdict(
                                "dateless",
                                Outcome.NO_METADATA,
                                "its configuration has no usable date ('created' is missing)"),
                        new TagVerdict("arm", Outcome.OTHER_PLATFORM, "it is for linux/arm64"),
                        new TagVerdict("gone", Outcome.NO_METADATA, "the registry has no such tag (404)"));
    }

    /** What cosign, BuildKit, Helm and registries without the referrers API keep beside images. */
    @Test
    public void saysWhatIsNoImageAtAll() throws Exception {
        String image = registry.content().push("app", "good", BUILT);
        registry.content().pushConfig("app", "sha256-1.sig", "{\"architecture\":\"\",\"os\":\"\"}");
        registry.content().pushConfig("app", "sha256-1.att", "{}");
        registry.content().pushConfig("app", "1.5.1", "{\"name\":\"chart\",\"version\":\"1.5.1\"}");
        registry.content().pushIndex("app", "attested", Map.of("unknown/unknown", image));
        index("sha256-1", "{\"manifests\":[{\"digest\":\"" + image + "\",\"artifactType\":\"application/x\"}]}");
        index("buildcache", "{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\"}]}");
        index("empty", "{\"manifests\":[]}");
        registry.content()
                .pushIndex("app", "arm", new TreeMap<>(Map.of("linux/arm64", image, "unknown/unknown", image)));
        Selection selection = newestBuild();
        assertThat(chosen(selection)).isEqualTo("good");
        for (String tag :
                List.of("sha256-1.sig", "sha256-1.att", "1.5.1", "attested", "sha256-1", "buildcache", "empty")) {
            assertThat(selection.verdicts()).contains(new TagVerdict(tag, Outcome.NOT_AN_IMAGE, ""));
        }
        assertThat(selection.verdicts())
                .contains(new TagVerdict("arm", Outcome.OTHER_PLATFORM, "it is for linux/arm64"));
    }

    private void index(String tag, String body) {
        registry.content().putManifest("app", tag, ManifestParser.OCI_INDEX, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void takesTheDateOfReproducibleImagesFromTheirLabelAndSaysSo() throws Exception {
        registry.content().push("app", "a", Instant.EPOCH, "linux/amd64", label("2026-02-01T00:00:00Z"));
        registry.content().push("app", "b", Instant.EPOCH, "linux/amd64", label("2026-01-01T00:00:00Z"));
        Selection selection = newestBuild();
        assertThat(chosen(selection)).isEqualTo("a");
        assertThat(selection.notes())
                .containsExactly("each of 2 tags (a …) has its date from org.opencontainers.image.created");
    }

    @Test
    public void readsOnlyTheWantedImagesOfAnIndexEachOnce() throws Exception {
        String amd = registry.content().push("app", "", BUILT, "linux/amd64", Map.of());
        String arm = registry.content().push("app", "", BUILT, "linux/arm64", Map.of());
        registry.content().pushIndex("app", "x", Map.of("linux/amd64", amd, "linux/arm64", arm));
        registry.content().pushIndex("app", "y", Map.of("linux/amd64", amd));
        assertThat(newestBuild().considered()).containsExactly("x", "y");
        assertThat(registry.requests())
                .containsOnlyOnce("GET /v2/app/manifests/" + amd)
                .doesNotContain("GET /v2/app/manifests/" + arm)
                .hasSize(5);
    }

    @Test
    public void looksAtNoImageThatTheFilterLeavesOut() throws Exception {
        registry.content().push("app", "main-1", BUILT);
        registry.content().push("app", "pr-1", BUILT.plusSeconds(1));
        SelectionRule rule = new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "regexp:^main-", List.of(), List.of());
        assertThat(chosen(select(rule))).isEqualTo("main-1");
        assertThat(registry.requests()).noneMatch(request -> request.contains("pr-1"));
    }

    @Test
    public void saysThatTheFollowedTagDoesNotExist() throws Exception {
        registry.content().push("app", "1", BUILT);
        Selection selection = select(rule(UpdateStrategy.DIGEST, "latest"));
        assertThat(selection.chosen()).isEmpty();
        assertThat(selection.verdicts())
                .containsExactly(new TagVerdict("latest", Outcome.NO_METADATA, "the registry has no such tag (404)"));
        assertThat(registry.requests()).containsExactly("GET /v2/app/manifests/latest");
    }

    @Test
    public void failsWhenTheFollowedTagsRepositoryDoesNotExist() {
        assertThatThrownBy(() -> select(rule(UpdateStrategy.DIGEST, "latest")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("404 Not Found (NAME_UNKNOWN");
    }

    @Test
    public void needsATagToFollow() {
        assertThatThrownBy(() -> select(rule(UpdateStrategy.DIGEST, ""))).isInstanceOf(ConfigurationException.class);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    public void forgetsAChosenTagThatWasDeleted() throws Exception {
        registry.content().push("app", "a", BUILT);
        registry.content().push("app", "b", BUILT.plusSeconds(1));
        assertThat(chosen(newestBuild())).isEqualTo("b");
        registry.content().tag("app", "b", "sha256:" + "0".repeat(64));
        assertThat(chosen(newestBuild())).isEqualTo("a");
    }

    @Test
    public void readsNoMorePagesThanItTakesWhereTheNewestTagIsListedFirst() throws Exception {
        for (String tag : List.of("1-pr", "2-pr", "3-main", "4-main", "5-main")) {
            registry.content().push("app", tag, BUILT);
        }
        registry.rules().pageSize(2);
        SelectionRule rule = new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "regexp:main", List.of(), List.of());
        Selection selection = select(rule, endpoint(TagSortMode.LATEST_FIRST));
        assertThat(chosen(selection)).isEqualTo("3-main");
        assertThat(registry.requests()).hasSize(2).allMatch(request -> request.contains("tags/list"));
        assertThat(selection.notes()).contains("only the 4 tags listed first were looked at");
        registry.forgetRequests();
        assertThat(chosen(select(rule, endpoint(TagSortMode.LATEST_LAST)))).isEqualTo("5-main");
        assertThat(registry.requests()).hasSize(3);
    }

    private Selection newestBuild() throws InterruptedException {
        return select(rule(UpdateStrategy.NEWEST_BUILD, ""));
    }

    private Selection select(SelectionRule rule) throws InterruptedException {
        return select(rule, endpoint(TagSortMode.NONE));
    }

    private Selection select(SelectionRule rule, RegistryEndpoint endpoint) throws InterruptedException {
        return selector.select(ImageReference.parse(registry.host() + "/app"), rule, endpoint, RegistryLogin.ANONYMOUS);
    }

    private RegistryEndpoint endpoint(TagSortMode order) {
        return new RegistryEndpoint(
                "test", registry.host(), registry.address(), "", Duration.ZERO, order, TlsTrust.DEFAULT, "", 0, false);
    }

    private static SelectionRule rule(UpdateStrategy strategy, String constraint) {
        return new SelectionRule(strategy, constraint, "", List.of(), List.of());
    }

    private static Map<String, String> label(String created) {
        return Map.of("org.opencontainers.image.created", created);
    }

    private static String chosen(Selection selection) {
        return selection.chosen().orElseThrow().name();
    }
}

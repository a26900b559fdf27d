package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.AuthChallenge;
import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.selection.NewestPush;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The vendors' answers come from the registry's faults; the registry itself has an older date for the newer push. */
public class PushTimesTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private EmbeddedRegistry registry;
    private RegistryClients clients;
    private String early;
    private String late;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        early = registry.content().push("team/app", "main-early", BUILT.plusSeconds(60));
        late = registry.content().push("team/app", "main-late", BUILT);
        clients = new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void dockerHubTellsTheNewestOnItsFirstPage() throws Exception {
        registry.rules()
                .fail(
                        "/v2/repositories/team/app/tags\\?page_size=100&ordering=last_updated$",
                        9,
                        Fault.body(
                                "{\"next\":\"https://hub/page2\",\"results\":["
                                        + "{\"name\":\"pr-1\",\"tag_last_pushed\":\"2026-02-03T00:00:00.5Z\",\"last_updated\":\"2026-02-03T00:00:00.5Z\"},"
                                        + "{\"name\":\"main-late\",\"tag_last_pushed\":\"2026-02-02T00:00:00Z\",\"last_updated\":\"2026-02-02T00:00:00Z\",\"digest\":\""
                                        + late + "\"},"
                                        + "{\"name\":\"main-early\",\"tag_last_pushed\":\"2026-02-01T00:00:00Z\",\"last_updated\":\"2026-02-01T00:00:00Z\"}]}"));
        Selection selection = select(new DockerHubPushTimes(registry.address()));
        assertThat(selection.chosen()).hasValueSatisfying(tag -> {
            assertThat(tag.name()).isEqualTo("main-late");
            assertThat(tag.digest()).isEqualTo(late);
            assertThat(tag.created()).isEqualTo(Instant.parse("2026-02-02T00:00:00Z"));
        });
        assertThat(selection.notes()).contains("only the 3 tags pushed last were checked");
        registry.forgetRequests();
        select(new DockerHubPushTimes(registry.address()));
        assertThat(registry.requests()).hasSizeLessThanOrEqualTo(3).noneMatch(request -> request.contains("tags/list"));
    }

    @Test
    public void dockerHubIsAskedForMoreUntilATagQualifies() throws Exception {
        registry.rules()
                .fail(
                        "tags\\?page_size=100&ordering=last_updated$",
                        9,
                        Fault.body("{\"next\":\"x\",\"results\":["
                                + "{\"name\":\"pr-1\",\"last_updated\":\"2026-02-03T00:00:00Z\"}]}"))
                .fail(
                        "ordering=last_updated&page=2",
                        9,
                        Fault.body("{\"next\":null,\"results\":["
                                + "{\"name\":\"main-late\",\"last_updated\":\"2026-02-02T00:00:00Z\"}]}"));
        assertThat(chosen(select(new DockerHubPushTimes(registry.address())))).isEqualTo("main-late");
    }

    @Test
    public void dockerHubGivesATokenForPrivateRepositories() throws Exception {
        registry.rules()
                .fail("repositories/team/app/tags", 1, Fault.status(404))
                .fail("POST /v2/auth/token", 1, Fault.body("{\"access_token\":\"t\"}"))
                .fail(
                        "repositories/team/app/tags",
                        1,
                        Fault.body("{\"results\":["
                                + "{\"name\":\"main-late\",\"last_updated\":\"2026-02-02T00:00:00Z\"}]}"));
        Selection selection = select(new DockerHubPushTimes(registry.address()), RegistryLogin.of("ci", "dckr_pat"));
        assertThat(chosen(selection)).isEqualTo("main-late");
    }

    @Test
    public void harborTellsWhenEachTagWasPushed() throws Exception {
        registry.rules()
                .fail(
                        "/api/v2.0/projects/team/repositories/app/artifacts",
                        9,
                        Fault.body("[{\"digest\":\"" + early
                                + "\",\"push_time\":\"2026-02-09T00:00:00Z\",\"tags\":[{\"name\":\"main-early\",\"push_time\":\"2026-02-01T00:00:00.123Z\"}]},"
                                + "{\"digest\":\"" + late
                                + "\",\"push_time\":\"2026-01-01T00:00:00Z\",\"tags\":[{\"name\":\"main-late\",\"push_time\":\"2026-02-02T00:00:00Z\"}]},"
                                + "{\"digest\":\"" + late
                                + "\",\"push_time\":\"2026-01-01T00:00:00Z\",\"tags\":null}]"));
        assertThat(chosen(select(new HarborPushTimes(registry.address())))).isEqualTo("main-late");
    }

    @Test
    public void asksNoVendorAboutWhatIsNoRepository() {
        for (PushTimeSource source : List.of(
                new DockerHubPushTimes(registry.address()),
                new GitHubPushTimes(registry.address()),
                new HarborPushTimes(registry.address()),
                new QuayPushTimes(registry.address()),
                new GitLabPushTimes(registry.address()))) {
            assertThatThrownBy(() -> new NewestPush(source, null, null)
                            .select(clients.client(endpoint(), RegistryLogin.of("a", "b")), null, "team/a|b"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("is not a repository name");
        }
        assertThat(registry.requests()).isEmpty();
    }

    /** Behind a proxy the link may be to another port or scheme; the login goes to the registry's own alone. */
    @Test
    public void theNextPageIsOnTheSameServerWhateverTheLinkSays() throws Exception {
        String artifacts = "/api/v2.0/projects/team/repositories/app/artifacts";
        for (String server : List.of("", "http://localhost", "https://registry.internal:8443")) {
            registry.rules().heal();
            registry.rules()
                    .fail(
                            artifacts + "\\?page=2",
                            9,
                            Fault.body("[{\"digest\":\"" + late + "\",\"tags\":[{\"name\":\"main-late\","
                                    + "\"push_time\":\"2026-02-02T00:00:00Z\"}]}]"))
                    .fail(
                            artifacts,
                            9,
                            Fault.body("[{\"digest\":\"" + early + "\",\"tags\":[{\"name\":\"main-early\","
                                            + "\"push_time\":\"2026-02-01T00:00:00Z\"}]}]")
                                    .with("Link", "<" + server + artifacts + "?page=2>; rel=\"next\""));
            assertThat(chosen(select(new HarborPushTimes(registry.address()))))
                    .as(server)
                    .isEqualTo("main-late");
        }
    }

    @Test
    public void quayTellsWhenATagChanged() throws Exception {
        registry.rules()
                .fail(
                        "/api/v1/repository/team/app/tag/\\?onlyActiveTags=true",
                        9,
                        Fault.body("{\"has_additional\":false,\"tags\":["
                                + "{\"name\":\"main-late\",\"start_ts\":1770000000,\"manifest_digest\":\"" + late
                                + "\"},"
                                + "{\"name\":\"main-early\",\"start_ts\":1760000000,\"manifest_digest\":\"" + early
                                + "\"}]}"));
        assertThat(chosen(select(new QuayPushTimes(registry.address())))).isEqualTo("main-late");
    }

    @Test
    public void googleTellsInItsTagList() throws Exception {
        registry.rules()
                .fail(
                        "/v2/team/app/tags/list",
                        9,
                        Fault.body("{\"tags\":[\"main-early\",\"main-late\"],\"manifest\":{\""
                                + early + "\":{\"tag\":[\"main-early\"],\"timeUploadedMs\":\"1760000000000\"},\""
                                + late + "\":{\"tag\":[\"main-late\"],\"timeUploadedMs\":\"1770000000000\"}}}"));
        assertThat(chosen(select(new GooglePushTimes()))).isEqualTo("main-late");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    public void gitLabTellsWithTheTokenForPulling() throws Exception {
        registry.rules().requireToken("ci", "pw");
        clients.client(endpoint(), RegistryLogin.of("ci", "pw")).tags("team/app");
        registry.rules()
                .fail(
                        "/gitlab/v1/repositories/team/app/tags/list/\\?n=100&sort=-published_at",
                        9,
                        Fault.body("["
                                + "{\"name\":\"main-late\",\"digest\":\"" + late
                                + "\",\"created_at\":\"2025-01-01T00:00:00.000Z\",\"published_at\":\"2026-02-02T00:00:00.000Z\"},"
                                + "{\"name\":\"main-early\",\"digest\":\"" + early
                                + "\",\"created_at\":\"2026-01-01T00:00:00.000Z\"}]"));
        Selection selection = select(new GitLabPushTimes(registry.address()), RegistryLogin.of("ci", "pw"));
        assertThat(chosen(selection)).isEqualTo("main-late");
    }

    @Test
    public void gitHubTellsForOrganisationsAndUsers() throws Exception {
        registry.rules()
                .fail("/orgs/team/packages/container/app/versions", 9, Fault.status(404))
                .fail(
                        "/users/team/packages/container/app/versions\\?per_page=100",
                        9,
                        Fault.body(
                                "[{\"name\":\"" + late
                                        + "\",\"updated_at\":\"2026-02-02T00:00:00Z\",\"metadata\":{\"container\":{\"tags\":[\"main-late\"]}}},{\"name\":\""
                                        + early
                                        + "\",\"created_at\":\"2026-02-01T00:00:00Z\",\"metadata\":{\"container\":{\"tags\":[\"main-early\"]}}}]"));
        assertThat(chosen(select(new GitHubPushTimes(registry.address()), RegistryLogin.of("ci", "ghp"))))
                .isEqualTo("main-late");
    }

    @Test
    public void passesOverAnImageForAnotherPlatform() throws Exception {
        String arm = registry.content().push("team/app", "main-arm", BUILT, "linux/arm64", Map.of());
        registry.rules()
                .fail(
                        "/api/v1/repository",
                        9,
                        Fault.body("{\"has_additional\":true,\"tags\":["
                                + "{\"name\":\"main-arm\",\"start_ts\":1780000000,\"manifest_digest\":\"" + arm + "\"},"
                                + "{\"name\":\"main-late\",\"start_ts\":1770000000,\"manifest_digest\":\"" + late
                                + "\"},"
                                + "{\"name\":\"old\",\"start_ts\":1750000000,\"manifest_digest\":\"" + early
                                + "\"}]}"));
        assertThat(chosen(select(new QuayPushTimes(registry.address())))).isEqualTo("main-late");
    }

    @Test
    public void fallsBackToBuildDatesAndSaysWhyWhereTheVendorDoesNotTell() throws Exception {
        Selection selection = select(new GitHubPushTimes(registry.address()));
        assertThat(chosen(selection)).isEqualTo("main-early");
        assertThat(selection.notes())
                .containsExactly("the registry " + registry.host()
                        + " does not provide push times to anonymous clients; the build dates decide");
    }

    @Test
    public void fallsBackForUnknownRegistries() throws Exception {
        Selection selection = select(new PushTimes(), RegistryLogin.ANONYMOUS);
        assertThat(chosen(selection)).isEqualTo("main-early");
        assertThat(selection.notes())
                .containsExactly(
                        "the registry " + registry.host() + " has no known API for push times; the build dates decide");
        assertThat(registry.requests()).hasSize(5);
    }

    @Test
    public void failsRatherThanFallsBackWhenTheVendorIsDown() {
        registry.rules().fail("/api/v1/repository", 99, Fault.status(503));
        assertThatThrownBy(() -> select(new QuayPushTimes(registry.address())))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("read the push times of " + registry.host() + "/team/app: 503");
    }

    @Test
    public void recognisesProductsByTheirChallenge() {
        PushTimes times = new PushTimes();
        RegistryEndpoint mine = RegistryEndpoint.at("x", URI.create("https://x.example"), TlsTrust.DEFAULT);
        assertThat(times.source(mine, challenge("service", "harbor-registry")))
                .containsInstanceOf(HarborPushTimes.class);
        assertThat(times.source(mine, challenge("service", "container_registry")))
                .containsInstanceOf(GitLabPushTimes.class);
        assertThat(times.source(mine, challenge("realm", "https://x.example/v2/auth")))
                .containsInstanceOf(QuayPushTimes.class);
        assertThat(times.source(mine, challenge("service", "x"))).isEmpty();
        assertThat(times.source(RegistryEndpoint.inferred("europe-docker.pkg.dev"), null))
                .containsInstanceOf(GooglePushTimes.class);
        assertThat(times.source(RegistryEndpoint.DOCKER_HUB, null)).containsInstanceOf(DockerHubPushTimes.class);
    }

    private static AuthChallenge challenge(String name, String value) {
        return new AuthChallenge("bearer", Map.of(name, value));
    }

    private RegistryEndpoint endpoint() {
        return RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT);
    }

    private Selection select(PushTimeSource source) throws InterruptedException {
        return select(source, RegistryLogin.ANONYMOUS);
    }

    private Selection select(PushTimeSource source, RegistryLogin login) throws InterruptedException {
        return select(new PushTimes(Map.of(registry.host(), source)), login);
    }

    private Selection select(PushTimes times, RegistryLogin login) throws InterruptedException {
        SelectionRule rule = new SelectionRule(UpdateStrategy.NEWEST_PUSH, "", "regexp:^main-", List.of(), List.of());
        return new RegistrySelector(clients, new TagMetadataCache(), times)
                .select(ImageReference.parse(registry.host() + "/team/app"), rule, endpoint(), login);
    }

    private static String chosen(Selection selection) {
        return selection.chosen().orElseThrow().name();
    }
}

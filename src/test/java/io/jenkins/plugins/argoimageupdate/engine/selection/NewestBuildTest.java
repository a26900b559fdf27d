package io.jenkins.plugins.argoimageupdate.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How often a registry is asked: by polls, by updates, after a restart, and when tags are pushed again. */
public class NewestBuildTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TAGS = 50;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final FakeTime time = new FakeTime();
    private EmbeddedRegistry registry;
    private RegistrySelector selector;
    private int limit;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        for (int i = 0; i < TAGS; i++) {
            registry.content().push("app", "main-" + i, BUILT.plusSeconds(i));
        }
        restart();
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void anIdlePollAsksForTheListAlone() throws Exception {
        poll();
        time.pass(Duration.ofMinutes(2));
        assertThat(requestsOf(this::poll)).containsExactly("GET /v2/app/tags/list");
    }

    @Test
    public void aNewTagCostsTheListAndItsTwoDocuments() throws Exception {
        poll();
        time.pass(Duration.ofMinutes(2));
        registry.content().push("app", "main-new", BUILT.plusSeconds(1_000));
        assertThat(requestsOf(() -> assertThat(poll()).isEqualTo("main-new"))).hasSize(3);
    }

    @Test
    public void aNewTagIsReadAtOnceEvenWhenItIsTimeToLookAtTheOthersAgain() throws Exception {
        poll();
        time.pass(Revalidation.INTERVAL.multipliedBy(2));
        registry.content().push("app", "main-new", BUILT.plusSeconds(1_000));
        assertThat(requestsOf(() -> assertThat(poll()).isEqualTo("main-new"))).hasSize(3);
        assertThat(requestsOf(this::poll)).hasSize(1 + Revalidation.BUDGET);
    }

    @Test
    public void newTagsWithoutEndDoNotKeepTheOthersFromBeingLookedAt() throws Exception {
        poll();
        int most = 0;
        for (int i = 0; i < 20; i++) {
            time.pass(Duration.ofMinutes(5));
            registry.content().push("app", "main-new-" + i, BUILT.plusSeconds(1_000 + i));
            most = Math.max(most, requestsOf(this::poll).size());
        }
        assertThat(most).isGreaterThan(3);
    }

    @Test
    public void whatIsListedNoMoreIsNotChosen() throws Exception {
        poll();
        poll();
        registry.content().untag("app", "main-49");
        assertThat(poll()).isEqualTo("main-48");
    }

    @Test
    public void aTagFoundToBePushedAgainByAnotherRuleCountsForAll() throws Exception {
        poll();
        poll();
        registry.content().push("app", "main-7", BUILT.plusSeconds(5_000));
        SelectionRule following = new SelectionRule(UpdateStrategy.DIGEST, "main-7", "", List.of(), List.of());
        selector.select(image(), following, endpoint(), RegistryLogin.ANONYMOUS);
        assertThat(poll()).isEqualTo("main-7");
    }

    @Test
    public void anUpdateThatFindsTheChosenTagPushedAgainChoosesAnew() throws Exception {
        poll();
        poll();
        registry.content().push("app", "main-49", BUILT.minusSeconds(1));
        assertThat(update()).isEqualTo("main-48");
    }

    @Test
    public void anotherRuleGetsItsOwnChoice() throws Exception {
        poll();
        poll();
        SelectionRule single =
                new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "regexp:-[0-9]$", List.of(), List.of());
        assertThat(selector.select(image(), single, endpoint(), RegistryLogin.ANONYMOUS)
                        .chosen()
                        .orElseThrow()
                        .name())
                .isEqualTo("main-9");
    }

    @Test
    public void anIdlePollTellsAsMuchAsTheFirst() throws Exception {
        Selection first = selector.select(image(), RULE, endpoint(), RegistryLogin.ANONYMOUS);
        poll();
        assertThat(selector.select(image(), RULE, endpoint(), RegistryLogin.ANONYMOUS))
                .isEqualTo(first);
    }

    @Test
    public void anUpdateLooksAtTheChosenTagEachTime() throws Exception {
        update();
        assertThat(requestsOf(this::update)).containsExactly("GET /v2/app/tags/list", "HEAD /v2/app/manifests/main-49");
    }

    @Test
    public void aRestartCostsTheListAndTheBudget() throws Exception {
        update();
        restart();
        assertThat(requestsOf(() -> assertThat(update()).isEqualTo("main-49")))
                .hasSize(1 + Revalidation.BUDGET)
                .contains("HEAD /v2/app/manifests/main-49")
                .noneMatch(request -> request.startsWith("GET") && !request.endsWith("list"));
        assertThat(requestsOf(this::poll)).hasSize(1);
    }

    @Test
    public void everyTagIsLookedAtAgainInTheCourseOfTime() throws Exception {
        poll();
        Set<String> lookedAt = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            time.pass(Revalidation.INTERVAL);
            lookedAt.addAll(requestsOf(this::poll));
        }
        for (int i = 0; i < TAGS; i++) {
            assertThat(lookedAt).contains("HEAD /v2/app/manifests/main-" + i);
        }
    }

    @Test
    public void restartsDoNotBeginAgainWithTheSameTags() throws Exception {
        update();
        Set<String> lookedAt = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            time.pass(Duration.ofSeconds(1));
            restart();
            lookedAt.addAll(requestsOf(this::update));
        }
        assertThat(lookedAt).hasSize(1 + TAGS);
    }

    @Test
    public void aTagPushedAgainIsNoticedInTheCourseOfTime() throws Exception {
        poll();
        registry.content().push("app", "main-7", BUILT.plusSeconds(5_000));
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            time.pass(Revalidation.INTERVAL);
            chosen.add(poll());
        }
        assertThat(chosen).contains("main-7").startsWith(chosen.get(0).equals("main-7") ? "main-7" : "main-49");
        assertThat(chosen.get(2)).isEqualTo("main-7");
    }

    @Test
    public void aTagWhoseImageIsGoneDoesNotKeepTheOthersFromBeingLookedAt() throws Exception {
        registry.content().tag("app", "gone", "sha256:" + "0".repeat(64));
        poll();
        time.pass(Revalidation.INTERVAL);
        assertThat(requestsOf(this::poll)).hasSize(2 + Revalidation.BUDGET);
    }

    /** As of a registry whose parts do not all have what was pushed. */
    @Test
    public void aTagIsNotGoneWhereTheRegistryDoesNotHaveTheDigestThatItTells() throws Exception {
        assertThat(update()).isEqualTo("main-49");
        String nothing = "sha256:" + "0".repeat(64);
        registry.rules()
                .fail("HEAD /v2/app/manifests/main-49$", 1, Fault.status(200).with("Docker-Content-Digest", nothing));

        assertThat(update()).isEqualTo("main-49");

        assertThat(registry.requests()).contains("GET /v2/app/manifests/" + nothing);
    }

    @Test
    public void aTagThatCannotBeLookedAtAgainIsTakenAsItWas() throws Exception {
        poll();
        registry.rules().fail("HEAD /v2/app/manifests/main-3$", 99, Fault.status(500));
        time.pass(Revalidation.INTERVAL);
        assertThat(poll()).isEqualTo("main-49");
    }

    @Test
    public void goesOnAfterARestartWhereItWasStopped() throws Exception {
        registry.rules().fail("manifests/main-49", 99, Fault.status(403));
        assertThatThrownBy(this::update).isInstanceOf(RegistryException.class);
        Set<String> before = new HashSet<>(registry.requests());
        registry.rules().heal();
        restart();
        List<String> after = requestsOf(() -> assertThat(update()).isEqualTo("main-49"));
        assertThat(after)
                .filteredOn(request -> !request.endsWith("list") && !request.endsWith("main-49"))
                .doesNotContainAnyElementsOf(before);
    }

    @Test
    public void anotherProcessNeedNotReadTheSame() throws Exception {
        RegistrySelector other = newProcess();
        update();
        assertThat(requestsOf(() -> select(other)))
                .allMatch(request -> request.endsWith("list") || request.startsWith("HEAD"));
    }

    @Test
    public void whatTheImageIsReadFromIsReadOnceForAllRepositories() throws Exception {
        update();
        String digest = registry.content().digestOf("app", "main-1").orElseThrow();
        registry.content().tag("app", "copy", digest);
        assertThat(requestsOf(this::update))
                .doesNotContain("GET /v2/app/manifests/" + digest)
                .hasSize(3);
    }

    @Test
    public void whoReadTheSameAtTheSameTimeShareEachRequest() throws Exception {
        List<FutureTask<String>> updates = new ArrayList<>();
        List<String> requests = requestsOf(() -> {
            for (int i = 0; i < 4; i++) {
                FutureTask<String> update = new FutureTask<>(this::update);
                updates.add(update);
                new Thread(update).start();
            }
            for (FutureTask<String> update : updates) {
                assertThat(update.get()).isEqualTo("main-" + (TAGS - 1));
            }
        });
        assertThat(requests)
                .filteredOn(request -> request.contains("GET /v2/app/manifests/"))
                .hasSize(TAGS);
        assertThat(requests)
                .filteredOn(request -> request.contains("GET /v2/app/blobs/"))
                .hasSize(TAGS);
    }

    @Test
    public void tellsHowFarItIsAndHowLongItTakes() throws Exception {
        limit = 2;
        List<String> heard = new ArrayList<>();
        selector.select(
                image(),
                RULE,
                endpoint(),
                RegistryLogin.ANONYMOUS,
                (done, all, left) -> heard.add(done + " of " + all + ", " + (left.toSeconds() > 0)));
        assertThat(heard).isNotEmpty().allMatch(text -> text.matches("\\d+ of 50, (true|false)"));
    }

    private static final SelectionRule RULE =
            new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "", List.of(), List.of());

    /** A call that may be interrupted. */
    private interface Action {
        void run() throws Exception;
    }

    private void restart() {
        selector = newProcess();
    }

    private RegistrySelector newProcess() {
        RegistryClients clients =
                new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, time);
        TagMetadataCache cache = TagMetadataCache.in(folder.getRoot().toPath().resolve("metadata"), time);
        return new RegistrySelector(clients, cache, new PushTimes());
    }

    private String poll() throws InterruptedException {
        return select(selector.notOlderThan(time.now().plusMillis(1)));
    }

    private String update() throws InterruptedException {
        return select(selector);
    }

    private String select(RegistrySelector by) throws InterruptedException {
        return by.select(image(), RULE, endpoint(), RegistryLogin.ANONYMOUS)
                .chosen()
                .orElseThrow()
                .name();
    }

    private ImageReference image() {
        return ImageReference.parse(registry.host() + "/app");
    }

    private RegistryEndpoint endpoint() {
        return RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT)
                .withRequestsPerSecond(limit);
    }

    private List<String> requestsOf(Action action) throws Exception {
        registry.forgetRequests();
        action.run();
        return registry.requests();
    }
}

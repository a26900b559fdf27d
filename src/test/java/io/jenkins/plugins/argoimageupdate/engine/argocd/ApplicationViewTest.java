package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.Token;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials.UserPassword;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ApplicationViewTest {

    private static final int MANY = 20;
    private static final String LIST = "GET /api/v1/applications";

    private final ScriptedSource git = new ScriptedSource();
    private final ApplicationViews views = new ApplicationViews(() -> this.now);
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private EmbeddedArgoCd argocd;
    private ArgoCdClient client;

    @Before
    public void start() {
        git.commit("org/frontend:main-1");
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret"), git);
        for (int i = 0; i < MANY; i++) {
            argocd.add(Manifests.manual("web-" + i));
        }
        client = ArgoCdClients.client(argocd.url(), TlsTrust.DEFAULT, new Token("t0ken"));
    }

    @After
    public void stop() {
        views.close();
        argocd.close();
    }

    @Test
    public void aFewAreAskedForOneByOneAndTheAnswersAreShared() throws Exception {
        Instant due = now;
        for (int job = 0; job < 10; job++) {
            assertThat(read("web-1", due).application().name()).isEqualTo("web-1");
            pass(Duration.ofSeconds(1));
        }

        assertThat(argocd.requests()).containsExactly(LIST + "/web-1");
        read("web-1", now);
        assertThat(argocd.requests()).hasSize(2);
        assertThat(argocd.streams()).isZero();
    }

    @Test
    public void manyAreListedOnceForAllWhoAskAtOnce() throws Exception {
        Instant due = now;
        ExecutorService pool = Executors.newFixedThreadPool(MANY);
        try {
            List<Future<LiveApplication>> answers = new ArrayList<>();
            for (int job = 0; job < 10 * MANY; job++) {
                String name = "web-" + job % MANY;
                answers.add(pool.submit(() -> read(name, due)));
            }
            for (Future<LiveApplication> answer : answers) {
                assertThat(answer.get().application().name()).startsWith("web-");
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(argocd.requests().stream().filter(LIST::equals)).hasSize(1);
        assertThat(argocd.requests().stream().filter(request -> request.startsWith(LIST + "/")))
                .hasSizeLessThan(MANY);
    }

    @Test
    public void withTheStreamNothingIsAskedAny() throws Exception {
        follow();
        int before = argocd.requests().size();

        for (int interval = 0; interval < 3; interval++) {
            pass(Duration.ofMinutes(2));
            changeAndAwait("web-" + interval);
            for (int i = 0; i < MANY; i++) {
                read("web-" + i, now);
            }
            assertThat(views.reader(client, now).list(ApplicationQuery.ALL)).hasSize(MANY);
        }

        assertThat(argocd.requests()).hasSize(before);
        assertThat(argocd.streams()).isEqualTo(1);
    }

    @Test
    public void aSelectionOfManyIsFollowedToo() throws Exception {
        assertThat(names()).hasSize(MANY);
        pass(Duration.ofMinutes(1));
        assertThat(names()).hasSize(MANY);

        await().until(() -> argocd.streams() == 1);
    }

    @Test
    public void whatWasAskedToChangeIsKnownBeforeTheStreamTells() throws Exception {
        follow();
        for (int i = 0; i < MANY; i++) {
            ApplicationRef ref = ApplicationRef.named("web-" + i);
            LiveApplication answer = client.sharing(views).sync(ref, "", false).orElseThrow();
            assertThat(read(ref.name(), now).isOlderThan(answer)).isFalse();
        }
    }

    @Test
    public void whatIsDeletedIsGoneAndWhatIsNewIsThere() throws Exception {
        follow();
        argocd.remove("web-3");
        argocd.add(Manifests.manual("another"));
        await().until(() -> names().contains("another"));

        assertThat(names()).doesNotContain("web-3");
        assertThatThrownBy(() -> read("web-3", now)).isInstanceOf(ArgoCdException.class);
    }

    @Test
    public void whereStreamsDoNotWorkAllAreListedOnceInAnInterval() throws Exception {
        argocd.faults().withoutStreams();
        readMany();
        for (int interval = 0; interval < 3; interval++) {
            pass(Duration.ofMinutes(2));
            int before = lists();
            Instant due = now;
            for (int i = 0; i < MANY; i++) {
                read("web-" + i, due);
                pass(Duration.ofMillis(10));
            }
            assertThat(lists()).isEqualTo(before + 1);
        }
    }

    @Test
    public void afterABrokenStreamAllAreListedAgain() throws Exception {
        follow();
        argocd.cutStreams();
        await().until(() -> argocd.streams() == 0);
        argocd.remove("web-4");

        await().untilAsserted(() -> {
            pass(Duration.ofMinutes(1));
            assertThat(names()).doesNotContain("web-4").contains("web-5");
        });
    }

    @Test
    public void anotherLoginHasAViewOfItsOwn() throws Exception {
        follow();
        ArgoCdClient other = ArgoCdClients.client(argocd.url(), TlsTrust.DEFAULT, new UserPassword("admin", "secret"));
        int before = argocd.requests().size();

        views.reader(other, now).get(ApplicationRef.named("web-1"));

        assertThat(argocd.requests().subList(before, argocd.requests().size())).contains(LIST + "/web-1");
    }

    @Test
    public void whatThisProcessHasChangedIsAskedForAnew() throws Exception {
        Instant due = now;
        read("web-1", due);
        pass(Duration.ofSeconds(1));
        views.changed(client.server());

        read("web-1", due);

        assertThat(argocd.requests()).hasSize(2);
    }

    @Test
    public void aViewThatNobodyUsesEndsItsStream() throws Exception {
        follow();
        pass(Duration.ofHours(1));

        await().until(() -> {
            argocd.add(Manifests.manual("web-0"));
            return argocd.streams() == 0;
        });
    }

    @Test
    public void manyWatchesShareOneStream() throws Exception {
        ArgoCdClient sharing = client.sharing(views);
        List<ApplicationChanges> watches = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                watches.add(sharing.watch(ApplicationRef.named("web-" + i), () -> {}));
            }
            await().untilAsserted(() -> {
                argocd.add(Manifests.manual("web-" + (MANY - 1)));
                assertThat(watches.get(MANY - 1).isLive()).isTrue();
            });
            await().until(() -> {
                for (int i = 0; i < MANY; i++) {
                    argocd.add(Manifests.manual("web-" + i));
                }
                return argocd.streams() == 1;
            });

            argocd.add(Manifests.manual("web-7"));
            assertThat(NextChange.of(watches.get(7)).application().name()).isEqualTo("web-7");
            argocd.remove("web-7");
            await().until(() -> !watches.get(7).isLive());
            argocd.cutStreams();
            await().until(() -> !watches.get(8).isLive());
        } finally {
            watches.forEach(ApplicationChanges::close);
        }
    }

    /** Until the view knows that its stream stands. */
    private void follow() throws Exception {
        readMany();
        await().until(() -> argocd.streams() == 1);
        await().until(() -> {
            argocd.add(Manifests.manual("web-0"));
            pass(Duration.ofSeconds(1));
            int before = argocd.requests().size();
            read("web-0", now);
            return argocd.requests().size() == before;
        });
    }

    private void readMany() throws Exception {
        for (int i = 0; i < MANY; i++) {
            read("web-" + i, now);
        }
    }

    private void changeAndAwait(String name) throws Exception {
        argocd.add(Manifests.manual(name));
        String version = ApplicationJson.live(JsonAnswers.MAPPER.readTree(argocd.application(name)))
                .resourceVersion();
        await().until(() -> read(name, now).resourceVersion().equals(version));
    }

    private LiveApplication read(String name, Instant notBefore) throws InterruptedException {
        return views.reader(client, notBefore).get(ApplicationRef.named(name));
    }

    private List<String> names() throws InterruptedException {
        return views.reader(client, now).list(ApplicationQuery.ALL).stream()
                .map(live -> live.application().name())
                .toList();
    }

    private int lists() {
        return (int) argocd.requests().stream().filter(LIST::equals).count();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationViews;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClients;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWaits.Following;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** Many rollouts at once need few threads, and do not wait for each other. */
public class RolloutWaitsTest {

    private static final int MANY = 60;

    @Rule
    public final RolloutWorld world = new RolloutWorld();

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final RolloutWaits waits = new RolloutWaits(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    });
    private final ApplicationViews views = new ApplicationViews();
    private final List<Following> stuck = new ArrayList<>();

    @After
    public void stop() {
        waits.close();
        views.close();
    }

    @Test
    public void manyWaitsShareFewThreadsAndOneStream() throws Exception {
        String commit = world.git().commit("org/frontend:main-2");
        stickMany(world.client().sharing(views), commit);
        Following healthy = begin(world.client().sharing(views), "auto", commit);

        assertThat(healthy.result().get().revision()).isEqualTo(commit);
        assertThat(stuck).noneMatch(wait -> wait.result().isDone());
        assertThat(threads.stream().filter(Thread::isAlive)).hasSizeLessThanOrEqualTo(RolloutWaits.LOOKS_AT_ONCE);
        await().until(() -> {
            for (int i = 0; i < MANY; i++) {
                world.argocd().add(Manifests.manual("manual-" + i));
            }
            return world.argocd().streams() <= 1;
        });

        world.client().sync(ApplicationRef.named("manual-7"), "", false);
        assertThat(stuck.get(7).result().get().revision()).isEqualTo(commit);
    }

    @Test
    public void aServerThatDoesNotAnswerKeepsUpNoOther() throws Exception {
        String commit = world.git().commit("org/frontend:main-2");
        try (ServerSocket silent = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress())) {
            stickMany(ArgoCdClients.client(URI.create("http://localhost:" + silent.getLocalPort())), commit);
            assertThat(begin(world.client(), "auto", commit).result().get().revision())
                    .isEqualTo(commit);
            assertThat(stuck).noneMatch(wait -> wait.result().isDone());
            waits.close();
            stuck.forEach(wait ->
                    assertThat(catchThrowable(() -> wait.result().get())).isInstanceOf(CancellationException.class));
        }
    }

    @Test
    public void aWaitThatIsCancelledDoesNothingAnyMore() throws Exception {
        String commit = world.git().commit("org/frontend:main-2");
        List<String> told = new ArrayList<>();
        Following wait = waits.begin(
                world.client().server(),
                new Rollout(world.client(), request("manual", commit), QUICK, change -> told.add(change.toString())));
        await().until(() -> world.argocd().requests().stream().anyMatch(r -> r.contains("/stream/")));
        CompletableFuture<Integer> end = wait.result().handle((result, failure) -> told.size());

        wait.cancel();
        int before = end.get();
        assertThat(wait.result()).isCompletedExceptionally();
        world.client().sync(ApplicationRef.named("manual"), "", false);
        await().until(() -> world.client()
                .get(ApplicationRef.named("manual"))
                .status()
                .revisions()
                .contains(commit));
        assertThat(told).hasSize(before);
    }

    private void stickMany(ArgoCdClient client, String commit) {
        for (int i = 0; i < MANY; i++) {
            world.argocd().add(Manifests.manual("manual-" + i));
            stuck.add(begin(client, "manual-" + i, commit));
        }
    }

    private Following begin(ArgoCdClient client, String name, String commit) {
        return waits.begin(client.server(), new Rollout(client, request(name, commit), QUICK, change -> {}));
    }

    private static RolloutRequest request(String name, String commit) {
        return new RolloutRequest(
                ApplicationRef.named(name), DesiredStates.written(commit), WaitFor.HEALTHY, false, LONG, false);
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.QUICK;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.nothingNew;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.InBackground;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.OperationPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;

/** Who syncs, and what becomes of a sync. */
public class RolloutSyncTest {

    @Rule
    public final RolloutWorld world = new RolloutWorld();

    @Test
    public void syncsAManualApplicationWhenAskedTo() throws InterruptedException {
        String commit = world.git().commit("org/frontend:main-2");
        assertThat(world.rollOut("manual", commit, WaitFor.HEALTHY, true, LONG).revision())
                .isEqualTo(commit);
        assertThat(world.argocd().requests())
                .filteredOn(r -> r.startsWith("POST") && r.endsWith("/sync"))
                .hasSize(1);
    }

    @Test
    public void saysThatNobodySyncsAManualApplication() {
        String commit = world.git().commit("org/frontend:main-2");
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        ArgoCdException e = world.fail("manual", commit, new OffsetClock(passed::get), change -> {
            if (change.toString().contains("OutOfSync at " + commit.substring(0, 7))) {
                passed.set(LONG);
            }
        });
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("somebody to sync the Application, as its automated sync is off");
    }

    @Test
    public void waitsForAnotherOperationBeforeItSyncs() throws InterruptedException {
        world.argocd().faults().holdOperations(true);
        assertThat(world.client().sync(ApplicationRef.named("manual"), "", false))
                .isPresent();
        await().until(() -> world.client()
                        .get(ApplicationRef.named("manual"))
                        .status()
                        .operation()
                        .phase()
                == OperationPhase.RUNNING);
        String commit = world.git().commit("org/frontend:main-2");
        CompletableFuture<RolloutResult> rollout =
                InBackground.call(() -> world.rollOut("manual", commit, WaitFor.SYNCED, true, LONG));
        await().until(() -> world.changes().stream().anyMatch(c -> c.startsWith("sync: ")));
        world.argocd().faults().holdOperations(false);
        assertThat(rollout.join().revision()).isEqualTo(commit);
    }

    @Test
    public void reportsTheMessageOfAFailedOperation() {
        world.argocd()
                .faults()
                .failOperations("one or more objects failed to apply: admission webhook denied the request");
        String commit = world.git().commit("org/frontend:main-2");
        ArgoCdException e = world.fail("auto", commit, WaitFor.SYNCED, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(e).hasMessageContaining("ended as Failed: one or more objects failed to apply: admission webhook");
    }

    @Test
    public void syncsAgainAfterAnEarlierFailureOfTheSameCommit() throws InterruptedException {
        world.argocd().faults().failOperations("no");
        String commit = world.git().commit("org/frontend:main-2");
        world.fail("manual", commit, WaitFor.SYNCED, true, LONG);
        world.argocd().faults().failOperations("");
        assertThat(world.rollOut("manual", commit, WaitFor.SYNCED, true, LONG).revision())
                .isEqualTo(commit);
    }

    @Test
    public void noticesThatAnotherSyncTookThePlace() throws InterruptedException {
        String first = world.client()
                .get(ApplicationRef.named("auto"))
                .status()
                .revisions()
                .get(0);
        world.git().autoscale();
        String commit = world.git().commit("org/frontend:main-2");
        AtomicReference<Boolean> replaced = new AtomicReference<>(false);
        Rollout rollout =
                new Rollout(world.client(), request("manual", commit, WaitFor.HEALTHY, true, LONG), QUICK, change -> {
                    if (change.after().startsWith("Succeeded to " + commit.substring(0, 7))
                            && !replaced.getAndSet(true)) {
                        assertThat(InBackground.call(
                                                () -> world.client().sync(ApplicationRef.named("manual"), first, false))
                                        .join())
                                .isPresent();
                    }
                });
        ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> Waits.toTheEnd(rollout));
        assertThat(e.reason()).isEqualTo(Reason.OPERATION_REPLACED);
        assertThat(e)
                .hasMessageContaining("a sync to " + first.substring(0, 7)
                        + " by admin took the place of the one to commit " + commit.substring(0, 7));
    }

    @Test
    public void saysWhichSyncWindowForbidsTheSync() {
        world.argocd().faults().freeze("auto");
        world.argocd().faults().freeze("manual");
        String commit = world.git().commit("org/frontend:main-2");
        ArgoCdException automated = world.fail("auto", commit, WaitFor.SYNCED, false, LONG);
        assertThat(automated.reason()).isEqualTo(Reason.SYNC_WINDOW);
        assertThat(automated).hasMessageContaining("deny * * * * * for 1h");
        ArgoCdException manual = world.fail("manual", commit, WaitFor.SYNCED, true, LONG);
        assertThat(manual.reason()).isEqualTo(Reason.SYNC_WINDOW);
    }

    @Test
    public void doesNotUndoARollback() throws InterruptedException {
        String first = world.git().commit("org/frontend:main-1");
        world.rollOut("manual", first, WaitFor.HEALTHY, true, LONG);
        String second = world.git().commit("org/frontend:main-2");
        world.rollOut("manual", second, WaitFor.HEALTHY, true, LONG);
        rollBack(first);
        long syncs = world.syncs();
        for (WaitFor waitFor : WaitFor.values()) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class,
                    () -> Waits.toTheEnd(
                            new Rollout(world.client(), nothingNew(second, waitFor), QUICK, change -> {})));
            assertThat(e.reason()).isEqualTo(Reason.ROLLED_BACK);
            assertThat(e)
                    .hasMessageContaining(
                            " rolled back from " + second.substring(0, 7) + " to " + first.substring(0, 7))
                    .hasMessageContaining("sync the Application in Argo CD");
        }
        assertThat(world.syncs()).isEqualTo(syncs);
        String third = world.git().commit("org/frontend:main-3");
        assertThat(world.rollOut("manual", third, WaitFor.HEALTHY, true, LONG).revision())
                .isEqualTo(third);
    }

    @Test
    public void syncsWhatAnEarlierRunHasWrittenAndNobodyHasRolledBackFrom() throws InterruptedException {
        String commit = world.git().commit("org/frontend:main-2");
        assertThat(Waits.toTheEnd(new Rollout(world.client(), nothingNew(commit, WaitFor.HEALTHY), QUICK, change -> {}))
                        .revision())
                .isEqualTo(commit);
    }

    @Test
    public void syncsAsAskedWhereNothingIsWaitedForThoughAnotherOperationIsUnderWay() throws InterruptedException {
        world.argocd().faults().holdOperations(true);
        assertThat(world.client().sync(ApplicationRef.named("manual"), "", false))
                .isPresent();
        String commit = world.git().commit("org/frontend:main-2");
        CompletableFuture<RolloutResult> rollout =
                InBackground.call(() -> world.rollOut("manual", commit, WaitFor.NONE, true, LONG));
        await().until(() -> world.changes().stream().anyMatch(c -> c.startsWith("sync: ")));
        world.argocd().faults().holdOperations(false);
        rollout.join();
        await().until(() -> world.client()
                .get(ApplicationRef.named("manual"))
                .status()
                .operation()
                .revisions()
                .contains(commit));
    }

    private void rollBack(String revision) throws InterruptedException {
        assertThat(world.client().sync(ApplicationRef.named("manual"), revision, false))
                .isPresent();
        await().until(() -> {
            ApplicationStatus status =
                    world.client().get(ApplicationRef.named("manual")).status();
            return status.health().status() == HealthStatus.HEALTHY
                    && status.history()
                            .get(status.history().size() - 1)
                            .revisions()
                            .contains(revision);
        });
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import org.junit.Rule;
import org.junit.Test;

/** Pods that cannot start end a rollout early. */
public class StuckPodsTest {

    @Rule
    public final RolloutWorld world = new RolloutWorld();

    @Test
    public void endsEarlyWithThePodThatCannotPullItsImage() {
        world.argocd().faults().imageIsMissing("org/frontend:main-2");
        String commit = world.git().commit("org/frontend:main-2");
        ArgoCdException e = world.fail("auto", commit, WaitFor.HEALTHY, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageStartingWith(
                        "roll out commit " + commit.substring(0, 7) + " of Application auto: pod frontend-")
                .hasMessageContaining("(org/frontend:main-2) cannot start: ")
                .hasMessageContaining("manifest unknown");
    }

    @Test
    public void endsEarlyWithThePodThatFindsNoNodeAndTheSchedulersReason() {
        world.argocd().faults().imageFindsNoNode("org/frontend:main-2");
        ArgoCdException e = world.fail("auto", world.git().commit("org/frontend:main-2"), WaitFor.HEALTHY, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageContaining(
                        "finds no node (Pending): FailedScheduling: 0/1 nodes are available: 1 Insufficient memory.");
    }

    @Test
    public void endsEarlyWithThePodThatCrashes() {
        world.argocd().faults().imageCrashes("org/frontend:main-2");
        ArgoCdException e = world.fail("auto", world.git().commit("org/frontend:main-2"), WaitFor.HEALTHY, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageContaining("cannot start: CrashLoopBackOff: back-off 10s restarting failed container")
                .hasMessageContaining("See the pod's log");
    }

    @Test
    public void saysWhyAPodFindsNoNodeWhileItWaits() {
        world.argocd().faults().imageFindsNoNode("org/frontend:main-2");
        world.fail("auto", world.git().commit("org/frontend:main-2"), WaitFor.HEALTHY, false, LONG);
        assertThat(world.changes())
                .filteredOn(c -> c.contains("no node yet"))
                .singleElement()
                .asString()
                .startsWith("pod frontend-")
                .endsWith(
                        "(org/frontend:main-2): no node yet: FailedScheduling: 0/1 nodes are available: 1 Insufficient memory.");
    }
}

package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import java.util.List;
import org.junit.Test;

public class PodCommandTest {

    @Test
    public void showsTheLogOfAPodThatCrashes() {
        assertThat(PodCommand.of(pod("web-1", "CrashLoopBackOff")))
                .isEqualTo("kubectl logs --namespace shop web-1 --all-containers --previous");
    }

    @Test
    public void showsThePreviousLogOnlyWhereThereWasARestart() {
        assertThat(PodCommand.all(pod("migrate-1", "Error", 0)))
                .containsExactly("kubectl logs --namespace shop migrate-1 --all-containers");
        assertThat(PodCommand.all(pod("web-1", "Init:CrashLoopBackOff", 2)))
                .containsExactly("kubectl logs --namespace shop web-1 --all-containers --previous");
    }

    @Test
    public void showsBothForAPodThatRunsAndIsNotReady() {
        assertThat(PodCommand.all(pod("web-1", "Running", 0)))
                .containsExactly(
                        "kubectl describe pod --namespace shop web-1",
                        "kubectl logs --namespace shop web-1 --all-containers");
    }

    @Test
    public void aNewPodThatIsNotHealthyIsLookedAtThoughItIsNotDegraded() {
        ResourceReport late = pod("web-1", "Running", "Progressing", new PodReport("Running", "0/1", 0, true));
        ResourceReport old = pod("web-0", "Running", "Progressing", new PodReport("Running", "0/1", 0, false));
        ResourceReport good = pod("web-2", "Running", "Healthy", new PodReport("Running", "1/1", 0, true));
        assertThat(PodCommand.failing(List.of(late, old, good))).containsExactly(late);
    }

    @Test
    public void aNewPodThatIsBeingRemovedIsNotLookedAt() {
        ResourceReport removed =
                pod("web-1", "Terminating", "Progressing", new PodReport("Terminating", "1/1", 0, true));
        assertThat(PodCommand.failing(List.of(removed))).isEmpty();
    }

    @Test
    public void asksTheClusterAboutAPodThatNeverStarted() {
        for (String reason : List.of(
                "ImagePullBackOff", "ErrImagePull", "CreateContainerConfigError", "Pending", "RunContainerError")) {
            assertThat(PodCommand.of(pod("web-1", reason))).isEqualTo("kubectl describe pod --namespace shop web-1");
        }
    }

    @Test
    public void makesNoCommandOfANameThatNoPodCanHave() {
        assertThat(PodCommand.of(pod("web; rm -rf /", "CrashLoopBackOff"))).isEmpty();
        assertThat(PodCommand.of(pod("--help", "CrashLoopBackOff"))).isEmpty();
    }

    @Test
    public void findsFailingPodsAnywhereInTheTree() {
        ResourceReport pod = pod("web-1", "CrashLoopBackOff");
        ResourceReport set = new ResourceReport(
                new ResourceKey("apps", "ReplicaSet", "shop", "web"),
                "",
                "Degraded",
                "",
                "",
                List.of(),
                List.of(pod),
                null);
        assertThat(PodCommand.failing(List.of(set))).containsExactly(pod);
    }

    private static ResourceReport pod(String name, String reason) {
        return pod(name, reason, 1);
    }

    private static ResourceReport pod(String name, String reason, int restarts) {
        return pod(name, reason, "Degraded", new PodReport(reason, "0/1", restarts, true));
    }

    private static ResourceReport pod(String name, String reason, String health, PodReport pod) {
        return new ResourceReport(
                new ResourceKey("", "Pod", "shop", name), "", health, "", reason, List.of(), List.of(), pod);
    }
}

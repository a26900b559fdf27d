package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class PodCommandTest {

    @Test
    public void showsTheLogOfAPodThatCrashes() {
        assertThat(PodCommand.of(pod("web-1", "CrashLoopBackOff")))
                .isEqualTo("kubectl logs --namespace shop web-1 --all-containers --previous");
    }

    @Test
    public void asksTheClusterAboutAPodThatNeverStarted() {
        for (String reason : List.of("ImagePullBackOff", "ErrImagePull", "CreateContainerConfigError", "Pending")) {
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
                "apps", "ReplicaSet", "shop", "web", "", "Degraded", "", "", List.of(), List.of(pod), null);
        assertThat(PodCommand.failing(List.of(set))).containsExactly(pod);
    }

    private static ResourceReport pod(String name, String reason) {
        return new ResourceReport(
                "",
                "Pod",
                "shop",
                name,
                "",
                "Degraded",
                "",
                reason,
                List.of(),
                List.of(),
                new PodReport(reason, "0/1", 1, true));
    }
}

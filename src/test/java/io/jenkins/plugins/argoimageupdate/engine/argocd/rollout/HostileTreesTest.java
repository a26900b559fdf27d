package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceBranch;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.AppliedResources;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.HookFailure;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.NewPods;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.Test;

/** Trees of resources of which each look took minutes, hours or the stack. */
public class HostileTreesTest {

    private static final int MANY = 30_000;
    private static final Instant SYNC = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant AFTER = SYNC.plusSeconds(5);
    private static final LiveApplication APPLICATION =
            AppJson.at("a".repeat(40)).live();

    @Test(timeout = 300_000)
    public void eachPodOfALongChainOfOwnersIsFollowedOnce() {
        ResourceTree tree = tree(i -> i == 0 ? List.of() : List.of("u" + (i - 1)));
        ResourceNode first = tree.nodes().get(0);

        assertThat(tree.root(tree.nodes().get(MANY - 1))).isSameAs(first);
        lookAt(tree);
        assertThat(depth(tree.branches(APPLICATION.status()))).isEqualTo(Budget.RESOURCE_DEPTH.intValue());
    }

    @Test(timeout = 300_000)
    public void resourcesOfARingEndIt() {
        ResourceTree tree = tree(i -> List.of("u" + (i + 1) % MANY));

        assertThat(tree.root(tree.nodes().get(7))).isSameAs(tree.nodes().get(7));
        assertThat(tree.owner(tree.nodes().get(7))).isEmpty();
        lookAt(tree);
        assertThat(tree.branches(APPLICATION.status())).hasSize(MANY);
    }

    @Test(timeout = 300_000)
    public void resourcesThatLeadToARingEndWhereItBegins() {
        ResourceTree tree = tree(i -> List.of("u" + (i < 2 ? 1 - i : i - 1)));

        assertThat(tree.root(tree.nodes().get(MANY - 1))).isSameAs(tree.nodes().get(1));
        lookAt(tree);
    }

    @Test(timeout = 300_000)
    public void manyResourcesOfOneOwnerAreComparedOnce() {
        lookAt(tree(i -> i == 0 ? List.of() : List.of("u0")));
        lookAt(new ResourceTree(IntStream.range(0, MANY)
                .mapToObj(i -> node(
                        i == 0 ? "CronJob" : i % 2 == 1 ? "Job" : "Pod",
                        i,
                        i == 0 ? List.of() : List.of(i % 2 == 1 ? "u0" : "u" + (i - 1))))
                .toList()));
        lookAt(new ResourceTree(IntStream.range(0, MANY)
                .mapToObj(i -> node(
                        i == 0 ? "StatefulSet" : i % 2 == 1 ? "ControllerRevision" : "Pod",
                        i,
                        i == 0 ? List.of() : List.of("u0")))
                .toList()));
    }

    /** Shown below each of its owners, such a tree has more branches than there are atoms. */
    @Test(timeout = 300_000)
    public void aResourceOfSeveralOwnersIsShownOnce() {
        ResourceTree tree = tree(i -> i < 2 ? List.of() : List.of("u" + (i / 2 * 2 - 2), "u" + (i / 2 * 2 - 1)));
        List<ResourceBranch> branches = tree.branches(APPLICATION.status());

        assertThat(branches).hasSize(2);
        assertThat(branches.get(0).children()).hasSize(2);
        assertThat(branches.get(1).children()).isEmpty();
    }

    @Test(timeout = 300_000)
    public void thePodsOfManyFailedHooksAreFoundAtOnce() {
        AppJson json = AppJson.at("a".repeat(40)).operation("Failed", "a".repeat(40), "failed", SYNC.toString(), "");
        int hooks = 10_000;
        IntStream.range(0, hooks).forEach(i -> json.hook("PreSync", "job-" + i, "Failed", "no"));
        LiveApplication failed = json.live();
        ResourceTree tree = new ResourceTree(IntStream.range(0, MANY)
                .mapToObj(i -> i < hooks
                        ? new ResourceNode(
                                new ResourceKey("batch", "Job", "web", "job-" + i),
                                "u" + i,
                                List.of(),
                                new Health(HealthStatus.DEGRADED, ""),
                                Map.of(),
                                List.of(),
                                AFTER)
                        : node("Pod", i, List.of("u" + i % hooks)))
                .toList());
        Observation seen = new Observation(failed, tree, "", AFTER);

        assertThat(HookFailure.of(failed.status().operation(), tree))
                .hasSize(hooks)
                .allMatch(failure -> failure.pod() != null);
        assertThat(RolloutChanges.between(new Observation(failed, ResourceTree.EMPTY, "", SYNC), seen))
                .hasSizeGreaterThan(hooks);
    }

    /** What each look of a rollout and of a report asks of a tree. */
    private static void lookAt(ResourceTree tree) {
        AppliedResources applied =
                AppliedResources.NONE.updated(null, false, tree).updated(null, true, tree);
        NewPods pods = NewPods.of(tree, SYNC, applied);
        assertThat(pods.withoutNode()).isEmpty();
        ImageReference image = ImageReference.parse("org/web");
        assertThat(ImageStates.of(APPLICATION, tree).newest(image)).hasSizeLessThan(2);
        Observation seen = new Observation(APPLICATION, tree, "", AFTER);
        ResourceTree before = new ResourceTree(tree.nodes().subList(0, 1));
        assertThat(RolloutChanges.between(new Observation(APPLICATION, before, "", SYNC), seen))
                .isNotEmpty();
        assertThat(ResourceReport.of(APPLICATION, tree, "")).isNotEmpty();
    }

    private static int depth(List<ResourceBranch> branches) {
        return branches.isEmpty() ? 0 : 1 + depth(branches.get(0).children());
    }

    private static ResourceTree tree(IntFunction<List<String>> parents) {
        return new ResourceTree(IntStream.range(0, MANY)
                .mapToObj(i -> node("Pod", i, parents.apply(i)))
                .toList());
    }

    private static ResourceNode node(String kind, int i, List<String> parents) {
        return new ResourceNode(
                new ResourceKey(kind.equals("Pod") ? "" : "apps", kind, "web", "p" + i),
                "u" + i,
                parents,
                new Health(HealthStatus.DEGRADED, ""),
                Map.of("Status Reason", i % 2 == 0 ? "ImagePullBackOff" : "Running", "Revision", "Rev:" + i),
                kind.equals("Pod") ? List.of("org/web:2") : List.of(),
                AFTER.plusSeconds(i),
                Map.of("controller-revision-hash", "p" + i));
    }
}

package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceResult;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sync of a commit has put into the cluster so far. What is not among it is as it was before: a hook can keep a sync
 * waiting for long while the pods of the previous revision go on failing. Immutable.
 */
public final class AppliedResources {

    public static final AppliedResources NONE = new AppliedResources(false, Set.of(), Set.of(), Set.of());

    private final boolean all;
    private final Set<ResourceKey> applied;
    private final Set<ResourceKey> hooks;
    private final Set<String> earlyPods;

    private AppliedResources(boolean all, Set<ResourceKey> applied, Set<ResourceKey> hooks, Set<String> earlyPods) {
        this.all = all;
        this.applied = applied;
        this.hooks = hooks;
        this.earlyPods = earlyPods;
    }

    /**
     * After one more look. What was applied stays applied: a new attempt begins with an empty list of results.
     *
     * @param operation that applies the commit; null for none
     * @param everything whether all of the commit is in the cluster
     */
    public AppliedResources updated(@Nullable Operation operation, boolean everything, ResourceTree tree) {
        Set<ResourceKey> nowApplied = new HashSet<>(applied);
        Set<ResourceKey> nowHooks = new HashSet<>(hooks);
        if (operation != null) {
            operation.results().stream()
                    .filter(ResourceResult::isApplied)
                    .forEach(result -> (result.isHook() ? nowHooks : nowApplied).add(result.key()));
        }
        AppliedResources now = new AppliedResources(all || everything, nowApplied, nowHooks, Set.of());
        Set<String> early = new HashSet<>(earlyPods);
        tree.pods().stream().filter(pod -> !now.includes(tree.root(pod).key())).forEach(pod -> early.add(pod.uid()));
        return new AppliedResources(now.all, nowApplied, nowHooks, early);
    }

    boolean includes(ResourceKey managed) {
        return all || applied.contains(managed) || hooks.contains(managed);
    }

    boolean isOfHook(ResourceTree tree, ResourceNode pod) {
        return hooks.contains(tree.root(pod).key());
    }

    /**
     * The pods that the sync has brought, as far as can be told.
     *
     * @param since when the sync began; null for none, which gives no pods
     */
    List<ResourceNode> newPods(ResourceTree tree, @Nullable Instant since) {
        return tree.podsSince(since).stream()
                .filter(pod -> includes(tree.root(pod).key()))
                .toList();
    }

    /**
     * Whether a pod was there when its workload had not been applied yet, as far as seen: it may be one of the previous revision that was
     * replaced during the sync, or one that the tree showed before the Application did.
     */
    boolean isEarly(ResourceNode pod) {
        return earlyPods.contains(pod.uid());
    }
}

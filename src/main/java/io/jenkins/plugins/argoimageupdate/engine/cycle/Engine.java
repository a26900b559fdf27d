package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationReader;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationViews;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWaits;
import io.jenkins.plugins.argoimageupdate.engine.guard.RolloutSlots;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a process share: connections to registries with their limits, metadata already read, Git caches, how much is being
 * rolled out, what Argo CD servers tell, the waits for them, and what was found to differ in clusters.
 *
 * @param notBefore how recent the answers have to be that other runs share with this one; null where it asks all by itself
 */
public record Engine(
        RegistryClients registries,
        RegistrySelector selector,
        GitWorkspace git,
        RolloutSlots rollouts,
        ApplicationViews applications,
        RolloutWaits waits,
        DriftMemory drifts,
        @Nullable Instant notBefore) {

    /** One with rollouts and a view of Applications of its own. */
    public Engine(RegistryClients registries, RegistrySelector selector, GitWorkspace git) {
        this(registries, selector, git, new RolloutSlots(), new ApplicationViews(), new RolloutWaits());
    }

    /** One that knows nothing of differences in clusters yet. */
    public Engine(
            RegistryClients registries,
            RegistrySelector selector,
            GitWorkspace git,
            RolloutSlots rollouts,
            ApplicationViews applications,
            RolloutWaits waits) {
        this(registries, selector, git, rollouts, applications, waits, new DriftMemory(), null);
    }

    /** The same, for runs that can do with what others asked registries, Argo CD and Git for at the given time or later. */
    public Engine notOlderThan(Instant instant) {
        return new Engine(
                registries.notOlderThan(instant),
                selector.notOlderThan(instant),
                git.notOlderThan(instant),
                rollouts,
                applications,
                waits,
                drifts,
                instant);
    }

    /** Where a run that only looks reads Applications; whoever writes reads them at Argo CD itself. */
    ApplicationReader reader(ArgoCdClient client) {
        return notBefore == null ? client : applications.reader(client, notBefore);
    }
}

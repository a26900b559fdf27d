package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.guard.RolloutSlots;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import java.time.Instant;

/**
 * What all runs of a process share: connections to registries with their limits, metadata already read, Git caches, how much is being
 * rolled out, and what was found to differ in clusters.
 */
public record Engine(
        RegistryClients registries,
        RegistrySelector selector,
        GitWorkspace git,
        RolloutSlots rollouts,
        DriftMemory drifts) {

    /** One with rollouts of its own. */
    public Engine(RegistryClients registries, RegistrySelector selector, GitWorkspace git) {
        this(registries, selector, git, new RolloutSlots());
    }

    /** One that knows nothing of clusters yet. */
    public Engine(RegistryClients registries, RegistrySelector selector, GitWorkspace git, RolloutSlots rollouts) {
        this(registries, selector, git, rollouts, new DriftMemory());
    }

    /** The same, for runs that can do with what others asked the registries for at the given time or later. */
    public Engine notOlderThan(Instant instant) {
        return new Engine(registries.notOlderThan(instant), selector.notOlderThan(instant), git, rollouts, drifts);
    }
}
